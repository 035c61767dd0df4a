import type { Range } from './chronicle.ts';
import type { Experiment } from './experiment.ts';
import { transform } from './preprocessing.ts';

/**
 * Questions about a row that need not be in the data.
 */

/**
 * The experiment of one single row, scaled as the data's rows are: what `ArraySource` and `explain` need to carry it
 * through a network. Nobody knows its class. It stands as class 0, so Y, the losses, dZ, dA, dW, db and the updated
 * parameters mean nothing here.
 *
 * @param values [nFeatures], in the units of the data
 * @throws RangeError when there are not as many values as features
 */
export function experimentOfRow(experiment: Experiment, values: Float64Array): Experiment {
  const { scaler, dataset, nFeatures, nClasses } = experiment;
  if (values.length !== nFeatures) {
    throw new RangeError(`a row has ${nFeatures} values, got ${values.length}`);
  }
  const rows = Int32Array.of(0);
  const targets = new Float64Array(nClasses);
  targets[0] = 1;
  return {
    ...experiment,
    dataset: { ...dataset, values, labels: rows },
    nRows: 1,
    split: { train: rows, test: rows },
    x: scaler ? transform(scaler, values) : values,
    targets,
  };
}

/** Smallest and largest value of a feature over the training rows, in its unit. */
export function trainingRange({ dataset, split, nFeatures }: Experiment, feature: number): Range {
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const row of split.train) {
    const value = dataset.values[row * nFeatures + feature]!;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  return { minimum, maximum };
}

export interface Neighbour {
  readonly row: number;
  readonly distance: number;
}

/**
 * The `k` training rows nearest to a point, by d = √ Σ features (x − x_row)², both scaled; of several at the same
 * distance the first ones of the data. Fewer where there are fewer training rows.
 *
 * @param point [nFeatures], scaled
 */
export function nearestRows(
  { x, split, nFeatures }: Experiment,
  point: ArrayLike<number>,
  k: number,
): Neighbour[] {
  const neighbours = Array.from(split.train, (row): Neighbour => {
    let squares = 0;
    for (let i = 0; i < nFeatures; i++) squares += (point[i]! - x[row * nFeatures + i]!) ** 2;
    return { row, distance: Math.sqrt(squares) };
  });
  return neighbours.sort((a, b) => a.distance - b.distance || a.row - b.row).slice(0, k);
}
