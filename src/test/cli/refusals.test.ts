import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, runCli } from './runCli.ts';

const FILES = {
  'short.json': { training: { epochs: 1 } },
  'typo.json': '{\n  "training": {\n    "epohcs": 3\n  }\n}\n',
  'syntax.json': '{\n  "training": { "epochs": 3,, }\n}\n',
  'two.json': '{"network": {"seed": -1},\n "training": {"optimizer": "sgd"}}',
  'data.json': { dataset: { path: 'gone.csv' } },
  'feature.json': { dataset: { path: 'small.csv', target: 'class', features: ['a', 'B'] } },
  'huge.json': {
    training: { epochs: 100_000 },
    network: { hiddenLayers: Array.from({ length: 2 }, () => ({ units: 256, activation: 'relu' })) },
  },
  'batch.json': '{\n  "dataset": { "path": "small.csv" },\n  "training": { "batchSize": 5 }\n}\n',
  'stratify.json': '{ "dataset": { "path": "small.csv" },\n  "split": { "stratify": true } }\n',
  'many.json': { training: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`key ${i}`, i])) },
  'split.json': { dataset: { path: 'small.csv' }, split: { testSize: 0.99 } },
  'small.csv': 'a,b,class\n1,2,x\n3,4,y\n',
  'bad.csv': `a,b,class\n1;5,2,x\n${Array.from({ length: 12 }, () => '1,?,y').join('\n')}\n`,
  'latin1.csv': Uint8Array.from(Buffer.from('a,b,class\n1,2,gr\u00fcn\n3,4,rot\n', 'latin1')),
  'empty.csv': '',
};

describe('bad input is refused in one message with exit code 2, and nothing is written', () => {
  test.each<[string, readonly string[], string | RegExp]>([
    ['no command', [], 'a command is missing: give train, export, schema; see --help\n'],
    ['an unknown command', ['trian'], 'unknown command "trian"; did you mean train?\n'],
    ['an unknown option', ['train', '--confg', 'x'], 'unknown option "--confg"; did you mean --config?\n'],
    ['an unknown option of one letter', ['train', '-x'], 'unknown option "-x"; see --help\n'],
    [
      'an option without value',
      ['train', '--config'],
      '--config needs a value, as in --config wine.irisnet.json\n',
    ],
    [
      'an option before another',
      ['train', '--out', '--quiet'],
      '--out needs a value, as in --out run.json\n',
    ],
    ['a switch with a value', ['train', '--quiet=no'], '--quiet takes no value, got "no"; leave it out\n'],
    [
      'a batch that is larger than the training rows',
      ['train', '--config', 'batch.json'],
      'batch.json: line 3, column 17: training.batchSize: 5 is more than the 1 training rows; choose at most 1, or null ' +
        'for all rows in every update\n',
    ],
    [
      'a split that cannot be stratified',
      ['train', '--config', 'stratify.json'],
      /^stratify\.json: line 2, column 14: split\.stratify: needs at least 2 rows of each class/,
    ],
    [
      'more problems than are looked for',
      ['train', '--config', 'many.json'],
      /^many\.json has at least 100 problems:\n(?: {2}.*\n){100}$/,
    ],
    [
      'a saved run for standard output',
      ['train', '--save', '-'],
      '--save -: a saved run is not text; give the path of a file, or --out - for the run as JSON\n',
    ],
    ['an option twice', ['train', '--quiet', '--quiet'], '--quiet is given twice; give it once\n'],
    ['an extra word', ['train', 'small.csv'], 'train takes options only, got "small.csv"; see --help\n'],
    [
      'an option of another command',
      ['schema', '--quiet'],
      'schema takes no options, got --quiet; see --help\n',
    ],
    [
      'a target without data',
      ['train', '--target', 'class'],
      /^--target names the label column of --data, which is missing; add/,
    ],
    [
      'a missing experiment',
      ['train', '--config', 'no.json'],
      'no.json: there is no such file or folder; check the path\n',
    ],
    [
      'a folder as experiment',
      ['train', '--config', '.'],
      '.: this is a folder, not a file; give the path of a file in it\n',
    ],
    [
      'an unknown key',
      ['train', '--config', 'typo.json'],
      'typo.json: line 3, column 5: training.epohcs: unknown key "epohcs"; did you mean "epochs"?\n',
    ],
    [
      'JSON with two commas',
      ['train', '--config', 'syntax.json'],
      'syntax.json: line 2, column 29: expected a key in double quotation marks, got ","\n',
    ],
    [
      'two wrong values',
      ['train', '--config', 'two.json'],
      'two.json has 2 problems:\n' +
        '  line 1, column 14: network.seed: must be a whole number from 0 to 4294967295, got -1\n' +
        '  line 2, column 15: training.optimizer: must be "gradientDescent", "momentum" or "adam", got "sgd"\n',
    ],
    [
      'data that the experiment names and that is not there',
      ['train', '--config', 'data.json'],
      /gone\.csv \(dataset\.path of data\.json\): there is no such file or folder; check the path\n$/,
    ],
    [
      'an unknown feature',
      ['train', '--config', 'feature.json'],
      /small\.csv \(dataset\.path of feature\.json\): line 1: there is no column "B" for the feature; did you mean "b"\?\n$/,
    ],
    [
      'a history that is too long',
      ['train', '--config', 'huge.json'],
      /^huge\.json: line 1, column 14: training\.epochs: 100000 would need \d+ MB of states, of which 256 MB can be kept, and .* lower it/,
    ],
    [
      'a split that leaves nothing to train on',
      ['train', '--config', 'split.json'],
      'split.json: line 1, column 42: split.testSize: 0.99 of 2 rows leaves 0 training rows; choose a smaller share\n',
    ],
    [
      'cells that are no numbers',
      ['train', '--data', 'bad.csv'],
      new RegExp(
        '^bad\\.csv has 13 problems:\\n  line 2 \\(row 1\\), column "a": "1;5" is not a number; write .*\\n' +
          '(  line \\d+ \\(row \\d+\\), column "b": the value is missing \\("\\?"\\); fill it in, .*\\n){12}$',
      ),
    ],
    [
      'an unknown target',
      ['train', '--data', 'small.csv', '--target', 'clas'],
      'small.csv: line 1: there is no column "clas" for the target; did you mean "class"?\n',
    ],
    [
      'data that never end',
      ['train', '--data', '/dev/zero'],
      '/dev/zero: the file has more than 256 MB; keep only the rows and columns that are needed\n',
    ],
    [
      'an empty table',
      ['train', '--data', 'empty.csv'],
      'empty.csv: the file is empty; give it a header row and rows of data\n',
    ],
    [
      'another encoding',
      ['train', '--data', 'latin1.csv'],
      'latin1.csv: line 2: byte 17 of the file, 0xfc, is not UTF-8 text; save it as CSV in the encoding UTF-8, or replace what stands there\n',
    ],
    [
      'a folder to write to that is not there',
      ['train', '--config', 'short.json', '--out', 'no/run.json'],
      '--out no/run.json: there is no such file or folder; check the path\n',
    ],
    [
      'a folder as the file to write',
      ['train', '--config', 'short.json', '--out', 'folder'],
      '--out folder: this is a folder; give the path of a file in it\n',
    ],
    [
      'a file as the folder to write to',
      ['train', '--config', 'short.json', '--out', 'small.csv/run.json'],
      /^--out small\.csv\/run\.json: a part of this path is a file, not a folder; check the path\n$/,
    ],
    [
      'the data as the file to write',
      ['train', '--data', 'small.csv', '--out', './small.csv'],
      '--out ./small.csv: this file is read as input; give another path\n',
    ],
  ])('%s', async (_, args, message) => {
    const cwd = folderWith(FILES);
    mkdirSync(join(cwd, 'folder'));
    const before = readdirSync(cwd);
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect([code, stdout]).toEqual([2, '']);
    if (typeof message === 'string') expect(stderr).toBe(message);
    else expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(readdirSync(cwd)).toEqual(before);
    expect(readdirSync(join(cwd, 'folder'))).toEqual([]);
  });
});

describe('what is not training', () => {
  test.each([[['--help']], [['-h']], [['train', '--help']]])('%j prints the help', async (args) => {
    const { code, stdout, stderr } = await runCli(args);
    expect([code, stderr]).toEqual([0, '']);
    for (const word of [
      'train',
      'schema',
      '--config',
      '--data',
      '--target',
      '--out',
      '--quiet',
      'diverged',
    ]) {
      expect(stdout).toContain(word);
    }
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  test('--version prints name and version', async () => {
    const { code, stdout } = await runCli(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^iris-network-inspector \d+\.\d+\.\d+\n$/);
  });

  test('schema prints the JSON Schema of the experiment file', async () => {
    const { code, stdout } = await runCli(['schema']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: 'Iris network experiment',
      additionalProperties: false,
    });
  });
});
