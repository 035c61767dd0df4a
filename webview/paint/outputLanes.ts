import { log10 } from '#engine/elementary';
import { hatch } from './matrixPainter.ts';
import { fillRect } from './pixels.ts';
import type { Picture } from './pixels.ts';
import { drawnRow, drawnRows } from './rowAxis.ts';
import type { RowAxis } from './rowAxis.ts';
import { classBrush } from './rowsPainter.ts';
import type { OutputColours } from './rowsPainter.ts';

/** The strip of one class: P from 0 to 1 above the zero line, log₁₀ P from 0 down to the floor below it. */
export interface Lane {
  readonly label: number;
  readonly top: number; // P = 1
  readonly zero: number; // P = 0, and log₁₀ P = 0
  readonly bottom: number; // log₁₀ P = floor
}

/** Device pixels. */
export interface OutputLanes {
  readonly axis: RowAxis;
  readonly floor: number; // below 0
  readonly lanes: readonly Lane[];
  readonly verdictTop: number; // the strip that marks wrong rows
  readonly height: number;
}

export interface LaneColours extends OutputColours {
  readonly strong: number;
  readonly weak: number;
}

/** What the lanes show, all rows in data order. */
export interface Outputs {
  readonly labels: Int32Array; // [nRows]
  readonly probabilities: Float64Array; // [nRows × nClasses]
  readonly predicted: Int32Array; // [nRows]
}

const GAP = 18; // CSS pixels
const VERDICT = 6;

/** log₁₀ of the offset that the loss adds to P: what lies below it costs no more. */
const LOWEST_FLOOR = -9;

/** The whole power of ten below the smallest probability, from −1 to −9. */
export function floorOf(smallest: number): number {
  if (Number.isNaN(smallest) || smallest === Infinity) return -1;
  return Math.min(-1, Math.max(LOWEST_FLOOR, Math.floor(log10(smallest))));
}

export function layoutLanes(axis: RowAxis, nClasses: number, floor: number, ratio: number): OutputLanes {
  const half = Math.round((nClasses <= 3 ? 44 : nClasses <= 5 ? 32 : 22) * ratio);
  const gap = Math.round(GAP * ratio);
  const lanes = Array.from({ length: nClasses }, (_, label): Lane => {
    const top = label * (2 * half + gap);
    return { label, top, zero: top + half, bottom: top + 2 * half };
  });
  const verdictTop = lanes.at(-1)!.bottom + Math.round(4 * ratio);
  return { axis, floor, lanes, verdictTop, height: verdictTop + Math.round(VERDICT * ratio) };
}

/**
 * Each class's lane: its block of rows a full track (the expected 1), P as bars on the zero line, log₁₀ P as a line that
 * hangs below it, strong where the class is the row's own. Dotted: guessing, 1/K and log₁₀(1/K). Overwrites `picture`.
 */
export function paintLanes(
  picture: Picture,
  layout: OutputLanes,
  outputs: Outputs | null, // null: nothing is known yet
  colours: LaneColours,
  ratio: number,
): void {
  picture.pixels.fill(colours.paper);
  const nClasses = layout.lanes.length;
  for (const lane of layout.lanes) {
    const brush = classBrush(
      lane.label,
      colours.classes[lane.label % colours.classes.length]!,
      colours,
      ratio,
    );
    const { axis } = layout;
    for (let column = 0; outputs && column < drawnRows(axis); column++) {
      const row = drawnRow(axis, column);
      const x = column * axis.pitch;
      const own = outputs.labels[row] === lane.label;
      if (own) fillRect(picture, x, lane.top, x + axis.pitch, lane.zero, colours.track);
      const p = outputs.probabilities[row * nClasses + lane.label]!;
      if (!Number.isFinite(p)) hatch(picture, x, lane.top, x + axis.pitch, lane.bottom, colours.wrong);
      else brush(picture, x, lane.zero - heightOf(lane, p), x + axis.pitch, lane.zero, own);
    }
    dots(picture, layout, lane.zero - heightOf(lane, 1 / nClasses), colours.weak, ratio);
    dots(picture, layout, lane.zero + depthOf(layout, lane, 1 / nClasses), colours.weak, ratio);
    fillRect(picture, 0, lane.zero, axis.width, lane.zero + hairline(ratio), colours.weak);
    if (outputs) logLine(picture, layout, lane, outputs, colours, ratio);
  }
  if (outputs) markWrong(picture, layout, outputs, colours.wrong, ratio);
}

function heightOf({ top, zero }: Lane, p: number): number {
  return Math.round(p * (zero - top));
}

/** How far below the zero line log₁₀ p hangs; what is below the floor stays on it. */
function depthOf({ floor }: OutputLanes, { zero, bottom }: Lane, p: number): number {
  return Math.round(Math.min(1, log10(p) / floor) * (bottom - zero));
}

function hairline(ratio: number): number {
  return Math.max(1, Math.round(ratio));
}

function dots(picture: Picture, { axis }: OutputLanes, y: number, colour: number, ratio: number): void {
  const size = hairline(ratio);
  for (let x = 0; x < axis.width; x += 4 * size) fillRect(picture, x, y, x + size, y + size, colour);
}

function logLine(
  picture: Picture,
  layout: OutputLanes,
  lane: Lane,
  { labels, probabilities }: Outputs,
  colours: LaneColours,
  ratio: number,
): void {
  const { axis, lanes } = layout;
  let before: number | null = null;
  for (let column = 0; column < drawnRows(axis); column++) {
    const row = drawnRow(axis, column);
    const p = probabilities[row * lanes.length + lane.label]!;
    const own = labels[row] === lane.label;
    const colour = own ? colours.strong : colours.weak;
    const x = column * axis.pitch;
    if (!Number.isFinite(p)) {
      before = null;
      continue;
    }
    const y = lane.zero + depthOf(layout, lane, p);
    const thick = hairline(ratio) * (own ? 2 : 1);
    if (before !== null) {
      fillRect(picture, x, Math.min(before, y), x + hairline(ratio), Math.max(before, y) + 1, colour);
    }
    fillRect(picture, x, y, x + axis.pitch, y + thick, colour);
    before = y;
  }
}

function markWrong(
  picture: Picture,
  { axis, verdictTop, height }: OutputLanes,
  { labels, predicted }: Outputs,
  colour: number,
  ratio: number,
): void {
  for (let column = 0; column < drawnRows(axis); column++) {
    const row = drawnRow(axis, column);
    if (predicted[row] === labels[row]) continue;
    const x = column * axis.pitch;
    const width = Math.max(axis.pitch - hairline(ratio), hairline(ratio));
    fillRect(picture, x, verdictTop, x + width, height, colour);
  }
}
