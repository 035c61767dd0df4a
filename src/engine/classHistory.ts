import { NO_CLASS, argmax } from './metrics.ts';
import type { TrainingEvent } from './trainingEvents.ts';

export type Flip = Extract<TrainingEvent, { readonly kind: 'flip' }>;

/** So many epochs are looked through for the last change before one of them; the change before each such block is noted. */
const BLOCK = 1024;

/**
 * The predicted class of every row at every epoch, added epoch by epoch. What it takes is fixed from the start, however
 * often the classes change: changes are looked up in the classes themselves.
 */
export class ClassHistory {
  private readonly nRows: number;
  private readonly classes: Int16Array; // [nEpochs × nRows]; NO_CLASS where P is not finite
  private readonly flips: Int32Array; // per row, how many so far
  private readonly lastChange: Int32Array; // per row, the epoch of the last change, also to or from no class; 0 where none
  private readonly changeBefore: Int32Array; // [blocks × nRows], `lastChange` as it was before each block
  private nAdded = 0;

  constructor(nEpochs: number, nRows: number) {
    this.nRows = nRows;
    this.classes = new Int16Array(nEpochs * nRows);
    this.flips = new Int32Array(nRows);
    this.lastChange = new Int32Array(nRows);
    this.changeBefore = new Int32Array(Math.ceil(nEpochs / BLOCK) * nRows);
  }

  /** How many epochs have been added. */
  get length(): number {
    return this.nAdded;
  }

  /** @param probabilities of the next epoch, [nRows × nClasses] */
  add(probabilities: Float64Array, nClasses: number): void {
    const { nRows, nAdded: epoch } = this;
    if (epoch % BLOCK === 0) this.changeBefore.set(this.lastChange, (epoch / BLOCK) * nRows);
    for (let row = 0; row < nRows; row++) {
      const at = epoch * nRows + row;
      this.classes[at] = argmax(probabilities, row, nClasses);
      if (epoch === 0 || this.classes[at] === this.classes[at - nRows]) continue;
      this.lastChange[row] = epoch;
      if (this.isFlip(at)) this.flips[row]!++;
    }
    this.nAdded++;
  }

  /** The predicted class of a row; NO_CLASS where P is not finite. */
  at(epoch: number, row: number): number {
    return this.classes[epoch * this.nRows + row]!;
  }

  /** The change of a row's class at an epoch, from one class to another; nothing where there is none. */
  flipAt(epoch: number, row: number): Flip | null {
    const at = epoch * this.nRows + row;
    if (epoch === 0 || !this.isFlip(at)) return null;
    return { kind: 'flip', epoch, row, from: this.classes[at - this.nRows]!, to: this.classes[at]! };
  }

  /** All changes of a row's class, in order, in a new array. */
  flipsOf(row: number): Flip[] {
    const flips: Flip[] = [];
    for (let epoch = 1; epoch < this.nAdded && flips.length < this.flips[row]!; epoch++) {
      const flip = this.flipAt(epoch, row);
      if (flip) flips.push(flip);
    }
    return flips;
  }

  flipCount(row: number): number {
    return this.flips[row]!;
  }

  /** The first epoch since which a row has been read as it is at an epoch: its last change, or 0. */
  since(epoch: number, row: number): number {
    const { classes, nRows } = this;
    const block = Math.floor(epoch / BLOCK);
    for (let at = epoch; at > 0 && at >= block * BLOCK; at--) {
      if (classes[at * nRows + row] !== classes[(at - 1) * nRows + row]) return at;
    }
    return this.changeBefore[block * nRows + row]!;
  }

  private isFlip(at: number): boolean {
    const [from, to] = [this.classes[at - this.nRows], this.classes[at]];
    return from !== to && from !== NO_CLASS && to !== NO_CLASS;
  }
}
