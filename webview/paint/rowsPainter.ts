import { fires } from '#engine/activations';
import { hatch } from './matrixPainter.ts';
import { fillRect, mix } from './pixels.ts';
import type { Picture } from './pixels.ts';
import type { MaskColumns, OutputColumns } from './rowsColumns.ts';
import type { RowsLayout } from './rowsLayout.ts';

export interface MaskColours {
  readonly paper: number;
  readonly fires: number;
  readonly silent: number;
  readonly wrong: number; // not finite
}

export interface OutputColours {
  readonly paper: number;
  readonly track: number;
  readonly grid: number;
  readonly wrong: number;
  readonly classes: readonly number[];
}

/** A barcode: a line is filled where the unit fires on the row. Overwrites `picture`. */
export function paintMasks(
  picture: Picture,
  layout: RowsLayout,
  columns: MaskColumns,
  ratio: number,
  activations: readonly Float64Array[], // of each layer, [nRows × nUnits]; none: nothing is known yet
  nUnits: readonly number[], // of each hidden layer
  colours: MaskColours,
): void {
  picture.pixels.fill(colours.paper);
  for (const { layer, unit, left } of columns.units) {
    const x1 = Math.round(left * ratio);
    const x2 = x1 + Math.round(columns.unitWidth * ratio);
    const values = activations[layer];
    for (const { rows, top, height } of layout.groups) {
      fillRect(picture, x1, top, x2, top + height, colours.silent);
      if (!values) continue;
      rows.forEach((row, i) => {
        const a = values[row * nUnits[layer]! + unit]!;
        const y = top + i * layout.pitch;
        if (fires(a)) fillRect(picture, x1, y, x2, y + layout.pitch, colours.fires);
        if (!Number.isFinite(a)) hatch(picture, x1, y, x2, y + layout.pitch, colours.wrong);
      });
    }
  }
}

/**
 * P against the target: the actual class's column is a full track, P a bar from 0. What is unfilled in a track, and any
 * bar outside one, is P − Y. A wrong row has ◂ beside it. Overwrites `picture`.
 */
export function paintOutputs(
  picture: Picture,
  layout: RowsLayout,
  columns: OutputColumns,
  ratio: number,
  probabilities: Float64Array | undefined, // [nRows × nClasses]; undefined: nothing is known yet
  predicted: Int32Array | undefined,
  colours: OutputColours,
): void {
  const { lefts, barWidth } = columns;
  const nClasses = lefts.length;
  const width = Math.round(barWidth * ratio);
  const brushes = colours.classes.map((colour, k) => classBrush(k, colour, colours, ratio));
  const hairline = Math.max(1, Math.round(ratio));
  picture.pixels.fill(colours.paper);
  for (const { rows, top, height, label } of layout.groups) {
    for (let k = 0; k < nClasses; k++) {
      const x = Math.round(lefts[k]! * ratio);
      fillRect(picture, x - hairline, top, x, top + height, colours.grid);
      if (k === label) fillRect(picture, x, top, x + width, top + height, colours.track);
      if (!probabilities) continue;
      const brush = brushes[k % brushes.length]!;
      rows.forEach((row, i) => {
        const p = probabilities[row * nClasses + k]!;
        const y = top + i * layout.pitch;
        if (Number.isFinite(p))
          brush(picture, x, y, x + Math.round(p * width), y + layout.pitch, k === label);
        else hatch(picture, x, y, x + width, y + layout.pitch, colours.wrong);
      });
    }
    if (predicted) markWrong(picture, layout, columns, ratio, { rows, top, label }, predicted, colours.wrong);
  }
}

function markWrong(
  picture: Picture,
  { pitch }: RowsLayout,
  { verdictLeft }: OutputColumns,
  ratio: number,
  group: { readonly rows: Int32Array; readonly top: number; readonly label: number },
  predicted: Int32Array,
  colour: number,
): void {
  const right = Math.round((verdictLeft + 6) * ratio);
  const reach = Math.round(6 * ratio);
  group.rows.forEach((row, i) => {
    if (predicted[row] === group.label) return;
    for (let line = 0; line < pitch; line++) {
      const fromTip = 1 - Math.abs(2 * line + 1 - pitch) / pitch;
      const y = group.top + i * pitch + line;
      fillRect(picture, right - Math.max(1, Math.round(fromTip * reach)), y, right, y + 1, colour);
    }
  });
}

export type Brush = (
  picture: Picture,
  left: number,
  top: number,
  right: number,
  bottom: number,
  onTrack: boolean,
) => void;

/** A class's fill: hue and pattern. Patterns lie in page space, so that they run on across the rows. */
export function classBrush(k: number, colour: number, grounds: OutputColours, ratio: number): Brush {
  const pattern = PATTERNS[k % PATTERNS.length]!;
  const unit = Math.max(1, Math.round(ratio));
  const shades = [grounds.paper, grounds.track].map((ground) => ({
    strong: mix(colour, ground, k === 0 ? 0.8 : 1),
    weak: mix(colour, ground, 0.48),
  }));
  return ({ width, height, pixels }, left, top, right, bottom, onTrack) => {
    const { strong, weak } = shades[onTrack ? 1 : 0]!;
    for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
      const v = Math.floor(y / unit);
      for (let x = Math.max(0, left); x < Math.min(width, right); x++) {
        pixels[y * width + x] = pattern(Math.floor(x / unit), v) ? strong : weak;
      }
    }
  };
}

/** Where a class's pattern is strong: solid, hatched, dotted, striped, hatched back, checked, broad stripes, sparse dots. */
const PATTERNS: readonly ((x: number, y: number) => boolean)[] = [
  () => true,
  (x, y) => (x + y) % 7 < 3,
  (x, y) => x % 4 < 2 && y % 4 < 2,
  (x) => x % 4 < 2,
  (x, y) => (x - y + 7000) % 7 < 3,
  (x, y) => ((x >> 1) + (y >> 1)) % 2 === 0,
  (x) => x % 8 < 4,
  (x, y) => x % 6 < 2 && y % 6 < 2,
];
