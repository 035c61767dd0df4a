import { readFileSync } from 'node:fs';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { gatherRows } from '#engine/matrix';
import { initializeUniform, layParameters } from '#engine/parameters';
import { RandomStream } from '#engine/random';
import { readDataset } from '#formats/csv';
import { inProject } from '../../dev/project.ts';
import type { Shape } from './shapes.ts';

/** Everything that one full-batch training with a hidden layer of ReLU units starts from, as arrays for any language. */
export interface Workload {
  readonly shape: Shape;
  readonly x: Float64Array; // [nRows × nFeatures], scaled
  readonly targets: Float64Array; // [nRows × nClasses], one-hot
  /** The initial parameters in the engine's order: W₁, W₂, b₁, b₂. */
  readonly initial: Float64Array;
  readonly learningRate: number;
}

/** The training rows of `experimentOf(shape)` and the parameters it begins with. */
export function workloadOf(shape: Shape): Workload {
  const { x, targets, nFeatures, nClasses, split, config, shape: network } = experimentOf(shape);
  const parameters = layParameters(network.sizes);
  initializeUniform(parameters, new RandomStream(config.network.seed));
  return {
    shape,
    x: gatherRows(x, split.train, nFeatures),
    targets: gatherRows(targets, split.train, nClasses),
    initial: parameters.values,
    learningRate: config.training.learningRate,
  };
}

/** The tutorial itself for its own shape, else rows from a seeded stream: the same bits each time. */
export function experimentOf(shape: Shape): Experiment {
  return isTutorial(shape) ? prepareExperiment(DEFAULT_CONFIG, readIris()) : drawnExperiment(shape);
}

function isTutorial({ nRows, nFeatures, nHidden, nClasses }: Shape): boolean {
  return nRows === 120 && nFeatures === 4 && nHidden === 5 && nClasses === 3;
}

/**
 * Features of mean 0, small enough that the scores of a row's classes differ by about 1: with the tutorial's weights from
 * 0 to 1 a wide network would else begin where exp underflows, which nobody trains. There is one test row.
 */
function drawnExperiment({ nRows, nFeatures, nHidden, nClasses }: Shape): Experiment {
  const largest = 6 / Math.sqrt(nFeatures * nHidden);
  const dataset = drawnDataset(nRows, nFeatures, nClasses, largest);
  const config: TrainingConfig = {
    ...DEFAULT_CONFIG,
    preprocessing: { ...DEFAULT_CONFIG.preprocessing, standardize: false },
    split: null,
    network: { ...DEFAULT_CONFIG.network, hiddenLayers: [{ units: nHidden, activation: 'relu' }] },
    training: { ...DEFAULT_CONFIG.training, epochs: 1, learningRate: learningRateFor(nRows) },
  };
  const experiment = prepareExperiment(config, dataset);
  return { ...experiment, split: { train: experiment.split.train, test: Int32Array.of(0) } };
}

/** The tutorial's, for as many rows as it has; the gradient is a sum over rows. */
export function learningRateFor(nRows: number): number {
  return (DEFAULT_CONFIG.training.learningRate * 120) / nRows;
}

/** The iris that the extension ships. */
export function readIris(): Dataset {
  const reading = readDataset(readFileSync(inProject('data', 'iris.csv'), 'utf8'), { name: 'iris' });
  if ('dataset' in reading) return reading.dataset;
  throw new Error(reading.problems[0]?.message);
}

/** Features from −largest to largest and any classes. */
export function drawnDataset(nRows: number, nFeatures: number, nClasses: number, largest: number): Dataset {
  const stream = new RandomStream(nRows);
  return {
    name: `${nRows} rows`,
    features: Array.from({ length: nFeatures }, (_, i) => `feature ${i + 1}`),
    classes: Array.from({ length: nClasses }, (_, i) => `class ${i + 1}`),
    values: new Float64Array(nRows * nFeatures).map(() => (2 * stream.nextDouble() - 1) * largest),
    labels: Int32Array.from({ length: nRows }, () => stream.nextIndex(nClasses - 1)),
  };
}
