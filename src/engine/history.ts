import type { Experiment } from './experiment.ts';
import { KeyEpochs, SCORES, stateLength } from './keyEpochs.ts';
import type { Score } from './keyEpochs.ts';
import { layState, parameterCount } from './parameters.ts';
import type { EpochState, LayerSizes } from './parameters.ts';
import { ReplayedStates } from './replay.ts';

/** Which epochs keep their states, and where those of the others come from: null where there are none. */
interface Kept {
  readonly keys: KeyEpochs;
  readonly between: ReplayedStates | null;
}

/**
 * Every state of a run, 0 … E, in one block of exact Float64.
 *
 * A record is the parameters of an epoch and what its optimiser remembers, followed by the scores of those parameters; of
 * a run that would not fit the budget only key epochs keep their state, and what lies between is trained again from the nearest (`KeyEpochs`).
 * Numbers arrive in pieces of any length, in order; an epoch can be read once all of it is there. Nothing is ever overwritten.
 */
export class History {
  readonly sizes: LayerSizes;
  readonly epochs: number;
  readonly keys: KeyEpochs;
  /** What is kept of all epochs, one after another; only the first `filled` numbers are valid. */
  readonly data: Float64Array;
  private readonly between: ReplayedStates | null;
  private readonly nParameters: number;
  private nFilled = 0;

  /**
   * A history of gradient descent that keeps the state of every epoch, unless `kept` says otherwise.
   *
   * @param ended all numbers of a run that has ended; left out: nothing has arrived yet
   */
  constructor(sizes: LayerSizes, epochs: number, kept: Kept = keepAll(sizes), ended?: Float64Array) {
    this.sizes = sizes;
    this.epochs = epochs;
    this.keys = kept.keys;
    this.nParameters = parameterCount(sizes);
    this.data = ended ?? new Float64Array(this.keys.scoresAt(epochs) + SCORES.length);
    this.nFilled = ended?.length ?? 0;
    this.between = kept.between;
  }

  /**
   * The history of an experiment, still empty.
   *
   * @param budget the most bytes that it may take; `prepareExperiment` has checked the default
   * @throws RangeError when not even the first state fits
   */
  static of(experiment: Experiment, budget?: number): History {
    const { sizes } = experiment.shape;
    const { epochs, optimizer } = experiment.config.training;
    const keys = KeyEpochs.within(stateLength(sizes, optimizer), epochs, budget);
    if (!Number.isFinite(keys.spacing)) throw new RangeError(`no state fits a history of ${budget} bytes`);
    return new History(sizes, epochs, { keys, between: new ReplayedStates(experiment) });
  }

  /**
   * The history of an experiment that has ended, on these numbers themselves: nothing is copied.
   *
   * @throws RangeError when they are not whole epochs of it, at least one, and at most all
   */
  static ended(experiment: Experiment, numbers: Float64Array): History {
    const { sizes } = experiment.shape;
    const { epochs, optimizer } = experiment.config.training;
    const keys = KeyEpochs.within(stateLength(sizes, optimizer), epochs);
    const nStates = keys.wholeEpochs(numbers.length);
    const isWhole = nStates > 0 && keys.scoresAt(nStates - 1) + SCORES.length === numbers.length;
    if (!isWhole || nStates > epochs + 1) {
      throw new RangeError(`${numbers.length} numbers are not the states of a run of ${epochs} epochs`);
    }
    return new History(sizes, epochs, { keys, between: new ReplayedStates(experiment) }, numbers);
  }

  /** How many numbers have arrived. */
  get filled(): number {
    return this.nFilled;
  }

  /** How many epochs can be read: 0 before the first state, E + 1 at the end. */
  get length(): number {
    return this.keys.wholeEpochs(this.nFilled);
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

  /** The state of an epoch: views, not to be written to. @throws RangeError when the epoch is not there */
  parameters(epoch: number): EpochState {
    return layState(this.sizes, this.stateNumbers(epoch), epoch);
  }

  /** All parameters of an epoch in one array, [parameterCount], not to be written to. @throws RangeError as above */
  parameterValues(epoch: number): Float64Array {
    return this.stateNumbers(epoch).subarray(0, this.nParameters);
  }

  /** One score of an epoch. @throws RangeError when the epoch is not there */
  score(epoch: number, score: Score): number {
    this.refuseAbsent(epoch);
    return this.data[this.keys.scoresAt(epoch) + SCORES.indexOf(score)]!;
  }

  /** One score of all epochs that are there, [length], in a new array. */
  scores(score: Score): Float64Array {
    const within = SCORES.indexOf(score);
    const scores = new Float64Array(this.length); // filled in a loop: long runs are drawn from it while they arrive
    for (let epoch = 0; epoch < scores.length; epoch++) {
      scores[epoch] = this.data[this.keys.scoresAt(epoch) + within]!;
    }
    return scores;
  }

  /** All scores of all epochs that are there, in the order of SCORES, [SCORES × length], in a new array. */
  allScores(): Float64Array {
    const all = new Float64Array(SCORES.length * this.length);
    SCORES.forEach((score, i) => all.set(this.scores(score), i * this.length));
    return all;
  }

  /** Largest |parameter| of all key epochs that are there, from `fromEpoch` on. */
  largestParameter(fromEpoch = 0): number {
    const { spacing } = this.keys;
    let largest = 0;
    for (let key = Math.ceil(fromEpoch / spacing) * spacing; key < this.length; key += spacing) {
      for (const value of this.parameterValues(key)) largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /** The numbers of a state. Between key epochs they are trained again, at most `keys.spacing` − 1 epochs. */
  private stateNumbers(epoch: number): Float64Array {
    this.refuseAbsent(epoch);
    const key = this.keys.keyBefore(epoch);
    const start = this.keys.stateAt(key);
    const numbers = this.data.subarray(start, start + this.keys.nState);
    return this.between && key !== epoch ? this.between.at(epoch, key, numbers) : numbers;
  }

  private refuseAbsent(epoch: number): void {
    if (Number.isInteger(epoch) && epoch >= 0 && epoch < this.length) return;
    throw new RangeError(`epoch must be from 0 to ${this.length - 1}, got ${epoch}`);
  }
}

function keepAll(sizes: LayerSizes): Kept {
  return { keys: new KeyEpochs(stateLength(sizes), 1), between: null };
}
