import { fires } from './activations.ts';
import type { History } from './history.ts';
import { NO_CLASS, argmax, confusionMatrix, unpredictedCounts } from './metrics.ts';
import { createPass, forward, probabilitiesOf } from './network.ts';
import type { NetworkShape, Pass } from './network.ts';
import type { LayerParameters } from './parameters.ts';

/**
 * Questions about a finished pass that every view asks. Pure derivations: nothing here is part of a run's state.
 */

/** How many of `rows` each unit of a hidden layer fires on, [nUnits], in a new array. Layer 0 is the first hidden one. */
export function firingCounts(pass: Pass, layer: number, rows: ArrayLike<number>): Int32Array {
  const nUnits = pass.shape.sizes[layer + 1]!;
  const activations = pass.activations[layer]!;
  const counts = new Int32Array(nUnits);
  for (let i = 0; i < rows.length; i++) {
    const start = rows[i]! * nUnits;
    for (let unit = 0; unit < nUnits; unit++) if (fires(activations[start + unit]!)) counts[unit]!++;
  }
  return counts;
}

/** How many hidden units fire on none of `rows`: with the training rows, how many are dead. */
export function countDeadUnits(pass: Pass, rows: ArrayLike<number>): number {
  const nHidden = pass.shape.sizes.length - 2;
  let nDead = 0;
  for (let layer = 0; layer < nHidden; layer++) {
    for (const count of firingCounts(pass, layer, rows)) if (count === 0) nDead++;
  }
  return nDead;
}

/** Those of `rows` whose predicted class is not their label, in data order, in a new array. */
export function wrongRows(
  rows: Int32Array,
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
): Int32Array {
  return rows.filter((row) => labels[row] !== predicted[row]).sort();
}

/** Those of `rows` of one actual class that are read as one class, in data order, in a new array. */
export function rowsOfCell(
  rows: Int32Array,
  labels: ArrayLike<number>,
  predicted: ArrayLike<number>,
  cell: { readonly actual: number; readonly predicted: number },
): Int32Array {
  return rows.filter((row) => labels[row] === cell.actual && predicted[row] === cell.predicted).sort();
}

/** Every one of some rows, counted once: in a cell, or among those without a prediction. */
export interface Confusion {
  readonly counts: Int32Array; // [nClasses × nClasses], actual classes in rows
  readonly unpredicted: Int32Array; // [nClasses], by actual class
}

/** How some of the rows are read. @param labels of all rows, as `predicted` is */
export function confusionOf(
  rows: Int32Array,
  labels: Int32Array,
  predicted: Int32Array,
  nClasses: number,
): Confusion {
  const [actual, read] = [pick(labels, rows), pick(predicted, rows)];
  return {
    counts: confusionMatrix(actual, read, nClasses),
    unpredicted: unpredictedCounts(actual, read, nClasses),
  };
}

/** The values of `source` at `rows`, in that order, in a new array. */
export function pick(source: Int32Array, rows: Int32Array): Int32Array {
  return rows.map((row) => source[row]!);
}

/**
 * The unit of the last hidden layer that adds most to the score of a row's predicted class: the largest |A · W|; 0
 * where there is no hidden layer or no prediction.
 */
export function strongestUnit(pass: Pass, outputWeights: Float64Array, row: number): number {
  const { sizes } = pass.shape;
  const nLayers = sizes.length - 1;
  const nClasses = sizes[nLayers]!;
  const nUnits = sizes[nLayers - 1]!;
  const activations = pass.activations[nLayers - 2];
  if (!activations) return 0;
  const predicted = argmax(probabilitiesOf(pass), row, nClasses);
  if (predicted === NO_CLASS) return 0;
  let best = 0;
  let largest = -1;
  for (let unit = 0; unit < nUnits; unit++) {
    const share = Math.abs(activations[row * nUnits + unit]! * outputWeights[unit * nClasses + predicted]!);
    if (share > largest) {
      largest = share;
      best = unit;
    }
  }
  return best;
}

/** What each input of the output layer adds to the lead of one class's score over another's. */
export interface ScoreLead {
  readonly byUnit: Float64Array; // [nInputs]: a · (w to `ahead` − w to `behind`)
  readonly bias: number; // b of `ahead` − b of `behind`
}

/**
 * z_ahead − z_behind = Σ units a · (w_ahead − w_behind) + (b_ahead − b_behind), term by term.
 *
 * @param inputs what feeds the output layer for one row: A of the last hidden layer, or X, [nInputs]
 */
export function scoreLead(
  { weights, biases, nUnits }: LayerParameters,
  inputs: Float64Array,
  ahead: number,
  behind: number,
): ScoreLead {
  const byUnit = inputs.map(
    (a, unit) => a * (weights[unit * nUnits + ahead]! - weights[unit * nUnits + behind]!),
  );
  return { byUnit, bias: biases[ahead]! - biases[behind]! };
}

/** The probabilities of one row at each epoch of a history, read on demand and only once. */
export class RowTrace {
  private readonly history: History;
  private readonly x: Float64Array; // [1 × nFeatures], scaled
  private readonly pass: Pass;
  private readonly nClasses: number;
  private readonly values: number[] = []; // [epochs read × nClasses]
  private readonly classes: number[] = []; // [epochs read]

  /** @param x the row as the network sees it, [nFeatures], scaled */
  constructor(history: History, shape: NetworkShape, x: Float64Array) {
    this.history = history;
    this.x = x;
    this.pass = createPass(shape, 1);
    this.nClasses = shape.sizes[shape.sizes.length - 1]!;
  }

  /** P of a class at an epoch. @throws RangeError when the epoch is not there */
  probability(epoch: number, k: number): number {
    this.readTo(epoch);
    return this.values[epoch * this.nClasses + k]!;
  }

  /** The class of the largest probability at an epoch, the first of several; NO_CLASS where P is not finite. */
  predictedClass(epoch: number): number {
    this.readTo(epoch);
    return this.classes[epoch]!;
  }

  /** The first epoch since which the prediction has been what it is at `epoch`. */
  since(epoch: number): number {
    let first = epoch;
    while (first > 0 && this.predictedClass(first - 1) === this.predictedClass(epoch)) first--;
    return first;
  }

  private readTo(epoch: number): void {
    for (let next = this.classes.length; next <= epoch; next++) {
      forward(this.pass, this.history.parameters(next), this.x);
      this.values.push(...probabilitiesOf(this.pass));
      this.classes.push(argmax(probabilitiesOf(this.pass), 0, this.nClasses));
    }
  }
}
