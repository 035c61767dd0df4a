import { LevelCounter, lossLevel } from '#engine/lossLevels';
import { Series } from '../../paint/series.ts';
import type { ShownRun } from '../../run.ts';

/** The train losses of the epochs that have arrived. */
export interface LossPast {
  readonly losses: Float64Array;
  readonly rounded: Series; // to two decimals
  readonly counter: LevelCounter;
}

const known = new WeakMap<ShownRun, LossPast>();

/** Read anew only when the run has grown. */
export function lossPast(run: ShownRun): LossPast {
  const before = known.get(run);
  if (before?.losses.length === run.history.length) return before;
  const losses = run.history.scores('trainLoss');
  const rounded = new Series();
  losses.forEach((loss) => rounded.push(lossLevel(loss) / 100));
  const past = { losses, rounded, counter: new LevelCounter(losses) };
  known.set(run, past);
  return past;
}
