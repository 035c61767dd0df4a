import type { Experiment } from './experiment.ts';
import { firstIndex } from './firstIndex.ts';
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
  /** The smallest test loss of all epochs read, the first time it is reached; it may be that of epoch 0. */
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
  private readonly testRows: Int32Array; // in data order
  private readonly hasFired: readonly boolean[][]; // per hidden layer and unit: on any training row at any epoch read
  private readonly found: TrainingEvent[] = []; // all but the best test loss, in order
  private best = -1; // the epoch of the smallest test loss, the first of several; −1 where none is finite
  private readonly changeEpochs: number[][]; // per row, rising: of flips, and of the change to and from no class; with the epochs at which a prediction is lost
  private nRead = 0;

  constructor(experiment: Experiment, history: History) {
    const { shape, nRows } = experiment;
    this.experiment = experiment;
    this.history = history;
    this.pass = createPass(shape, nRows);
    const nEpochs = history.epochs + 1;
    this.predicted = new Int16Array(nEpochs * nRows);
    this.changeEpochs = Array.from({ length: nRows }, () => []);
    this.firing = shape.sizes.slice(1, -1).map((nUnits) => new Int32Array(nEpochs * nUnits));
    this.zRanges = shape.sizes.slice(1).map(emptyRange);
    this.aRanges = shape.sizes.slice(1).map(emptyRange);
    this.testRows = experiment.split.test.slice().sort();
    this.hasFired = this.firing.map((_, l) => new Array<boolean>(shape.sizes[l + 1]!).fill(false));
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
    for (let row = 0; row < nRows; row++) {
      const at = epoch * nRows + row;
      this.predicted[at] = argmax(p, row, nClasses);
      if (epoch > 0 && this.predicted[at] !== this.predicted[at - nRows]) this.changeEpochs[row]!.push(epoch);
    }
    this.firing.forEach((counts, layer) => {
      const now = firingCounts(pass, layer, split.train);
      counts.set(now, epoch * now.length);
    });
    pass.preActivations.forEach((z, l) => widen(this.zRanges[l]!, z));
    pass.activations.forEach((a, l) => widen(this.aRanges[l]!, a));
    this.nRead++;
    this.findEvents(epoch);
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
    for (const epoch of this.changeEpochs[row]!) this.pushFlip(flips, epoch, row);
    return flips;
  }

  /** How often a row's predicted class has changed over all epochs read. */
  flipCount(row: number): number {
    return this.flipsOf(row).length;
  }

  /** The first epoch since which a row has been read as it is at an epoch that has been read: its last flip, or 0. */
  since(epoch: number, row: number): number {
    this.checkRead(epoch);
    const epochs = this.changeEpochs[row]!;
    const after = firstIndex(epochs, (flip) => flip > epoch);
    return epochs[after - 1] ?? 0;
  }

  /**
   * All events of the epochs read, by epoch, in a new array; at one epoch flips by row, then units, then losses. Each
   * epoch is compared with the one before it when it is read, so this only copies.
   */
  events(): TrainingEvent[] {
    const { best, found } = this;
    if (best < 0) return [...found];
    const isLater = ({ kind, epoch }: TrainingEvent) =>
      epoch > best || (epoch === best && kind === 'lossRises');
    const at = firstIndex(found, isLater);
    return [...found.slice(0, at), { kind: 'bestTestLoss', epoch: best }, ...found.slice(at)];
  }

  private findEvents(epoch: number): void {
    if (epoch > 0) for (const row of this.testRows) this.pushFlip(this.found, epoch, row);
    this.pushLives(epoch);
    const loss = this.history.score(epoch, 'testLoss');
    if (Number.isFinite(loss) && (this.best < 0 || loss < this.history.score(this.best, 'testLoss'))) {
      this.best = epoch;
    }
    if (this.rises(epoch) && !this.rises(epoch - 1)) this.found.push({ kind: 'lossRises', epoch });
  }

  private pushFlip(events: TrainingEvent[], epoch: number, row: number): void {
    const from = this.predictedClass(epoch - 1, row);
    const to = this.predictedClass(epoch, row);
    if (from !== to && from !== NO_CLASS && to !== NO_CLASS)
      events.push({ kind: 'flip', epoch, row, from, to });
  }

  private pushLives(epoch: number): void {
    this.hasFired.forEach((hasFired, l) => {
      const layer = l + 1;
      for (let unit = 0; unit < hasFired.length; unit++) {
        const fired = epoch > 0 && this.firingCount(epoch - 1, layer, unit) > 0;
        const fires = this.firingCount(epoch, layer, unit) > 0;
        if (fired && !fires) this.found.push({ kind: 'died', epoch, layer, unit });
        if (epoch > 0 && !fired && fires) {
          this.found.push({ kind: hasFired[unit] ? 'revived' : 'born', epoch, layer, unit });
        }
        hasFired[unit] ||= fires;
      }
    });
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
