import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ExportedRun } from '#formats/exportedRun';
import { exportOptuna, exportPytorch } from '#formats/exportPytorch';
import { openRun } from '#session/savedRun';
import { DIGESTS } from '../../cli/digests.ts';
import { folderWith } from '../cli/runCli.ts';
import { readTrainingCases } from '../fixtureFiles.ts';
import { pythonWith, runPython, without } from '../python.ts';
import type { PythonResult } from '../python.ts';
import { exportedFile, nastyRun } from './exportedRuns.ts';

const python = pythonWith('torch');

/** A port of this machine that nobody listens at. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const rankOf = (rank: number, world: number, port: number) => ({
  MASTER_ADDR: '127.0.0.1',
  MASTER_PORT: String(port),
  RANK: String(rank),
  WORLD_SIZE: String(world),
});

/** Starts the program in `world` processes; what each of them gave. */
async function launch(cwd: string, world: number): Promise<PythonResult[]> {
  const port = await freePort();
  const ranks = Array.from({ length: world }, (_, rank) => rankOf(rank, world, port));
  return Promise.all(
    ranks.map((env) => runPython(python ?? '', ['train.py', '--out', 'out.irisrun'], { cwd, env })),
  );
}

/** Trains, opens what was written and gives the largest difference of a parameter in any state. */
async function differenceOf(run: ExportedRun, world: number): Promise<number> {
  const cwd = folderWith({ 'train.py': exportPytorch(run) });
  const results = await launch(cwd, world);
  for (const { code, stderr } of results) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(results[0]?.stdout).toContain(`processes: ${world}, states: ${run.history.length}`);
  expect(results[0]?.stdout).toMatch(/the two programs agree\n$/);
  expect(readdirSync(cwd).sort()).toEqual(['out.irisrun', 'train.py']);
  const modeOf = (file: string) => statSync(join(cwd, file)).mode;
  expect(modeOf('out.irisrun')).toBe(modeOf('train.py')); // others may read it as they may any new file
  const bytes = readFileSync(join(cwd, 'out.irisrun'));
  const opened = await openRun(bytes, 'opened', DIGESTS, () => Promise.reject(new Error('it has its data')));
  expect(opened.name).toBe(run.name);
  expect(opened.config).toEqual(run.experiment.config);
  expect(opened.experiment.dataset).toEqual(run.experiment.dataset);
  expect(opened.history.length).toBe(run.history.length);
  let worst = 0;
  for (let i = 0; i < run.history.filled; i++) {
    worst = Math.max(worst, Math.abs(opened.history.data[i]! - run.history.data[i]!)); // scores and moments too
  }
  return worst;
}

describe(
  'the program for PyTorch ends at the same parameters, and its saved run opens',
  { timeout: 120_000 },
  () => {
    test.each([1, 2, 4])('of the tutorial on %i processes', async (world) => {
      if (!python) return;
      expect(await differenceOf(exportedFile(), world)).toBeLessThan(1e-9);
    });

    const layers = [
      { units: 6, activation: 'tanh' },
      { units: 4, activation: 'leakyRelu' },
    ];
    test.for<[string, () => ExportedRun]>([
      ['other data', () => exportedFile({ training: { epochs: 200 } }, 'wine.csv')],
      [
        'two hidden layers',
        () => exportedFile({ network: { hiddenLayers: layers }, training: { epochs: 200 } }),
      ],
      ['names that try to be code, fewer rows than processes in a batch', nastyRun],
      [
        'early stopping',
        () =>
          exportedFile({ training: { learningRate: 1e-3, earlyStopping: { patience: 5, minDelta: 1e-3 } } }),
      ],
      [
        'the last batch smaller',
        () =>
          exportedFile({
            training: { epochs: 20, learningRate: 0.01, batchSize: 17, optimizer: 'adam', reduction: 'mean' },
          }),
      ],
      [
        'momentum',
        () => exportedFile(readTrainingCases().find(({ name }) => name.includes('momentum, cosine'))?.config),
      ],
    ])('of %s on 2 processes', async ([, run], { skip }) => {
      skip(!python, without('torch'));
      expect(await differenceOf(run(), 2)).toBeLessThan(1e-9);
    });

    test('by itself, without any of the variables', async ({ skip }) => {
      skip(!python, without('torch'));
      const cwd = folderWith({ 'train.py': exportPytorch(exportedFile({ training: { epochs: 3 } })) });
      const { code, stderr } = await runPython(python ?? '', ['train.py'], { cwd });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(existsSync(join(cwd, 'pytorch.irisrun'))).toBe(true);
    });

    test('ends with 1 above 1e-9', async ({ skip }) => {
      skip(!python, without('torch'));
      const program = exportPytorch(exportedFile({ training: { epochs: 3 } }));
      const cwd = folderWith({
        'train.py': program.replace('(world * losses)', '(1.0001 * world * losses)'),
      });
      const { code, stdout } = await runPython(python ?? '', ['train.py'], { cwd });
      expect(code).toBe(1);
      expect(stdout).toMatch(/the two programs do not agree\n$/);
    });
  },
);

test(
  'where one of two processes is killed the other ends with an error, and there is no file',
  { timeout: 120_000 },
  async ({ skip }) => {
    skip(!python, without('torch'));
    const program = exportPytorch(exportedFile({ training: { epochs: 5000 } }));
    // would train for hours: only the end of the other process can end it
    const cwd = folderWith({ 'train.py': program.replace(/^EPOCHS = .*$/m, 'EPOCHS = 100_000_000') });
    const port = await freePort();
    const [first, second] = [0, 1].map((rank) =>
      spawn(python ?? '', ['train.py', '--timeout', '20'], {
        cwd,
        env: { ...process.env, OMP_NUM_THREADS: '1', ...rankOf(rank, 2, port) },
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );
    await once(first!.stdout, 'data'); // the loss of its first epoch: both are training
    second!.kill('SIGKILL');
    const [code] = (await once(first!, 'exit')) as [number];
    expect(code).not.toBe(0);
    expect(readdirSync(cwd)).toEqual(['train.py']);
  },
);

test('the sweep’s processes share one study', { timeout: 120_000 }, async ({ skip }) => {
  const withOptuna = pythonWith('optuna', 'torch');
  skip(!withOptuna, without('optuna', 'torch'));
  const cwd = folderWith({ 'sweep.py': exportOptuna(exportedFile({ training: { epochs: 100 } })) });
  const args = ['-W', 'ignore', 'sweep.py', '--trials', '6', '--epochs', '20'];
  const results = await Promise.all([1, 2].map(() => runPython(withOptuna ?? '', args, { cwd })));
  for (const { code, stderr } of results) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(readdirSync(cwd).sort()).toEqual(['sweep.log', 'sweep.py']);
  const again = await runPython(withOptuna ?? '', args, { cwd });
  const [, trials] = /^trials: (\d+)\n/.exec(again.stdout) ?? [];
  expect([6, 7]).toContain(Number(trials)); // when the sixth ends the other process may be in its last
  expect(again.stdout).toMatch(/\nbest: test loss \d\.\d+, \d+ of 30 right, with \{'units'/);
});
