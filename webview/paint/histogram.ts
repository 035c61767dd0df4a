import { roundStep } from '#engine/distribution';
import type { Rect } from './curves.ts';

/** Where edges and counts lie on a histogram, in CSS pixels. */
export interface HistogramScale {
  readonly edges: Float64Array; // [nBins + 1]
  readonly top: number; // the count at the upper edge of the area
  readonly area: Rect;
}

export interface Bar {
  readonly left: number;
  readonly right: number;
  readonly y: number; // of its upper end
}

export function xOfValue({ edges, area }: HistogramScale, value: number): number {
  const first = edges[0]!;
  const share = (value - first) / (edges.at(-1)! - first);
  return area.left + share * (area.right - area.left);
}

export function yOfCount({ top, area }: HistogramScale, count: number): number {
  return area.bottom - (count / top) * (area.bottom - area.top);
}

/** A bar for each bin: bins lie at their values, so that the axis is true. */
export function bars(scale: HistogramScale, counts: Int32Array): Bar[] {
  return Array.from(counts, (count, bin) => ({
    left: xOfValue(scale, scale.edges[bin]!),
    right: xOfValue(scale, scale.edges[bin + 1]!),
    y: yOfCount(scale, count),
  }));
}

/** The bin under a point; nothing beside the bars. */
export function binAt({ edges, area }: HistogramScale, x: number): number | undefined {
  const share = (x - area.left) / (area.right - area.left);
  if (!(share >= 0 && share < 1)) return undefined;
  const value = edges[0]! + share * (edges.at(-1)! - edges[0]!);
  let bin = 0;
  while (bin < edges.length - 2 && value >= edges[bin + 1]!) bin++;
  return bin;
}

/** The upper end of a count axis: a round number not far above the largest count, at least 5. It may only grow. */
export function countTop(largest: number, before: number): number {
  const step = Math.max(1, roundStep(Math.max(1, largest) / 8));
  return Math.max(before, 5, Math.ceil(largest / step) * step);
}
