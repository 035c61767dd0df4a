import { readFileSync } from 'node:fs';
import { DEFAULT_CONFIG } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { layParameters } from '#engine/parameters';
import { oneHot } from '#engine/preprocessing';
import { RandomStream } from '#engine/random';
import { Trainer } from '#engine/trainer';
import { readDataset } from '#formats/csv';
import { inProject } from '../../dev/project.ts';
import type { Shape } from './shapes.ts';

/** Everything that one full-batch training with a hidden layer of ReLU units starts from. */
export interface Workload {
  readonly shape: Shape;
  readonly x: Float64Array; // [nRows × nFeatures], scaled
  readonly targets: Float64Array; // [nRows × nClasses], one-hot
  /** The initial parameters in the engine's order: W₁, W₂, b₁, b₂. */
  readonly initial: Float64Array;
  readonly learningRate: number;
}

/** The tutorial's own training rows for its own shape, else rows from a seeded stream: the same bits each time. */
export function workloadOf(shape: Shape): Workload {
  return isTutorial(shape) ? tutorialWorkload(shape) : drawnWorkload(shape);
}

function isTutorial({ nRows, nFeatures, nHidden, nClasses }: Shape): boolean {
  return nRows === 120 && nFeatures === 4 && nHidden === 5 && nClasses === 3;
}

function tutorialWorkload(shape: Shape): Workload {
  const { train, parameters } = new Trainer(prepareExperiment(DEFAULT_CONFIG, readIris()));
  const { learningRate } = DEFAULT_CONFIG.training;
  return { shape, x: train.x, targets: train.targets, initial: parameters.values, learningRate };
}

/** The iris that the extension ships. */
export function readIris(): Dataset {
  const reading = readDataset(readFileSync(inProject('data', 'iris.csv'), 'utf8'), { name: 'iris' });
  if ('dataset' in reading) return reading.dataset;
  throw new Error(reading.problems[0]?.message);
}

/** The tutorial's step for one row: its learning rate times its number of training rows. */
const LEARNING_RATE_PER_ROW = 3.6e-3;

/**
 * Features of mean 0 and variance 1, any classes, and weights of mean 0 that keep the size of a layer's values. With
 * weights from 0 to 1, as the tutorial draws them, a wide network starts where exp underflows, which no one trains.
 */
function drawnWorkload(shape: Shape): Workload {
  const { nRows, nFeatures, nHidden, nClasses } = shape;
  const stream = new RandomStream(nRows);
  const spread = (deviation: number) => (2 * stream.nextDouble() - 1) * Math.sqrt(3) * deviation;
  const x = new Float64Array(nRows * nFeatures);
  for (let i = 0; i < x.length; i++) x[i] = spread(1);
  const labels = Int32Array.from({ length: nRows }, () => stream.nextIndex(nClasses - 1));
  const { values: initial, layers } = layParameters([nFeatures, nHidden, nClasses]);
  for (const { weights, nInputs } of layers) {
    for (let i = 0; i < weights.length; i++) weights[i] = spread(Math.sqrt(1 / nInputs));
  }
  const learningRate = LEARNING_RATE_PER_ROW / nRows;
  return { shape, x, targets: oneHot(labels, nClasses), initial, learningRate };
}

/** Unscaled rows of three classes in the shape of iris, for runs of any length and size. */
export function drawnDataset(nRows: number): Dataset {
  const stream = new RandomStream(nRows);
  return {
    name: `${nRows} rows`,
    features: ['a', 'b', 'c', 'd'],
    classes: ['first', 'second', 'third'],
    values: Float64Array.from({ length: nRows * 4 }, () => stream.nextDouble()),
    labels: Int32Array.from({ length: nRows }, () => stream.nextIndex(2)),
  };
}
