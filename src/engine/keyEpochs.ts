import { MAX_HISTORY_BYTES } from './config.ts';
import type { OptimizerName } from './config.ts';
import { momentCount } from './optimizers.ts';
import { parameterCount } from './parameters.ts';
import type { LayerSizes } from './parameters.ts';

/** What is known of an epoch beside its state. Counts are kept as numbers in the same Float64 record. */
export const SCORES = ['trainLoss', 'testLoss', 'trainCorrect', 'testCorrect'] as const;
export type Score = (typeof SCORES)[number];

/**
 * Which epochs of a run keep their state: the *key epochs* 0, s, 2s, …; every epoch keeps its scores. A state is the
 * parameters and what the optimiser remembers of them.
 *
 * The numbers of a history, s being `spacing` and N the numbers of a state:
 *
 *     epoch 0: N of its state, 4 scores | epoch 1: 4 scores | … | epoch s: N of its state, 4 scores | …
 *
 * With s = 1, as in every run that fits the budget, each epoch is N + 4 numbers.
 */
export class KeyEpochs {
  readonly spacing: number;
  readonly nState: number; // numbers of a state
  private readonly blockLength: number; // of a key epoch and those up to the next

  constructor(nState: number, spacing: number) {
    this.nState = nState;
    this.spacing = spacing;
    this.blockLength = nState + spacing * SCORES.length;
  }

  /** The smallest spacing with which E + 1 states stay within `budget` bytes; Infinity where none does. */
  static within(nState: number, epochs: number, budget = MAX_HISTORY_BYTES): KeyEpochs {
    const nStates = epochs + 1;
    const forStates = budget / Float64Array.BYTES_PER_ELEMENT - nStates * SCORES.length;
    const nKeys = Math.floor(forStates / nState);
    return new KeyEpochs(nState, nKeys < 1 ? Infinity : Math.ceil(nStates / nKeys));
  }

  /** Does an epoch keep its state? */
  isKey(epoch: number): boolean {
    return epoch % this.spacing === 0;
  }

  /** The last key epoch up to `epoch`. */
  keyBefore(epoch: number): number {
    return epoch - (epoch % this.spacing);
  }

  /** Where the state of a key epoch begins. */
  stateAt(key: number): number {
    return (key / this.spacing) * this.blockLength;
  }

  /** Where the scores of an epoch begin. */
  scoresAt(epoch: number): number {
    const key = this.keyBefore(epoch);
    return this.stateAt(key) + this.nState + (epoch - key) * SCORES.length;
  }

  /** How many epochs are whole in the first `filled` numbers. */
  wholeEpochs(filled: number): number {
    const nBlocks = Math.floor(filled / this.blockLength);
    const scores = Math.floor((filled - nBlocks * this.blockLength - this.nState) / SCORES.length);
    return nBlocks * this.spacing + Math.max(0, scores);
  }

  /** The part of a whole record [state, scores] that is kept of `epoch`: a view. */
  kept(record: Float64Array, epoch: number): Float64Array {
    return this.isKey(epoch) ? record : record.subarray(this.nState);
  }
}

/** Float64 numbers of one state: the parameters, then the moments of the optimiser; gradient descent has none. */
export function stateLength(sizes: LayerSizes, optimizer: OptimizerName = 'gradientDescent'): number {
  const nParameters = parameterCount(sizes);
  return nParameters + momentCount(optimizer, nParameters);
}

/** Float64 numbers of one epoch with its state: that, then its scores. */
export function recordLength(sizes: LayerSizes, optimizer?: OptimizerName): number {
  return stateLength(sizes, optimizer) + SCORES.length;
}
