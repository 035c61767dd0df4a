import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareExperiment } from '#engine/experiment';
import { DEFAULT_CONFIG } from '#engine/config';
import { trainAll } from '#session/trainAll';
import { ENGINES } from './engines.ts';
import { readWorkload, writeWorkload } from './peers/workloadFile.ts';
import { multiplications, SERIES } from './shapes.ts';
import type { Shape } from './shapes.ts';
import { experimentOf, readIris, workloadOf } from './workload.ts';

const SMALL: Shape = { nRows: 7, nFeatures: 3, nHidden: 4, nClasses: 2 };

test.each(ENGINES)('bare training of the tutorial by $name gives the losses of the run', (engine) => {
  const training = engine.prepare(experimentOf(SERIES[0]!));
  const config = { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: 50 } };
  const { history } = trainAll(prepareExperiment(config, readIris()));
  const losses = Array.from({ length: 51 }, () => training.epoch());
  expect(losses).toEqual([...history.scores('trainLoss')]);
});

test('drawn data is the same each time, and training on it lowers the loss', () => {
  expect(workloadOf(SMALL)).toEqual(workloadOf(SMALL));
  const training = ENGINES[0]!.prepare(experimentOf(SMALL));
  const losses = Array.from({ length: 200 }, () => training.epoch());
  expect(losses.at(-1)).toBeLessThan(losses[0]!);
});

test('a workload file gives back what was written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-workload-'));
  try {
    const file = join(folder, 'with a space');
    const workload = workloadOf(SMALL);
    writeWorkload(file, workload);
    expect(readWorkload(file, SMALL, workload.learningRate)).toEqual(workload);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the products of an epoch are counted', () => {
  expect(multiplications(SMALL)).toBe(7 * (3 * 4 + 4 * 2 + 3 * 4 + 4 * 2 + 2 * 4));
});
