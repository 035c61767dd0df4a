import type { Experiment } from './experiment.ts';
import type { History } from './history.ts';
import { firingCounts } from './inspect.ts';
import { NO_CLASS, argmax } from './metrics.ts';
import { createPass, forward, probabilitiesOf } from './network.ts';
import type { Pass } from './network.ts';

/** What happened at an epoch, compared with the epoch before. */
export type TrainingEvent =
  /** A test row (any row where there is no split) is read as another class: from one class to another, none is no class. */
  | {
      readonly kind: 'flip';
      readonly epoch: number;
      readonly row: number;
      readonly from: number;
      readonly to: number;
    }
  /** A hidden unit fires on no training row any more; fires again; fires for the first time after silence from the start. */
  | {
      readonly kind: 'died' | 'revived' | 'born';
      readonly epoch: number;
      readonly layer: number; // 1 is the first hidden layer
      readonly unit: number;
    }
  /** The smallest test loss of all epochs read, the first time it is reached. */
  | { readonly kind: 'bestTestLoss'; readonly epoch: number }
  /** The training loss is higher than the epoch before, and was not at that epoch: a rise begins. */
  | { readonly kind: 'lossRises'; readonly epoch: number };

/** Smallest and largest finite value. */
export interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** The most that a chronicle may take, in bytes; longer or larger runs do without. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * What can only be said by looking at every epoch: predicted classes, firing counts, ranges of Z and A. Read in slices,
 * epoch by epoch, each once; derived, so it can be thrown away and read again.
 */
export class Chronicle {
  private readonly experiment: Experiment;
  private readonly history: History;
  private readonly pass: Pass;
  private readonly predicted: Int16Array; // [(epochs + 1) × nRows]
  private readonly firing: readonly Int32Array[]; // per hidden layer, [(epochs + 1) × nUnits]
  private readonly zRanges: MutableRange[];
  private readonly aRanges: MutableRange[];
  private nRead = 0;

  constructor(experiment: Experiment, history: History) {
    const { shape, nRows } = experiment;
    this.experiment = experiment;
    this.history = history;
    this.pass = createPass(shape, nRows);
    const nEpochs = history.epochs + 1;
    this.predicted = new Int16Array(nEpochs * nRows);
    this.firing = shape.sizes.slice(1, -1).map((nUnits) => new Int32Array(nEpochs * nUnits));
    this.zRanges = shape.sizes.slice(1).map(emptyRange);
    this.aRanges = shape.sizes.slice(1).map(emptyRange);
  }

  /** Is a run small enough to be read as a whole? */
  static fits({ shape, nRows, config }: Experiment): boolean {
    const hidden = shape.sizes.slice(1, -1).reduce((sum, nUnits) => sum + nUnits, 0);
    return (config.training.epochs + 1) * (2 * nRows + 4 * hidden) <= MOST_BYTES;
  }

  /** How many epochs have been read. */
  get length(): number {
    return this.nRead;
  }

  /** Reads one more epoch; false when the history has no more. */
  readNext(): boolean {
    const { experiment, history, pass, nRead: epoch } = this;
    if (epoch >= history.length) return false;
    const { nRows, nClasses, x, split } = experiment;
    forward(pass, history.parameters(epoch), x);
    const p = probabilitiesOf(pass);
    for (let row = 0; row < nRows; row++) this.predicted[epoch * nRows + row] = argmax(p, row, nClasses);
    this.firing.forEach((counts, layer) => {
      const now = firingCounts(pass, layer, split.train);
      counts.set(now, epoch * now.length);
    });
    pass.preActivations.forEach((z, l) => widen(this.zRanges[l]!, z));
    pass.activations.forEach((a, l) => widen(this.aRanges[l]!, a));
    this.nRead++;
    return true;
  }

  /** The predicted class of a row at an epoch that has been read; NO_CLASS where P is not finite. */
  predictedClass(epoch: number, row: number): number {
    this.checkRead(epoch);
    return this.predicted[epoch * this.experiment.nRows + row]!;
  }

  /** On how many training rows a unit fires at an epoch that has been read. Layer 1 is the first hidden layer. */
  firingCount(epoch: number, layer: number, unit: number): number {
    this.checkRead(epoch);
    return this.firing[layer - 1]![epoch * this.experiment.shape.sizes[layer]! + unit]!;
  }

  /** Smallest and largest Z, or A, of a layer over all rows and all epochs read. */
  range(name: 'Z' | 'A', layer: number): Range {
    return (name === 'Z' ? this.zRanges : this.aRanges)[layer - 1]!;
  }

  /** All changes of a row's predicted class, in order. */
  flipsOf(row: number): TrainingEvent[] {
    const flips: TrainingEvent[] = [];
    for (let epoch = 1; epoch < this.nRead; epoch++) this.pushFlip(flips, epoch, row);
    return flips;
  }

  /** All events of the epochs read, by epoch; at one epoch flips by row, then units, then losses. */
  events(): TrainingEvent[] {
    const events: TrainingEvent[] = [];
    const { split } = this.experiment;
    const testRows = [...split.test].sort((a, b) => a - b);
    const best = this.bestTestLoss();
    for (let epoch = 1; epoch < this.nRead; epoch++) {
      for (const row of testRows) this.pushFlip(events, epoch, row);
      this.pushLives(events, epoch);
      if (epoch === best) events.push({ kind: 'bestTestLoss', epoch });
      if (this.rises(epoch) && !this.rises(epoch - 1)) events.push({ kind: 'lossRises', epoch });
    }
    return events;
  }

  private pushFlip(events: TrainingEvent[], epoch: number, row: number): void {
    const from = this.predictedClass(epoch - 1, row);
    const to = this.predictedClass(epoch, row);
    if (from !== to && from !== NO_CLASS && to !== NO_CLASS)
      events.push({ kind: 'flip', epoch, row, from, to });
  }

  private pushLives(events: TrainingEvent[], epoch: number): void {
    this.firing.forEach((_, l) => {
      for (let unit = 0; unit < this.experiment.shape.sizes[l + 1]!; unit++) {
        const before = this.firingCount(epoch - 1, l + 1, unit);
        const now = this.firingCount(epoch, l + 1, unit);
        if (before > 0 && now === 0) events.push({ kind: 'died', epoch, layer: l + 1, unit });
        if (before > 0 || now === 0) continue;
        const kind = this.firedBefore(epoch, l + 1, unit) ? 'revived' : 'born';
        events.push({ kind, epoch, layer: l + 1, unit });
      }
    });
  }

  private firedBefore(epoch: number, layer: number, unit: number): boolean {
    for (let e = 0; e < epoch; e++) if (this.firingCount(e, layer, unit) > 0) return true;
    return false;
  }

  /** The epoch of the smallest test loss, the first of several; −1 where none is finite. */
  private bestTestLoss(): number {
    let best = -1;
    for (let epoch = 0; epoch < this.nRead; epoch++) {
      const loss = this.history.score(epoch, 'testLoss');
      if (Number.isFinite(loss) && (best < 0 || loss < this.history.score(best, 'testLoss'))) best = epoch;
    }
    return best;
  }

  private rises(epoch: number): boolean {
    return epoch > 0 && this.history.score(epoch, 'trainLoss') > this.history.score(epoch - 1, 'trainLoss');
  }

  private checkRead(epoch: number): void {
    if (!(epoch >= 0 && epoch < this.nRead)) {
      throw new RangeError(`epoch must be from 0 to ${this.nRead - 1}, got ${epoch}`);
    }
  }
}

interface MutableRange {
  minimum: number;
  maximum: number;
}

function emptyRange(): MutableRange {
  return { minimum: Infinity, maximum: -Infinity };
}

function widen(range: MutableRange, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < range.minimum) range.minimum = value;
    if (value > range.maximum) range.maximum = value;
  }
}
