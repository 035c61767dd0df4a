import { useMemo } from 'preact/hooks';
import { countInto } from '#engine/histogram';
import type { HistogramCounts } from '#engine/histogram';
import type { Pass } from '#engine/network';
import { OtherScaling } from '#engine/otherScaling';
import { t } from '#engine/translation';
import { count, plain, whole } from '../../format.ts';
import type { Shown, ShownRun } from '../../run.ts';
import type { Counted } from './Histogram.tsx';
import type { PictureLayer } from './pictureLayer.ts';

/** The values of a layer that a histogram counts, and the selected ones among them. */
export function countedOf(
  { nRows }: Pass,
  values: Float64Array, // [nRows × nUnits]
  { nUnits, unit }: PictureLayer,
  row: number,
): Counted {
  if (unit === null) return { values, unitValues: null, marked: null };
  const unitValues = Float64Array.from({ length: nRows }, (_, r) => values[r * nUnits + unit]!);
  return { values, unitValues, marked: unitValues[row]! };
}

/** A pass with the run's parameters on the features that it does not see, derived once per epoch. */
export function useOtherPass(run: ShownRun): (shown: Shown) => Pass {
  return useMemo(() => {
    const other = new OtherScaling(run.experiment);
    let derived: { readonly epoch: number; readonly pass: Pass } | null = null;
    return ({ epoch, parameters }) => {
      if (derived?.epoch !== epoch) derived = { epoch, pass: other.derive(parameters) };
      return derived.pass;
    };
  }, [run]);
}

/** How many values lie below 0, at 0 and above it. Where a bin could mix them, the histogram has an edge at 0. */
export function signs(edges: Float64Array, counts: HistogramCounts): { below: number; above: number } {
  let below = counts.below + counts.negativeInfinity;
  let above = counts.above + counts.positiveInfinity;
  counts.counts.forEach((n, bin) => {
    if (edges[bin]! < 0) below += n;
    else above += n;
  });
  return { below, above };
}

/** "750 values: 438 below, 312 above 0", and whatever else there is, so that all of them are named. */
export function sumLine(edges: Float64Array, counts: HistogramCounts, total: number): string {
  const { below, above } = signs(edges, counts);
  const { zeros, nan, positiveInfinity, negativeInfinity } = counts;
  const beyond = counts.below + counts.above;
  const infinite = positiveInfinity + negativeInfinity;
  const parts = [t('{0} above 0', whole(above))];
  if (below > 0 || zeros === 0) parts.unshift(t('{0} below', whole(below)));
  if (zeros > 0) parts.push(t('{0} exactly 0', whole(zeros)));
  if (nan > 0) parts.push(`${whole(nan)} NaN`);
  const inside = [];
  if (beyond > 0) inside.push(t('{0} beyond the axis', whole(beyond)));
  if (infinite > 0) inside.push(t('{0} infinite', whole(infinite)));
  return `${count(total, 'value')}: ${parts.join(', ')}${inside.length > 0 ? ` (${inside.join(', ')})` : ''}`;
}

/** What the lines of a histogram's table are: its bins, and what is in no bin. */
export function countLines(edges: Float64Array): string[] {
  const bins = Array.from(edges.subarray(1), (high, bin) => t('{0} to {1}', plain(edges[bin]!), plain(high)));
  return [...bins, t('exactly 0'), t('beyond the axis'), 'NaN', '±∞'];
}

/** The column of such a table: all values, each once. */
export function countColumn(edges: Float64Array, values: Float64Array): string[] {
  const { counts, zeros, below, above, nan, positiveInfinity, negativeInfinity } = countInto(edges, values);
  return [...counts, zeros, below + above, nan, positiveInfinity + negativeInfinity].map(whole);
}

/** The cells of a table, line by line, from its columns. */
export function linesOf(columns: readonly (readonly string[])[]): string[][] {
  return (columns[0] ?? []).map((_, line) => columns.map((column) => column[line] ?? ''));
}
