import { ClassHistory } from './classHistory.ts';
import type { Flip } from './classHistory.ts';
import type { Experiment } from './experiment.ts';
import { firstIndex } from './firstIndex.ts';
import type { History } from './history.ts';
import { firingCounts } from './inspect.ts';
import { createPass, forward, probabilitiesOf } from './network.ts';
import type { Pass } from './network.ts';
import { EventLog } from './trainingEvents.ts';
import type { EventKind, TrainingEvent } from './trainingEvents.ts';

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
  private readonly classes: ClassHistory;
  private readonly firing: readonly Int32Array[]; // per hidden layer, [(epochs + 1) × nUnits]
  private readonly zRanges: MutableRange[];
  private readonly aRanges: MutableRange[];
  private readonly testRows: Int32Array; // in data order
  private readonly firstFired: readonly Int32Array[]; // per hidden layer and unit: the epoch, −1 where it never did
  private readonly log: EventLog<TrainingEvent>; // all but the best test loss
  private best = -1; // the epoch of the smallest test loss, the first of several; −1 where none is finite
  private nRead = 0;

  constructor(experiment: Experiment, history: History) {
    const { shape, nRows } = experiment;
    this.experiment = experiment;
    this.history = history;
    this.pass = createPass(shape, nRows);
    const nEpochs = history.epochs + 1;
    this.classes = new ClassHistory(nEpochs, nRows);
    this.log = new EventLog(nEpochs);
    this.firing = shape.sizes.slice(1, -1).map((nUnits) => new Int32Array(nEpochs * nUnits));
    this.zRanges = shape.sizes.slice(1).map(emptyRange);
    this.aRanges = shape.sizes.slice(1).map(emptyRange);
    this.testRows = experiment.split.test.slice().sort();
    this.firstFired = this.firing.map((_, l) => new Int32Array(shape.sizes[l + 1]!).fill(-1));
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

  /** The forward pass of the epoch read last, over all rows in data order: overwritten by the next. */
  get lastPass(): Pass {
    return this.pass;
  }

  /** Reads one more epoch; false when the history has no more. */
  readNext(): boolean {
    const { experiment, history, pass, nRead: epoch } = this;
    if (epoch >= history.length) return false;
    const { nClasses, x, split } = experiment;
    forward(pass, history.parameters(epoch), x);
    this.classes.add(probabilitiesOf(pass), nClasses);
    this.firing.forEach((counts, layer) => {
      const now = firingCounts(pass, layer, split.train);
      counts.set(now, epoch * now.length);
      const first = this.firstFired[layer]!;
      now.forEach((n, unit) => {
        if (n > 0 && first[unit]! < 0) first[unit] = epoch;
      });
    });
    pass.preActivations.forEach((z, l) => widen(this.zRanges[l]!, z));
    pass.activations.forEach((a, l) => widen(this.aRanges[l]!, a));
    this.nRead++;
    for (const event of this.found(epoch)) this.log.add(event);
    const loss = history.score(epoch, 'testLoss');
    const isBest = this.best < 0 || loss < history.score(this.best, 'testLoss');
    if (Number.isFinite(loss) && isBest) this.best = epoch;
    return true;
  }

  /** The predicted class of a row at an epoch that has been read; NO_CLASS where P is not finite. */
  predictedClass(epoch: number, row: number): number {
    this.checkRead(epoch);
    return this.classes.at(epoch, row);
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

  /** All changes of a row's predicted class, in order, in a new array. */
  flipsOf(row: number): Flip[] {
    return this.classes.flipsOf(row);
  }

  /** How often a row's predicted class has changed over all epochs read. */
  flipCount(row: number): number {
    return this.classes.flipCount(row);
  }

  /** The first epoch since which a row has been read as it is at an epoch that has been read: its last change, or 0. */
  since(epoch: number, row: number): number {
    this.checkRead(epoch);
    return this.classes.since(epoch, row);
  }

  /**
   * The events of the epochs read, by epoch, in a new array; at one epoch flips by row, then units, then losses. Of a run
   * with very many, all up to `wholeTo` and then the first of each kind in every `stretch` epochs.
   *
   * @param end may more epochs come? Then the smallest test loss is only that so far.
   */
  events(end: 'open' | 'final'): TrainingEvent[] {
    return this.withBest(this.log.events, end);
  }

  /** Every event of one epoch that has been read, as in `events`, in a new array. */
  eventsAt(epoch: number, end: 'open' | 'final'): TrainingEvent[] {
    this.checkRead(epoch);
    const events = this.found(epoch);
    return epoch === this.best ? this.withBest(events, end) : events;
  }

  /** How many events of some kinds the epochs read have, kept or not. */
  eventCount(kinds: readonly EventKind[]): number {
    const nBest = this.best >= 0 && kinds.includes('bestTestLoss') ? 1 : 0;
    return kinds.reduce((sum, kind) => sum + this.log.count(kind), nBest);
  }

  /** The last epoch up to which `events` has all of them; infinite where that is so of all epochs. */
  get wholeTo(): number {
    return this.log.wholeTo;
  }

  /** After `wholeTo`, `events` has the first of each kind in every so many epochs. */
  get stretch(): number {
    return this.log.stretch;
  }

  private withBest(events: readonly TrainingEvent[], end: 'open' | 'final'): TrainingEvent[] {
    const { best } = this;
    if (best < 0) return [...events];
    const isLater = ({ kind, epoch }: TrainingEvent) =>
      epoch > best || (epoch === best && kind === 'lossRises');
    const at = firstIndex(events, isLater);
    const kind = end === 'final' ? 'bestTestLoss' : 'bestTestLossSoFar';
    return [...events.slice(0, at), { kind, epoch: best }, ...events.slice(at)];
  }

  /** All events of an epoch but the best test loss, compared with the epoch before. */
  private found(epoch: number): TrainingEvent[] {
    if (epoch === 0) return [];
    const events: TrainingEvent[] = [];
    for (const row of this.testRows) {
      const flip = this.classes.flipAt(epoch, row);
      if (flip) events.push(flip);
    }
    this.firstFired.forEach((first, l) => {
      const layer = l + 1;
      for (let unit = 0; unit < first.length; unit++) {
        const fired = this.firingCount(epoch - 1, layer, unit) > 0;
        const fires = this.firingCount(epoch, layer, unit) > 0;
        if (fired === fires) continue;
        const kind = fired ? 'died' : first[unit] === epoch ? 'born' : 'revived';
        events.push({ kind, epoch, layer, unit });
      }
    });
    if (this.rises(epoch) && !this.rises(epoch - 1)) events.push({ kind: 'lossRises', epoch });
    return events;
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
