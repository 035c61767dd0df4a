// One measurement in a process of its own, because a process's memory tells of everything that it has done before.
import { dirname } from 'node:path';
import { DEFAULT_CONFIG } from '#engine/config';
import { instantiateKernel } from '#engine/kernelModule';
import { Run, whenEnded } from '#session/run';
import { TrainingSession } from '#session/trainingSession';
import { WorkerPool } from '#session/workerPool';
import { nodePlatform } from '../../host/nodePlatform.ts';
import { threadSurroundings } from '../../host/trainingThread.ts';
import { ENGINES } from './engines.ts';
import { SERIES } from './shapes.ts';
import type { Solo, SoloRun } from './soloProcess.ts';
import { median } from './statistics.ts';
import { drawnDataset, experimentOf, learningRateFor, readIris } from './workload.ts';

/** A run as the extension host has it: trained in a worker, every state kept here. */
async function wholeRun(workerFile: string, nRows: number, epochs: number): Promise<SoloRun> {
  const dataset = nRows === 0 ? readIris() : drawnDataset(nRows, 4, 3, 1);
  const config = {
    ...DEFAULT_CONFIG,
    training: { ...DEFAULT_CONFIG.training, epochs, learningRate: learningRateFor(nRows || 120) },
  };
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const run = new Run({ id: 'solo', name: 'solo', config, dataset });
  const pool = new WorkerPool(threadSurroundings(nodePlatform(dirname(workerFile))));
  new TrainingSession(run, pool).start();
  const { state } = await whenEnded(run);
  const milliseconds = performance.now() - start;
  if (state !== 'completed') throw new Error(`the run ended as ${state}`);
  const rssBytes = process.memoryUsage().rss - before;
  pool.dispose(); // only now: its idle worker belongs to what a run takes
  return { milliseconds, historyBytes: run.history.data.byteLength, rssBytes };
}

const WINDOWS = 21;
const EPOCHS_PER_WINDOW = 500;

/**
 * Bytes that each engine allocates per epoch once it runs at full speed: the middle of several windows, because a
 * window in which something was collected tells nothing.
 */
function allocation(): Record<string, number> {
  const experiment = experimentOf(SERIES[0]!);
  const bytes: Record<string, number> = {};
  for (const engine of ENGINES) {
    const training = engine.prepare(experiment);
    const train = () => {
      for (let i = 0; i < EPOCHS_PER_WINDOW; i++) training.epoch();
      return process.memoryUsage().heapUsed;
    };
    const used = Array.from({ length: 2 * WINDOWS }, train).slice(WINDOWS);
    bytes[engine.name] = median(used.slice(1).map((now, i) => (now - used[i]!) / EPOCHS_PER_WINDOW));
  }
  return bytes;
}

/** Milliseconds to compile the kernel and to make one. */
function kernelStart(): number {
  const start = performance.now();
  instantiateKernel();
  return performance.now() - start;
}

const [what, workerFile = '', ...numbers] = process.argv.slice(2);
const [nRows = 0, epochs = 0] = numbers.map(Number);
const MEASURE: Readonly<Record<Solo, () => unknown>> = {
  run: () => wholeRun(workerFile, nRows, epochs),
  allocation,
  kernelStart,
};
console.log(JSON.stringify(await MEASURE[what as Solo]()));
