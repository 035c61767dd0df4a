import { zipSync } from 'fflate';
import { SCORES } from '#engine/keyEpochs';
import type { LayerParameters } from '#engine/parameters';
import { resultOf, resultParameters } from './exportedRun.ts';
import type { EpochChoice, ExportedRun } from './exportedRun.ts';
import { npyBytes } from './npy.ts';
import type { NpyArray } from './npy.ts';

/** The earliest time that a zip archive can name; its parts are local, so that every time zone writes the same. */
const TIME_STAMP = new Date(1980, 0, 1);

/** Names as Python writes them. */
const SCORE_NAMES = {
  trainLoss: 'train_loss',
  testLoss: 'test_loss',
  trainCorrect: 'train_correct',
  testCorrect: 'test_correct',
} as const;

/**
 * A run as an archive for `numpy.load`. The same run gives the same bytes.
 *
 *     config                        the configuration as JSON
 *     X, labels, Y                  data in their own units, class indices, one-hot targets
 *     feature_names, class_names
 *     mean, scale, X_scaled         of the scaler; not there without one
 *     train_rows, test_rows         row indices, from 0; all rows twice where there is no split
 *     train_loss … test_correct     a value per state
 *     W1, b1, …                     of the state that the run came to, [inputs × units] and [units]
 *     epoch                         of that state
 *     initial_W1, initial_b1, …     of the first
 *     all_W1, all_b1, …             of every state, one more dimension in front; with `epochs` "all"
 */
export function exportNpz(run: ExportedRun, epochs: EpochChoice = 'ends'): Uint8Array {
  const arrays = {
    ...dataArrays(run),
    ...scoreArrays(run),
    epoch: { shape: [], data: Int32Array.of(resultOf(run)) },
    ...parameterArrays('', resultParameters(run).layers),
    ...parameterArrays('initial_', run.history.parameters(0).layers),
    ...(epochs === 'all' && everyState(run)),
  };
  const files = Object.entries(arrays).map(([name, array]) => [`${name}.npy`, npyBytes(array)] as const);
  return zipSync(Object.fromEntries(files), { mtime: TIME_STAMP });
}

function dataArrays({ experiment }: ExportedRun): Record<string, NpyArray> {
  const { config, dataset, scaler, split, nRows, nFeatures, nClasses, x, targets } = experiment;
  return {
    config: { shape: [], data: [JSON.stringify(config)] },
    X: { shape: [nRows, nFeatures], data: dataset.values },
    labels: vector(dataset.labels),
    Y: { shape: [nRows, nClasses], data: targets },
    feature_names: vector(dataset.features),
    class_names: vector(dataset.classes),
    ...(scaler && {
      mean: vector(scaler.mean),
      scale: vector(scaler.scale),
      X_scaled: { shape: [nRows, nFeatures], data: x },
    }),
    train_rows: vector(split.train),
    test_rows: vector(split.test),
  };
}

function scoreArrays({ history }: ExportedRun): Record<string, NpyArray> {
  return Object.fromEntries(SCORES.map((score) => [SCORE_NAMES[score], vector(history.scores(score))]));
}

function parameterArrays(prefix: string, layers: readonly LayerParameters[]): Record<string, NpyArray> {
  const arrays: Record<string, NpyArray> = {};
  layers.forEach(({ nInputs, nUnits, weights, biases }, l) => {
    arrays[`${prefix}W${l + 1}`] = { shape: [nInputs, nUnits], data: weights };
    arrays[`${prefix}b${l + 1}`] = vector(biases);
  });
  return arrays;
}

function everyState({ history }: ExportedRun): Record<string, NpyArray> {
  const { length } = history;
  const { layers } = history.parameters(0);
  const all = layers.map(({ weights, biases }) => ({
    weights: new Float64Array(length * weights.length),
    biases: new Float64Array(length * biases.length),
  }));
  for (let epoch = 0; epoch < length; epoch++) {
    history.parameters(epoch).layers.forEach(({ weights, biases }, l) => {
      all[l]!.weights.set(weights, epoch * weights.length);
      all[l]!.biases.set(biases, epoch * biases.length);
    });
  }
  const arrays: Record<string, NpyArray> = {};
  layers.forEach(({ nInputs, nUnits }, l) => {
    arrays[`all_W${l + 1}`] = { shape: [length, nInputs, nUnits], data: all[l]!.weights };
    arrays[`all_b${l + 1}`] = { shape: [length, nUnits], data: all[l]!.biases };
  });
  return arrays;
}

function vector(data: NpyArray['data']): NpyArray {
  return { shape: [data.length], data };
}
