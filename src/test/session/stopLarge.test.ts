import { dirname } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { parameterCount } from '#engine/parameters';
import { Run, whenEnded } from '#session/run';
import { trainAll } from '#session/trainAll';
import { TrainingSession } from '#session/trainingSession';
import { WorkerPool } from '#session/workerPool';
import { nodePlatform } from '../../host/nodePlatform.ts';
import { threadSurroundings } from '../../host/trainingThread.ts';
import { builtWorker } from '../helperThread.ts';

const N_FEATURES = 2600;
const N_ROWS = 30;
const MOST_MS = 1000;
const PATIENT = { timeout: 120_000, retry: 2 }; // a busy machine delays one attempt, not all of them

/** Wide enough for a million parameters in the layers that there may be. */
function wideDataset(): Dataset {
  return {
    name: 'wide',
    features: Array.from({ length: N_FEATURES }, (_, f) => `f${f}`),
    classes: ['a', 'b'],
    values: Float64Array.from({ length: N_ROWS * N_FEATURES }, (_, i) => ((i * 7919) % 1009) / 100),
    labels: Int32Array.from({ length: N_ROWS }, (_, row) => row % 2),
  };
}

const hiddenLayers = Array.from({ length: 8 }, () => ({ units: 256, activation: 'relu' }) as const);
const configOf = (epochs: number) => ({
  ...DEFAULT_CONFIG,
  network: { ...DEFAULT_CONFIG.network, hiddenLayers, initialization: 'he' } as const,
  training: { ...DEFAULT_CONFIG.training, epochs, learningRate: 1e-4 },
});

test('a run of a million parameters stops within a second, at its last whole epoch', PATIENT, async () => {
  const dataset = wideDataset();
  const run = new Run({ id: 'run-1', name: 'wide', config: configOf(150), dataset });
  expect(parameterCount(run.experiment.shape.sizes)).toBeGreaterThan(1e6);
  const pool = new WorkerPool(threadSurroundings(nodePlatform(dirname(builtWorker()))));
  onTestFinished(() => pool.dispose());
  const session = new TrainingSession(run, pool);
  session.start();
  await new Promise<void>((resolve) => {
    const reached = run.grown.on(() => {
      if (run.history.length <= 2) return;
      reached();
      resolve();
    });
  });
  const asked = performance.now();
  session.stop();
  await whenEnded(run);
  expect(performance.now() - asked).toBeLessThan(MOST_MS);
  expect(run.status.state).toBe('stopped');
  const last = run.history.length - 1;
  const undisturbed = trainAll(prepareExperiment(configOf(last), dataset)).history;
  expect(undisturbed.parameterValues(last)).toEqual(run.history.parameterValues(last));
});
