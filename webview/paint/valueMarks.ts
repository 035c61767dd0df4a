import { fillRect } from './pixels.ts';
import type { Picture } from './pixels.ts';

/** Where the marks of one array's values lie, in device pixels. */
export interface MarkLanes {
  readonly nUnits: number; // of the array
  readonly firstUnit: number; // the first lane's
  readonly nLanes: number;
  readonly laneHeight: number;
  readonly gap: number; // of the height, above each lane
  readonly size: number; // of a mark, both ways
  readonly width: number;
}

/** The place of each value's mark, its upper left corner. x is −1 beyond the edges, y where the stack is full. */
export interface MarkPlaces {
  readonly x: Int32Array; // [n]
  readonly y: Int32Array; // [n]
  readonly nHidden: number; // values whose stack is full
  readonly nBeyond: number; // values outside the edges, or not finite
}

/**
 * A mark for each value in the lane of its unit, at its value, to a mark's width. Marks at the same place are stacked
 * upwards, so that none hides another; what a full lane cannot hold is counted. The scale is that of the edges.
 */
export function placeMarks(
  values: Float64Array, // [nRows × nUnits]
  first: number, // the value at the left edge
  last: number, // the value at the right edge
  { nUnits, firstUnit, nLanes, laneHeight, gap, size, width }: MarkLanes,
): MarkPlaces {
  const x = new Int32Array(values.length).fill(-1);
  const y = new Int32Array(values.length).fill(-1);
  const nColumns = Math.max(1, Math.floor(width / size));
  const capacity = Math.max(1, Math.floor((laneHeight - gap) / size));
  const stacked = new Uint16Array(nLanes * nColumns);
  let nHidden = 0;
  let nBeyond = 0;
  for (let i = 0; i < values.length; i++) {
    const lane = (i % nUnits) - firstUnit;
    const value = values[i]!;
    if (lane < 0 || lane >= nLanes) continue;
    if (!(value >= first && value <= last)) {
      nBeyond++;
      continue;
    }
    const column = Math.min(nColumns - 1, Math.floor(((value - first) / (last - first)) * nColumns));
    x[i] = column * size;
    const place = lane * nColumns + column;
    if (stacked[place]! >= capacity) {
      nHidden++;
      continue;
    }
    stacked[place]!++;
    y[i] = (lane + 1) * laneHeight - stacked[place]! * size;
  }
  return { x, y, nHidden, nBeyond };
}

/** Which value's mark covers a point; nothing where there is none. */
export function markAt({ x, y }: MarkPlaces, size: number, atX: number, atY: number): number | undefined {
  for (let i = 0; i < x.length; i++) {
    if (y[i]! < 0) continue;
    if (atX >= x[i]! && atX < x[i]! + size && atY >= y[i]! && atY < y[i]! + size) return i;
  }
  return undefined;
}

export interface MarkColours {
  readonly paper: number;
  readonly lane: number;
  readonly mark: number;
  readonly chosen: number;
}

/**
 * Marks with a line of lane between them where they are large enough for one. Those of `chosen` are as high as their
 * lane. Overwrites `picture`.
 */
export function paintMarks(
  picture: Picture,
  places: MarkPlaces,
  { nUnits, firstUnit, nLanes, laneHeight, gap, size, width }: MarkLanes,
  isChosen: (index: number) => boolean,
  colours: MarkColours,
): void {
  const side = size > 2 ? size - 1 : size;
  picture.pixels.fill(colours.paper);
  for (let lane = 0; lane < nLanes; lane++) {
    fillRect(picture, 0, lane * laneHeight + gap, width, (lane + 1) * laneHeight, colours.lane);
  }
  const { x, y } = places;
  for (let i = 0; i < x.length; i++) {
    if (y[i]! >= 0) fillRect(picture, x[i]!, y[i]!, x[i]! + side, y[i]! + side, colours.mark);
  }
  for (let i = 0; i < x.length; i++) {
    if (x[i]! < 0 || !isChosen(i)) continue;
    const top = ((i % nUnits) - firstUnit) * laneHeight + gap;
    fillRect(picture, x[i]!, top, x[i]! + Math.max(2, side), top + laneHeight - gap, colours.chosen);
  }
}
