import type { Split } from '#engine/preprocessing';

/** Which rows a block holds. Without a split one block holds them all. */
export type Block = 'train' | 'test' | 'all';

/** The rows of one class in one block, one line each, in data order. */
export interface RowGroup {
  readonly block: Block;
  readonly label: number;
  readonly rows: Int32Array; // those that are drawn
  readonly nRows: number; // all
  readonly top: number; // device pixels
  readonly height: number;
}

/** One row is one line of `pitch` device pixels, the same in all columns. */
export interface RowsLayout {
  readonly pitch: number;
  readonly every: number; // 1: all rows are drawn; n: every n-th of each group
  readonly groups: readonly RowGroup[];
  readonly divider: number | null; // between the training and the test block
  readonly height: number;
  readonly lineOf: ReadonlyMap<number, number>; // row → top
}

/** More rows than this are sampled. */
export const MOST_LINES = 600;

const GROUP_GAP = 4; // CSS pixels
const BLOCK_GAP = 7;
const LABEL_HEIGHT = 14;

/**
 * Rows by block and class. The pitch is a whole number of pixels: the largest up to 4 that fits `room`, but at least
 * what stays readable, even if the page must scroll for it.
 *
 * @param room the height there is, in CSS pixels
 * @param ratio device pixels per CSS pixel
 */
export function layoutRows(
  labels: Int32Array,
  split: Split,
  nClasses: number,
  room: number,
  ratio: number,
): RowsLayout {
  const parts = partsOf(labels, split, nClasses);
  const nAll = parts.reduce((sum, part) => sum + part.rows.length, 0);
  const every = Math.max(1, Math.ceil(nAll / MOST_LINES));
  const drawn = parts.map((part) => ({ ...part, sample: part.rows.filter((_, i) => i % every === 0) }));
  const nLines = drawn.reduce((sum, part) => sum + part.sample.length, 0);
  const spare = drawn.length * GROUP_GAP + BLOCK_GAP;
  const fits = Math.floor((room - spare) / Math.max(1, nLines));
  const pitch = Math.max(1, Math.round(Math.min(4, Math.max(fits, leastPitch(nLines))) * ratio));
  const gap = (css: number) => Math.round(css * ratio);
  const groups: RowGroup[] = [];
  const lineOf = new Map<number, number>();
  let top = 0;
  let divider: number | null = null;
  for (const { block, label, rows, sample } of drawn) {
    if (block === 'test' && divider === null) {
      divider = top + Math.floor(gap(BLOCK_GAP) / 2) - gap(GROUP_GAP) / 2;
      top += gap(BLOCK_GAP);
    }
    const height = sample.length * pitch;
    groups.push({ block, label, rows: sample, nRows: rows.length, top, height });
    sample.forEach((row, i) => lineOf.set(row, top + i * pitch));
    top += Math.max(height + gap(GROUP_GAP), gap(LABEL_HEIGHT));
  }
  return { pitch, every, groups, divider, height: Math.max(1, top - gap(GROUP_GAP)), lineOf };
}

/** The row whose line is at `y` device pixels; nothing between the groups. */
export function rowAt({ groups, pitch }: RowsLayout, y: number): number | undefined {
  const group = groups.find(({ top, height }) => y >= top && y < top + height);
  return group?.rows[Math.floor((y - group.top) / pitch)];
}

/** The drawn row `steps` lines below (or above) another; the ends stop it. A row that is not drawn counts as the first. */
export function neighbour({ groups }: RowsLayout, row: number, steps: number): number {
  const order = groups.flatMap(({ rows }) => [...rows]);
  const at = Math.max(0, order.indexOf(row)) + steps;
  return order[Math.min(Math.max(at, 0), order.length - 1)] ?? row;
}

function leastPitch(nLines: number): number {
  if (nLines <= 250) return 3;
  return nLines <= 400 ? 2 : 1;
}

interface Part {
  readonly block: Block;
  readonly label: number;
  readonly rows: Int32Array;
}

function partsOf(labels: Int32Array, { train, test }: Split, nClasses: number): Part[] {
  const classes = Array.from({ length: nClasses }, (_, label) => label);
  const part = (block: Block, rows: Int32Array) =>
    classes
      .map((label): Part => ({ block, label, rows: rows.filter((row) => labels[row] === label).sort() }))
      .filter((one) => one.rows.length > 0);
  return train === test ? part('all', train) : [...part('train', train), ...part('test', test)];
}
