import { hatch } from './matrixPainter.ts';
import { fillRect, mix } from './pixels.ts';
import type { Picture } from './pixels.ts';
import { drawnRow, drawnRows } from './rowAxis.ts';
import type { RowAxis } from './rowAxis.ts';
import type { MaskColours } from './rowsPainter.ts';

/** A band for each unit, across all rows. Device pixels. */
export interface SlopeBands {
  readonly axis: RowAxis;
  readonly nUnits: number;
  readonly bandHeight: number;
  readonly pitch: number; // from band to band
  readonly height: number;
}

/** Bands at least this high, in CSS pixels, have room for a unit's name. */
export const NAMED_BAND = 14;

export function layoutBands(axis: RowAxis, nUnits: number, ratio: number): SlopeBands {
  const css = nUnits <= 8 ? 18 : nUnits <= 20 ? NAMED_BAND : nUnits <= 64 ? 7 : 2;
  const bandHeight = Math.max(1, Math.round(css * ratio));
  const gap = Math.max(1, Math.round((css < NAMED_BAND ? 1 : 2) * ratio));
  const pitch = bandHeight + gap;
  return { axis, nUnits, bandHeight, pitch, height: nUnits * pitch - gap };
}

/** The unit whose band is at a place; the gap below a band belongs to it. */
export function bandAt({ nUnits, pitch }: SlopeBands, y: number): number | undefined {
  const unit = Math.floor(y / pitch);
  return unit >= 0 && unit < nUnits ? unit : undefined;
}

/**
 * The derivative of every row and unit: silent at 0, firing at the largest it can be, a shade between them elsewhere.
 * Overwrites `picture`.
 */
export function paintSlopes(
  picture: Picture,
  bands: SlopeBands,
  slopes: Float64Array | null, // [nRows × nUnits]; null: nothing is known yet
  largest: number,
  colours: MaskColours,
): void {
  const { axis, nUnits, bandHeight, pitch } = bands;
  picture.pixels.fill(colours.paper);
  for (let unit = 0; unit < nUnits; unit++) {
    const top = unit * pitch;
    fillRect(picture, 0, top, axis.width, top + bandHeight, colours.silent);
    for (let column = 0; slopes && column < drawnRows(axis); column++) {
      const slope = slopes[drawnRow(axis, column) * nUnits + unit]!;
      if (slope === 0) continue;
      const x = column * axis.pitch;
      const known = Number.isFinite(slope);
      const colour = known ? mix(colours.fires, colours.silent, Math.min(1, slope / largest)) : colours.paper;
      fillRect(picture, x, top, x + axis.pitch, top + bandHeight, colour);
      if (!known) hatch(picture, x, top, x + axis.pitch, top + bandHeight, colours.wrong);
    }
  }
}
