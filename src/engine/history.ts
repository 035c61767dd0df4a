import { layParameters, parameterCount } from './parameters.ts';
import type { LayerSizes, Parameters } from './parameters.ts';

/** What is known of an epoch beside its parameters. Counts are kept as numbers in the same Float64 record. */
export const SCORES = ['trainLoss', 'testLoss', 'trainCorrect', 'testCorrect'] as const;
export type Score = (typeof SCORES)[number];

/** Float64 numbers per epoch: its parameters, then its scores. */
export function recordLength(sizes: LayerSizes): number {
  return parameterCount(sizes) + SCORES.length;
}

/**
 * Every state of a run: one record per epoch, 0 … E, in one block of exact Float64.
 *
 * A record is the parameters of that epoch followed by the scores of those parameters. Records arrive in pieces of any
 * length, in order; an epoch can be read once all of its record is there. Nothing is ever overwritten.
 */
export class History {
  readonly sizes: LayerSizes;
  readonly epochs: number;
  /** All records one after another, [(epochs + 1) × recordLength]; only the first `filled` numbers are valid. */
  readonly data: Float64Array;
  private readonly stride: number;
  private nFilled = 0;

  constructor(sizes: LayerSizes, epochs: number) {
    this.sizes = sizes;
    this.epochs = epochs;
    this.stride = recordLength(sizes);
    this.data = new Float64Array((epochs + 1) * this.stride);
  }

  /** How many numbers have arrived. */
  get filled(): number {
    return this.nFilled;
  }

  /** How many epochs can be read: 0 before the first state, E + 1 at the end. */
  get length(): number {
    return Math.floor(this.nFilled / this.stride);
  }

  /**
   * Adds the numbers that belong at `offset`.
   *
   * @throws RangeError when they do not follow the last ones (a piece was lost or came twice) or do not fit
   */
  append(offset: number, piece: Float64Array): void {
    if (offset !== this.nFilled) throw new RangeError(`expected the number ${this.nFilled}, got ${offset}`);
    if (offset + piece.length > this.data.length) {
      throw new RangeError(`${offset + piece.length} numbers do not fit a history of ${this.data.length}`);
    }
    this.data.set(piece, offset);
    this.nFilled += piece.length;
  }

  /** The parameters of an epoch: views, not copies. @throws RangeError when the epoch is not there */
  parameters(epoch: number): Parameters {
    return layParameters(this.sizes, this.parameterValues(epoch));
  }

  /** All parameters of an epoch in one array, [parameterCount]: a view. @throws RangeError when it is not there */
  parameterValues(epoch: number): Float64Array {
    const start = this.recordStart(epoch);
    return this.data.subarray(start, start + this.stride - SCORES.length);
  }

  /** One score of an epoch. @throws RangeError when the epoch is not there */
  score(epoch: number, score: Score): number {
    return this.data[this.recordStart(epoch) + this.stride - SCORES.length + SCORES.indexOf(score)]!;
  }

  /** One score of all epochs that are there, [length], in a new array. */
  scores(score: Score): Float64Array {
    const first = this.stride - SCORES.length + SCORES.indexOf(score);
    return Float64Array.from({ length: this.length }, (_, epoch) => this.data[epoch * this.stride + first]!);
  }

  /** All scores of all epochs that are there, in the order of SCORES, [SCORES × length], in a new array. */
  allScores(): Float64Array {
    const all = new Float64Array(SCORES.length * this.length);
    SCORES.forEach((score, i) => all.set(this.scores(score), i * this.length));
    return all;
  }

  /** Largest |parameter| over all epochs that are there. */
  largestParameter(fromEpoch = 0): number {
    let largest = 0;
    for (let epoch = fromEpoch; epoch < this.length; epoch++) {
      for (const value of this.parameterValues(epoch)) largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private recordStart(epoch: number): number {
    if (!Number.isInteger(epoch) || epoch < 0 || epoch >= this.length) {
      throw new RangeError(`epoch must be from 0 to ${this.length - 1}, got ${epoch}`);
    }
    return epoch * this.stride;
  }
}
