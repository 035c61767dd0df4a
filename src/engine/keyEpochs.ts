import { MAX_HISTORY_BYTES } from './config.ts';
import { parameterCount } from './parameters.ts';
import type { LayerSizes } from './parameters.ts';

/** What is known of an epoch beside its parameters. Counts are kept as numbers in the same Float64 record. */
export const SCORES = ['trainLoss', 'testLoss', 'trainCorrect', 'testCorrect'] as const;
export type Score = (typeof SCORES)[number];

/**
 * Which epochs of a run keep their parameters: the *key epochs* 0, s, 2s, …; every epoch keeps its scores.
 *
 * The numbers of a history, s being `spacing` and P the parameter count:
 *
 *     epoch 0: P parameters, 4 scores | epoch 1: 4 scores | … | epoch s: P parameters, 4 scores | …
 *
 * With s = 1, as in every run that fits the budget, each epoch is P + 4 numbers.
 */
export class KeyEpochs {
  readonly spacing: number;
  readonly nParameters: number;
  private readonly blockLength: number; // of a key epoch and those up to the next

  constructor(nParameters: number, spacing: number) {
    this.nParameters = nParameters;
    this.spacing = spacing;
    this.blockLength = nParameters + spacing * SCORES.length;
  }

  /** The smallest spacing with which E + 1 states stay within `budget` bytes; Infinity where none does. */
  static within(sizes: LayerSizes, epochs: number, budget = MAX_HISTORY_BYTES): KeyEpochs {
    const nParameters = parameterCount(sizes);
    const nStates = epochs + 1;
    const forParameters = budget / Float64Array.BYTES_PER_ELEMENT - nStates * SCORES.length;
    const nKeys = Math.floor(forParameters / nParameters);
    return new KeyEpochs(nParameters, nKeys < 1 ? Infinity : Math.ceil(nStates / nKeys));
  }

  /** Does an epoch keep its parameters? */
  isKey(epoch: number): boolean {
    return epoch % this.spacing === 0;
  }

  /** The last key epoch up to `epoch`. */
  keyBefore(epoch: number): number {
    return epoch - (epoch % this.spacing);
  }

  /** Where the parameters of a key epoch begin. */
  parametersAt(key: number): number {
    return (key / this.spacing) * this.blockLength;
  }

  /** Where the scores of an epoch begin. */
  scoresAt(epoch: number): number {
    const key = this.keyBefore(epoch);
    return this.parametersAt(key) + this.nParameters + (epoch - key) * SCORES.length;
  }

  /** How many epochs are whole in the first `filled` numbers. */
  wholeEpochs(filled: number): number {
    const nBlocks = Math.floor(filled / this.blockLength);
    const scores = Math.floor((filled - nBlocks * this.blockLength - this.nParameters) / SCORES.length);
    return nBlocks * this.spacing + Math.max(0, scores);
  }

  /** The part of a whole record [parameters, scores] that is kept of `epoch`: a view. */
  kept(record: Float64Array, epoch: number): Float64Array {
    return this.isKey(epoch) ? record : record.subarray(this.nParameters);
  }
}

/** Float64 numbers of one epoch with its parameters: those, then its scores. */
export function recordLength(sizes: LayerSizes): number {
  return parameterCount(sizes) + SCORES.length;
}
