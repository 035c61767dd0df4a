import type { Point } from './series.ts';

/**
 * What a curve of `values` needs to look, on `nColumns` columns of pixels, as if every epoch from `from` to `to` were
 * drawn: the first, lowest, highest and last value of each column, by epoch. No column loses its extremes, so no local
 * extremum that stands alone in its column is lost. A value that is not finite breaks the curve and stays in as NaN.
 */
export function decimate(values: Float64Array, from: number, to: number, nColumns: number): Point[] {
  const last = Math.min(to, values.length - 1);
  const points: Point[] = [];
  let epoch = Math.max(0, from);
  while (epoch <= last) {
    const column = columnOf(epoch, from, to, nColumns);
    const first = epoch;
    while (epoch <= last && columnOf(epoch, from, to, nColumns) === column) epoch++;
    pushColumn(points, values, first, epoch - 1);
  }
  return points;
}

/** The column of pixels that an epoch falls into, from 0 to nColumns − 1. */
export function columnOf(epoch: number, from: number, to: number, nColumns: number): number {
  const column = Math.floor(((epoch - from) / Math.max(1, to - from)) * nColumns);
  return Math.min(column, Math.max(1, nColumns) - 1);
}

/** Adds what one column needs. A break inside it splits it, so that nothing is joined across. */
function pushColumn(points: Point[], values: Float64Array, first: number, last: number): void {
  let start = first;
  for (let epoch = first; epoch <= last + 1; epoch++) {
    const ends = epoch > last || !Number.isFinite(values[epoch]);
    if (!ends) continue;
    if (start < epoch) pushFinite(points, values, start, epoch - 1);
    const broken = points.length > 0 && Number.isNaN(points.at(-1)!.y);
    if (epoch <= last && !broken) points.push({ x: epoch, y: NaN });
    start = epoch + 1;
  }
}

function pushFinite(points: Point[], values: Float64Array, first: number, last: number): void {
  let [lowest, highest] = [first, first];
  for (let epoch = first; epoch <= last; epoch++) {
    if (values[epoch]! < values[lowest]!) lowest = epoch;
    if (values[epoch]! > values[highest]!) highest = epoch;
  }
  const kept = [first, Math.min(lowest, highest), Math.max(lowest, highest), last];
  kept.forEach((epoch, i) => {
    if (i === 0 || epoch > kept[i - 1]!) points.push({ x: epoch, y: values[epoch]! });
  });
}
