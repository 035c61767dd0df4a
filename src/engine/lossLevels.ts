/** Rounding to the nearest whole number by adding and subtracting 1.5 · 2⁵², ties to even, as NumPy rounds. */
const ROUNDING_SHIFT = 6755399441055744;

/** How long a loss stayed on each level, when it is read to two decimals. */
export interface LossLevels {
  readonly lowest: number; // the lowest level, in hundredths; 0 where there is none
  readonly counts: Int32Array; // how many epochs had the level lowest + i; the highest level is the last
  readonly notFinite: number;
}

/** A loss rounded to two decimals, in hundredths: 0.4780 is 48. NaN and ±∞ stay what they are. */
export function lossLevel(loss: number): number {
  const hundredths = loss * 100;
  if (!(Math.abs(hundredths) < 2 ** 51)) return hundredths;
  return hundredths + ROUNDING_SHIFT - ROUNDING_SHIFT + 0; // + 0 makes 0 of −0
}

/**
 * How many epochs took each level: round(loss, 2) of every loss, counted. The counts and `notFinite` sum to the number of
 * losses. A mean cross-entropy is at most −ln(1e-9) = 20.7, so there are at most 2,073 levels.
 *
 * @param losses one per epoch
 * @throws RangeError when levels lie further apart than losses of a run can
 */
export function lossLevels(losses: ArrayLike<number>): LossLevels {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let i = 0; i < losses.length; i++) {
    const level = lossLevel(losses[i]!);
    if (!Number.isFinite(level)) continue;
    if (level < lowest) lowest = level;
    if (level > highest) highest = level;
  }
  if (!(highest >= lowest)) return { lowest: 0, counts: new Int32Array(0), notFinite: losses.length };
  if (highest - lowest > MOST_LEVELS) {
    throw new RangeError(`losses from ${lowest / 100} to ${highest / 100} are not those of a run`);
  }
  const counts = new Int32Array(highest - lowest + 1);
  let notFinite = 0;
  for (let i = 0; i < losses.length; i++) {
    const level = lossLevel(losses[i]!);
    if (Number.isFinite(level)) counts[level - lowest]!++;
    else notFinite++;
  }
  return { lowest, counts, notFinite };
}

const MOST_LEVELS = 100_000;

/** The levels up to an epoch, for a cursor that moves over the epochs: what has changed since the last call is counted. */
export class LevelCounter {
  /** Of all losses. */
  readonly whole: LossLevels;
  private readonly losses: ArrayLike<number>;
  private readonly counts: Int32Array;
  private nCounted = 0;

  constructor(losses: ArrayLike<number>) {
    this.losses = losses;
    this.whole = lossLevels(losses);
    this.counts = new Int32Array(this.whole.counts.length);
  }

  /** How many of the first `nLosses` losses have each level from `whole.lowest` on. Overwrites what the last call returned. */
  upTo(nLosses: number): Int32Array {
    const until = Math.min(Math.max(0, nLosses), this.losses.length);
    while (this.nCounted < until) this.add(this.nCounted++, 1);
    while (this.nCounted > until) this.add(--this.nCounted, -1);
    return this.counts;
  }

  private add(epoch: number, n: number): void {
    const level = lossLevel(this.losses[epoch]!);
    if (Number.isFinite(level)) this.counts[level - this.whole.lowest]! += n;
  }
}
