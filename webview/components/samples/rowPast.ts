import { signal } from '@preact/signals';
import type { ShownRun } from '../../run.ts';
import { Series } from '../../paint/series.ts';

/** Epochs that are read before the clock is looked at. */
const SLICE = 64;

/** A row's probabilities at every epoch that there is, one curve for each class. Read in slices, each epoch once. */
export class RowPast {
  readonly series: readonly Series[]; // per class
  /** How many epochs have been read. */
  readonly nRead = signal(0);
  private readonly run: ShownRun;
  private readonly row: number;

  constructor(run: ShownRun, row: number) {
    this.run = run;
    this.row = row;
    this.series = run.experiment.dataset.classes.map(() => new Series());
  }

  /** Reads on, for about `milliseconds`; false when everything up to the newest epoch has been read. */
  read(milliseconds: number): boolean {
    const until = performance.now() + milliseconds;
    const trace = this.run.trace(this.row);
    let epoch = this.nRead.peek();
    while (epoch <= this.run.newest) {
      const end = Math.min(epoch + SLICE, this.run.newest + 1);
      for (; epoch < end; epoch++) {
        this.series.forEach((one, k) => one.push(trace.probability(epoch, k)));
      }
      if (performance.now() > until) break;
    }
    this.nRead.value = epoch;
    return epoch <= this.run.newest;
  }
}
