import { fillRect, tableIndex } from './pixels.ts';
import type { Picture } from './pixels.ts';

/** Where the cells of a matrix lie in its picture, in device pixels. */
export interface MatrixGrid {
  readonly nInputs: number;
  readonly nUnits: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly gap: number; // between the weights and the biases below them
}

export interface MatrixColours {
  readonly table: Uint32Array; // [256], from −1 to +1
  readonly notFinite: number;
  readonly paper: number;
}

/** Whole-pixel cells that fill `width` as far as they can; at least 2 px, so that a wide matrix grows wider than that. */
export function matrixGrid(nInputs: number, nUnits: number, width: number, ratio: number): MatrixGrid {
  const cell = (n: number, room: number) =>
    Math.max(2, Math.min(Math.round(14 * ratio), Math.floor(room / n)));
  return {
    nInputs,
    nUnits,
    cellWidth: cell(nUnits, width),
    cellHeight: cell(nInputs, Math.round(240 * ratio)),
    gap: Math.round(4 * ratio),
  };
}

export function matrixSize(grid: MatrixGrid): { readonly width: number; readonly height: number } {
  return {
    width: grid.nUnits * grid.cellWidth,
    height: (grid.nInputs + 1) * grid.cellHeight + grid.gap,
  };
}

/** One rectangle per weight, the biases as the last line. Overwrites `picture`. Not finite: hatched. */
export function paintMatrix(
  picture: Picture,
  grid: MatrixGrid,
  weights: Float64Array, // [nInputs × nUnits]
  biases: Float64Array, // [nUnits]
  scale: number,
  colours: MatrixColours,
): void {
  const { nInputs, nUnits, cellWidth, cellHeight, gap } = grid;
  picture.pixels.fill(colours.paper);
  for (let i = 0; i <= nInputs; i++) {
    const top = i * cellHeight + (i === nInputs ? gap : 0);
    for (let j = 0; j < nUnits; j++) {
      const value = i < nInputs ? weights[i * nUnits + j]! : biases[j]!;
      const left = j * cellWidth;
      const finite = Number.isFinite(value);
      const colour = finite ? colours.table[tableIndex(value, scale)]! : colours.paper;
      fillRect(picture, left, top, left + cellWidth, top + cellHeight, colour);
      if (!finite) hatch(picture, left, top, left + cellWidth, top + cellHeight, colours.notFinite);
    }
  }
}

/** The cell at a point of the picture; input `nInputs` is the bias. Nothing between the cells. */
export function cellAt(
  grid: MatrixGrid,
  x: number,
  y: number,
): { readonly input: number; readonly unit: number } | undefined {
  const { nInputs, nUnits, cellWidth, cellHeight, gap } = grid;
  const unit = Math.floor(x / cellWidth);
  const biasTop = nInputs * cellHeight + gap;
  const inBias = y >= biasTop && y < biasTop + cellHeight;
  const input = inBias ? nInputs : Math.floor(y / cellHeight);
  if (unit < 0 || unit >= nUnits || input < 0 || (!inBias && input >= nInputs)) return undefined;
  return { input, unit };
}

/** Diagonal lines in page space, 4 px apart. */
export function hatch(
  { width, height, pixels }: Picture,
  left: number,
  top: number,
  right: number,
  bottom: number,
  colour: number,
): void {
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y++) {
    for (let x = Math.max(0, left); x < Math.min(width, right); x++) {
      if ((x + y) % 4 === 0) pixels[y * width + x] = colour;
    }
  }
}
