import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { EXPORT_KINDS } from '#formats/exportKinds';
import { fixturePath } from '../fixtureFiles.ts';
import { folderWith, runCli } from './runCli.ts';

const SAVED = readFileSync(fixturePath('saved-run-1.irisrun'));

describe('exporting a saved run', () => {
  test('writes a file whole, and nothing to the terminal', async () => {
    const cwd = folderWith({ 'run.irisrun': SAVED });
    const args = ['export', 'run.irisrun', '--to', 'csv', '--table', 'predictions', '--out', 'rows.csv'];
    expect(await runCli(args, { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    const { data } = Papa.parse(readFileSync(join(cwd, 'rows.csv'), 'utf8'), { skipEmptyLines: true });
    expect(data).toHaveLength(13);
    expect(readdirSync(cwd).sort()).toEqual(['rows.csv', 'run.irisrun']);
  });

  test('- writes text to standard output', async () => {
    const cwd = folderWith({ 'run.irisrun': SAVED });
    const { code, stdout } = await runCli(['export', 'run.irisrun', '--to', 'csv', '--out', '-'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^epoch,trainLoss,testLoss,/);
    expect(stdout.trim().split('\n')).toHaveLength(22);
  });

  test.each(EXPORT_KINDS)('writes %s, the same bytes each time', async (kind) => {
    const cwd = folderWith({ 'run.irisrun': SAVED });
    for (const out of ['one', 'two']) {
      const result = await runCli(['export', 'run.irisrun', '--to', kind, '--out', out], { cwd });
      expect(result).toEqual({ code: 0, stdout: '', stderr: '' });
    }
    const [one, two] = ['one', 'two'].map((out) => readFileSync(join(cwd, out)));
    expect(one?.length).toBeGreaterThan(500);
    expect(Buffer.compare(one!, two!)).toBe(0);
  });

  test('a run that diverged is told from one that can be trained again', async () => {
    const cwd = folderWith({ 'fast.json': { training: { learningRate: 1000, epochs: 50 } } });
    await runCli(['train', '--config', 'fast.json', '--save', 'run.irisrun', '--quiet'], { cwd });
    for (const kind of ['numpy', 'pytorch', 'notebook']) {
      const { code, stderr } = await runCli(['export', 'run.irisrun', '--to', kind, '--out', 'x'], { cwd });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^run.irisrun: the run diverged at epoch \d+, and .*--to npz, csv or html\n$/);
    }
    expect(readdirSync(cwd).sort()).toEqual(['fast.json', 'run.irisrun']);
  });

  test.each<[string, readonly string[], string | RegExp]>([
    ['no run', [], /^export needs a saved run, as in export run.irisrun --to csv/],
    [
      'two runs',
      ['run.irisrun', 'other'],
      'export takes one saved run and options, got "other"; see --help\n',
    ],
    ['no kind', ['run.irisrun', '--out', 'x'], /^--to is missing; give one of /],
    ['no file', ['run.irisrun', '--to', 'csv'], '--out is missing; give the path of the file to write\n'],
    [
      'a misspelt kind',
      ['run.irisrun', '--to', 'nzp', '--out', 'x'],
      /^--to must be one of "numpy", .*, got "nzp"; did you mean npz\?$/m,
    ],
    [
      'another kind',
      ['run.irisrun', '--to', 'keras', '--out', 'x'],
      /^--to must be one of "numpy", .*, got "keras"$/m,
    ],
    [
      'a misspelt table',
      ['run.irisrun', '--to', 'csv', '--table', 'prediction', '--out', 'x'],
      /^--table must be one of .*, got "prediction"; did you mean predictions\?$/m,
    ],
    [
      'a table of another kind',
      ['run.irisrun', '--to', 'npz', '--table', 'history', '--out', 'x'],
      '--table is about --to csv, got --to npz; leave one out\n',
    ],
    [
      'epochs where there is no choice',
      ['run.irisrun', '--to', 'csv', '--epochs', 'all', '--out', 'x'],
      /^--epochs is about --to npz and --to csv --table parameters/,
    ],
    [
      'an option of train',
      ['run.irisrun', '--quiet'],
      'export takes --to, --out, --table, --epochs, got --quiet; see --help\n',
    ],
    ['bytes to a terminal', ['run.irisrun', '--to', 'npz', '--out', '-'], /^--out -: npz is not text; give/],
    ['no such run', ['gone.irisrun', '--to', 'csv', '--out', 'x'], /^gone.irisrun: there is no such file/],
    ['a folder', ['.', '--to', 'csv', '--out', 'x'], /^\.: this is a folder/],
    ['no saved run', ['notes.txt', '--to', 'csv', '--out', 'x'], /^notes.txt: is not a saved run/],
    ['a cut run', ['cut.irisrun', '--to', 'csv', '--out', 'x'], /^cut.irisrun: is (cut off|damaged)/],
    [
      'its own input as output',
      ['run.irisrun', '--to', 'csv', '--out', './run.irisrun'],
      '--out ./run.irisrun: this file is read as input; give another path\n',
    ],
    [
      'a folder that is not there',
      ['run.irisrun', '--to', 'csv', '--out', 'no/x'],
      /^--out no\/x: there is no such/,
    ],
  ])('refuses %s', async (_what, args, message) => {
    const files = { 'run.irisrun': SAVED, 'cut.irisrun': SAVED.subarray(0, -9), 'notes.txt': 'hello, world' };
    const cwd = folderWith(files);
    const { code, stdout, stderr } = await runCli(['export', ...args], { cwd });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    if (typeof message === 'string') expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(files).sort());
    expect(Buffer.compare(readFileSync(join(cwd, 'run.irisrun')), SAVED)).toBe(0);
  });
});
