import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unpackRun } from '#formats/runContainer';
import type { RunSummary } from '#formats/runSummary';
import { fixturePath, readCases, readFixture, relativeError, worstError } from '../fixtureFiles.ts';
import { folderWith, runCli, shellCommand } from './runCli.ts';

const SHORT = { training: { epochs: 120 } };

function readRun(path: string): RunSummary {
  return JSON.parse(readFileSync(path, 'utf8')) as RunSummary;
}

describe('training by default', () => {
  test('prints what the tutorial prints and writes the run', async () => {
    const folder = folderWith({});
    const { code, stdout, stderr } = await runCli(['train', '--out', 'run.json'], { cwd: folder });
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    const losses = lines.slice(0, 27).map((line) => /^Epoch (\d+), Loss: ([\d.]+)$/.exec(line));
    expect(losses.map((match) => Number(match?.[1]))).toEqual([
      ...Array.from({ length: 26 }, (_, i) => 100 * i),
      2599,
    ]);
    expect(relativeError(Number(losses[26]?.[2]), 0.4780164034548822)).toBeLessThan(1e-12);
    expect(relativeError(Number(losses[0]?.[2]), 1.2097796828259508)).toBeLessThan(1e-12);
    expect(lines.slice(27)).toEqual([
      'Accuracy: 96.67% (29/30)',
      '',
      'actual \\ predicted  setosa   versicolor   virginica',
      'setosa                  10            0           0',
      'versicolor               0            8           1',
      'virginica                0            0          11',
      '',
    ]);

    const run = readRun(join(folder, 'run.json'));
    const [first] = readCases();
    expect(run.config).not.toHaveProperty('dataset');
    expect(run.history.trainLoss).toHaveLength(2600);
    expect(relativeError(run.history.trainLoss[0] ?? NaN, 1.2097796828259508)).toBeLessThan(1e-12);
    expect(relativeError(run.history.trainLoss[2599] ?? NaN, 0.4780164034548822)).toBeLessThan(1e-12);
    expect(run.evaluation).toMatchObject({ accuracy: 0.9666666666666667, correct: 29, total: 30 });
    expect(run.evaluation.predictions).toEqual(first?.last.predictions);
    expect(run.split).toEqual(first?.split);
    const last = run.parameters.layers;
    const flat = [...last.flatMap(({ weights }) => weights.flat()), ...last.flatMap(({ biases }) => biases)];
    expect(worstError(flat, first?.last.parameters ?? [])).toBeLessThan(1e-10);
    expect(run.parametersHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('saves the run with its data and all states', async () => {
    const folder = folderWith({ 'short.json': SHORT });
    const args = ['train', '--config', 'short.json', '--save', 'run.irisrun', '--out', 'run.json', '--quiet'];
    expect(await runCli(args, { cwd: folder })).toEqual({ code: 0, stdout: '', stderr: '' });
    const sha256 = (bytes: Uint8Array) => Promise.resolve(createHash('sha256').update(bytes).digest());
    const { header, numbers } = await unpackRun(readFileSync(join(folder, 'run.irisrun')), sha256);
    const { parametersHash } = readRun(join(folder, 'run.json'));
    expect(header).toMatchObject({ states: 121, status: { state: 'completed' }, parametersHash });
    expect(numbers).toHaveLength(150 * 5 + 121 * (43 + 4));
    const twice = await runCli(['train', '--save', 'run.json', '--out', 'run.json'], { cwd: folder });
    expect(twice.stderr).toBe('--save run.json: this is the file of --out too; give another path\n');
  });

  test('gives the same run, hash included, every time', async () => {
    const folder = folderWith({ 'short.json': SHORT });
    await runCli(['train', '--config', 'short.json', '--out', 'one.json'], { cwd: folder });
    await runCli(['train', '--config', 'short.json', '--out', 'other.json'], { cwd: folder });
    const [one, other] = ['one.json', 'other.json'].map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(one).toBe(other);
  });
});

describe('output', () => {
  test('--out - writes the run alone to standard output, and the words to standard error', async () => {
    const cwd = folderWith({ 'short.json': SHORT });
    const { code, stdout, stderr } = await runCli(['train', '--config', 'short.json', '--out', '-'], { cwd });
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as RunSummary).format).toBe('irisnet-run');
    expect(stderr).toMatch(
      /^Epoch 0, Loss: 1\.2.*\nEpoch 100, Loss: .*\nEpoch 119, Loss: .*\nAccuracy: .*% \(\d+\/30\)\n/,
    );
    expect(readdirSync(cwd)).toEqual(['short.json']);
  });

  test('--quiet prints nothing', async () => {
    const cwd = folderWith({ 'short.json': SHORT });
    expect(await runCli(['train', '--config', 'short.json', '--quiet'], { cwd })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('a file that is there is replaced, by way of a link too, and nothing else is left behind', async () => {
    const cwd = folderWith({ 'short.json': SHORT, 'run.json': 'old' });
    symlinkSync('run.json', join(cwd, 'link.json'));
    const { code } = await runCli(['train', '--config', 'short.json', '--quiet', '--out', 'link.json'], {
      cwd,
    });
    expect(code).toBe(0);
    expect(readRun(join(cwd, 'run.json')).status).toBe('completed');
    expect(readdirSync(cwd).sort()).toEqual(['link.json', 'run.json', 'short.json']);
  });

  test('FORCE_COLOR colours the table cool to warm, NO_COLOR and a pipe leave it plain', async () => {
    const cwd = folderWith({ 'short.json': SHORT });
    const args = ['train', '--config', 'short.json'];
    const [forced, refused, piped] = await Promise.all([
      runCli(args, { cwd, env: { FORCE_COLOR: '1' } }),
      runCli(args, { cwd, env: { NO_COLOR: '1' } }),
      runCli(args, { cwd }),
    ]);
    expect(forced.stdout).toContain('\u001b[48;5;25;38;5;231m');
    expect(refused.stdout).toBe(piped.stdout);
    expect(piped.stdout).not.toContain('\u001b');
    expect(forced.stdout.replace(/\u001b\[[\d;]*m/g, '').replace(/ +$/gm, '')).toBe(piped.stdout);
  });

  test('a reader that leaves early is no fault, and the run is written all the same', () => {
    const cwd = folderWith({});
    const command = `set -o pipefail; ${shellCommand('train', '--out', 'run.json')} | head -n 1`;
    const printed = execFileSync('bash', ['-c', `(${command}) 2>&1`], { cwd, encoding: 'utf8' });
    expect(printed).toMatch(/^Epoch 0, Loss: [\d.]+\n$/);
    expect(readRun(join(cwd, 'run.json')).status).toBe('completed');
  });
});

describe.runIf(process.platform === 'linux')('a disk that is full', () => {
  const shell = (cwd: string, command: string) =>
    spawnSync('bash', ['-c', command], { cwd, encoding: 'utf8' });

  test('leaves the old file as it was, and nothing beside it', () => {
    const cwd = folderWith({ 'run.json': 'old' });
    const { status, stderr } = shell(
      cwd,
      `ulimit -f 8; ${shellCommand('train', '--quiet', '--out', 'run.json')}`,
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^--out .*run\.json: there is no space left; free some or choose another path\n$/);
    expect([readdirSync(cwd), readFileSync(join(cwd, 'run.json'), 'utf8')]).toEqual([['run.json'], 'old']);
  });

  test.each([['train'], ['train', '--quiet', '--out', '-'], ['--help']])(
    'behind standard output is told once',
    (...args) => {
      const { status, stderr } = shell(folderWith({}), `${shellCommand(...args)} > /dev/full`);
      expect(status).toBe(2);
      expect(stderr).toBe('standard output: there is no space left; free some or choose another path\n');
    },
  );
});

describe('experiments', () => {
  test('--data and --target take any table', async () => {
    const cwd = folderWith({ 'short.json': SHORT });
    const moons = fixturePath('two-moons.csv');
    const args = [
      'train',
      '--config',
      'short.json',
      '--data',
      moons,
      '--target',
      'side',
      '--out',
      'run.json',
    ];
    const { code, stdout } = await runCli(args, { cwd });
    expect(code).toBe(0);
    expect(stdout).toMatch(/actual \\ predicted {2}left {3}right\nleft {2}/);
    const run = readRun(join(cwd, 'run.json'));
    expect(run.config.dataset).toEqual({ path: moons, target: 'side' });
    expect(run.dataset).toEqual({
      name: 'two-moons',
      rows: 120,
      features: ['x, horizontal', 'y, vertical'],
      classes: ['left', 'right'],
    });
  });

  test('the path of the data is relative to the experiment file, wherever the program runs', async () => {
    const cwd = folderWith({});
    mkdirSync(join(cwd, 'wine'));
    writeFileSync(join(cwd, 'wine', 'wine.csv'), readFixture('wine.csv'));
    const dataset = { path: 'wine.csv', features: ['alcohol', 'hue'] };
    writeFileSync(join(cwd, 'wine', 'wine.irisnet.json'), JSON.stringify({ dataset, ...SHORT }));
    const { code } = await runCli(['train', '--config', 'wine/wine.irisnet.json', '--out', 'run.json'], {
      cwd,
    });
    expect(code).toBe(0);
    const run = readRun(join(cwd, 'run.json'));
    expect([run.config.dataset, run.dataset.features, run.dataset.rows]).toEqual([
      { ...dataset, missing: 'refuse' },
      ['alcohol', 'hue'],
      178,
    ]);
  });

  test('--missing and --delimiter say how --data is read; what was done is noted beside the result', async () => {
    const cwd = folderWith({ 'x.json': SHORT, 'gaps.csv': 'a;class\n1;x\n;y\n3;x\n4;y\n5;x\n6;y\n7;x\n' });
    const args = [
      'train',
      '--config',
      'x.json',
      '--data',
      'gaps.csv',
      '--delimiter',
      ';',
      '--out',
      'run.json',
    ];
    const { code, stderr } = await runCli([...args, '--missing', 'dropRows'], { cwd });
    expect([code, stderr]).toEqual([
      0,
      'Note: 1 of 7 rows left out, because values are missing in them; those that are left are counted anew, so row numbers are not those of the file\n',
    ]);
    const run = readRun(join(cwd, 'run.json'));
    expect([run.config.dataset, run.dataset.rows]).toEqual([
      { path: 'gaps.csv', delimiter: ';', missing: 'dropRows' },
      6,
    ]);
    const refused = await runCli([...args, '--missing', 'drop'], { cwd });
    expect([refused.code, refused.stderr]).toEqual([
      2,
      '--missing must be one of "refuse", "dropRows", "imputeMean", got "drop"; did you mean dropRows?\n',
    ]);
  });

  test('--data replaces the data of the experiment, its target and features too', async () => {
    const dataset = { path: 'missing.csv', target: 'no', features: ['such'] };
    const cwd = folderWith({ 'x.json': { dataset, ...SHORT }, 'iris copy.CSV': readFixture('iris') });
    const { code } = await runCli(
      ['train', '--config', 'x.json', '--data', 'iris copy.CSV', '--out', 'run.json'],
      { cwd },
    );
    expect(code).toBe(0);
    const run = readRun(join(cwd, 'run.json'));
    expect([run.config.dataset, run.dataset.name]).toEqual([{ path: 'iris copy.CSV' }, 'iris copy']);
  });

  test('an experiment file may have comments, a comma too many and the address of its schema', async () => {
    const cwd = folderWith({
      'x.irisnet.json':
        '{\n  "$schema": "./schema.json", // for the editor\n  "training": { "epochs": 3, },\n}\n',
    });
    const args = ['train', '--config', 'x.irisnet.json', '--quiet', '--out', 'run.json'];
    expect(await runCli(args, { cwd })).toEqual({ code: 0, stdout: '', stderr: '' });
    const { config } = readRun(join(cwd, 'run.json'));
    expect(config.training.epochs).toBe(3);
    expect(config).not.toHaveProperty('$schema');
  });

  test('data too large for the network are blamed on the data, not on the learning rate', async () => {
    const cwd = folderWith({
      'huge.csv': `a,b,c,d,class\n${'1e308,1e308,1e308,1e308,x\n1e308,1e308,1e308,1e308,y\n'.repeat(2)}`,
      'x.json': { preprocessing: { standardize: false }, split: null },
    });
    const { code, stdout } = await runCli(['train', '--config', 'x.json', '--data', 'huge.csv'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toBe(
      'Diverged at epoch 0: Z1 is no longer finite. The values in the data are too large for this network; set ' +
        'preprocessing.standardize to true.\nNo state has finite outputs for all test rows.\n',
    );
  });

  test('a run that diverges is a result: it says where, and the file has the states before', async () => {
    const network = { hiddenLayers: [{}, { activation: 'linear' }] };
    const cwd = folderWith({ 'x.json': { network, training: { learningRate: 1e5 } } });
    const args = ['train', '--config', 'x.json', '--out', 'run.json'];
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const { status, divergence } = readRun(join(cwd, 'run.json'));
    expect([status, divergence?.where]).toEqual(['diverged', expect.stringMatching(/^[ZWb]\d$/)]);
    expect(stdout).toContain(
      `Diverged at epoch ${divergence?.epoch}: ${divergence?.where} is no longer finite. The learning rate 100000 is too ` +
        'large for this network and data; lower training.learningRate.\n',
    );
    expect(stdout).toMatch(
      /\nEpoch \d+ is the last whose outputs are finite: \d+ of 30 test rows right\.\n$/,
    );
    expect(stdout).not.toContain('Accuracy');
    const quiet = await runCli([...args, '--quiet'], { cwd });
    expect([quiet.code, quiet.stdout]).toEqual([0, '']);
    expect(quiet.stderr).toMatch(/^Diverged at epoch/);
  });
});
