import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import type { History } from '#engine/history';
import { trainerWithHelper } from '#session/trainingHelper';
import { trainAll } from '#session/trainAll';
import { WorkerPool } from '#session/workerPool';
import type { HelperHandle } from '#session/workerProtocol';
import { Run, whenEnded } from '#session/run';
import { TrainingSession } from '#session/trainingSession';
import { nodePlatform } from '../../host/nodePlatform.ts';
import { threadSurroundings } from '../../host/trainingThread.ts';
import { drawnDataset } from '../bench/workload.ts';
import { experimentOf } from '../fixtureFiles.ts';
import { builtWorker } from '../helperThread.ts';

const DATASET = drawnDataset(2000, 20, 3, 1);
const configOf = (epochs: number): TrainingConfig => ({
  ...DEFAULT_CONFIG,
  network: { ...DEFAULT_CONFIG.network, hiddenLayers: [{ units: 100, activation: 'relu' }] },
  training: { ...DEFAULT_CONFIG.training, epochs, learningRate: 1e-6 },
});

/** A helper that only remembers what becomes of it. */
class FakeHelper implements HelperHandle {
  terminated = false;
  ready: () => void = () => {};
  end: () => void = () => {};

  onReady(listener: () => void): void {
    this.ready = listener;
  }

  onEnd(listener: () => void): void {
    this.end = listener;
  }

  terminate(): void {
    this.terminated = true;
  }
}

test('a large run gets a helper and ends it, and trains alone while it is not there', () => {
  const experiment = prepareExperiment(configOf(2000), DATASET);
  const helpers: FakeHelper[] = [];
  const { trainer, release } = trainerWithHelper(experiment, () => {
    helpers.push(new FakeHelper());
    return helpers[0]!;
  });
  const record = new Float64Array(trainer.recordLength);
  expect(trainer.next(record)).toBe('trained');
  helpers[0]!.ready();
  helpers[0]!.end();
  expect(trainer.next(record)).toBe('trained');
  release();
  expect(helpers.map(({ terminated }) => terminated)).toEqual([true]);
});

test('a small run gets none, nor does any where there is one processor', () => {
  const none = () => {
    throw new Error('nobody was to be started');
  };
  trainerWithHelper(experimentOf({}), none).release();
  trainerWithHelper(prepareExperiment(configOf(2000), DATASET), null).release();
});

test('a large run in real threads has the states of one thread', async () => {
  const config = configOf(1000);
  const run = new Run({ id: 'large', name: 'large', config, dataset: DATASET });
  const pool = new WorkerPool(threadSurroundings(nodePlatform(dirname(builtWorker()))));
  new TrainingSession(run, pool).start();
  expect((await whenEnded(run)).state).toBe('completed');
  pool.dispose();
  const alone = trainAll(prepareExperiment(config, DATASET)).history;
  expect(run.history.length).toBe(1001);
  expect(bytesOf(run.history).equals(bytesOf(alone))).toBe(true);
});

const bytesOf = ({ data }: History) => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/** Starts a run that would take long, ends its thread after some pieces, and has nothing more to do. */
const PROGRAM = `
const { Worker } = require('node:worker_threads');
const [file, config] = process.argv.slice(1);
const worker = new Worker(file);
const dataset = {
  name: 'waves',
  features: Array.from({ length: 20 }, (_, i) => 'feature ' + i),
  classes: ['a', 'b', 'c'],
  values: Float64Array.from({ length: 2000 * 20 }, (_, i) => Math.sin(i)),
  labels: Int32Array.from({ length: 2000 }, (_, i) => i % 3),
};
worker.postMessage({ kind: 'train', config: JSON.parse(config), dataset, halt: null });
let pieces = 0;
worker.on('message', ({ kind, status }) => {
  if (status) console.log(JSON.stringify(status));
  if (kind === 'piece' && ++pieces === 200) worker.terminate().then(() => console.log('ended'));
});`;

test('nothing is left running when the thread of a large run is ended', async () => {
  const args = ['-e', PROGRAM, builtWorker(), JSON.stringify(configOf(20_000))];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  expect(stdout).toBe('ended\n');
});
