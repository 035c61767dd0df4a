/** A value that is higher, or lower, than those beside it. */
export interface Extremum {
  readonly epoch: number;
  readonly kind: 'minimum' | 'maximum';
}

/** The epoch of the smallest finite value, the first of several; −1 where there is none. */
export function lowest(values: ArrayLike<number>): number {
  let best = -1;
  for (let epoch = 0; epoch < values.length; epoch++) {
    if (Number.isFinite(values[epoch]) && (best < 0 || values[epoch]! < values[best]!)) best = epoch;
  }
  return best;
}

/**
 * Every local extremum from epoch `from` to `to`, both inside: a value, or a run of equal ones, of which the first epoch
 * is named, with lower (or higher) finite values on both sides. Neighbours outside the window count as neighbours; the
 * first and the last value of all are none, and neither is one beside a value that is not finite.
 */
export function localExtrema(values: ArrayLike<number>, from = 0, to = values.length - 1): Extremum[] {
  const extrema: Extremum[] = [];
  for (let epoch = Math.max(1, from); epoch <= Math.min(to, values.length - 2); epoch++) {
    const value = values[epoch]!;
    const before = values[epoch - 1]!;
    if (before === value) continue; // the run of equal values has been judged at its first epoch
    let after = epoch + 1;
    while (after < values.length && values[after] === value) after++;
    const next = after < values.length ? values[after]! : NaN;
    if (!Number.isFinite(before) || !Number.isFinite(value) || !Number.isFinite(next)) continue;
    if (before < value && next < value) extrema.push({ epoch, kind: 'maximum' });
    if (before > value && next > value) extrema.push({ epoch, kind: 'minimum' });
  }
  return extrema;
}
