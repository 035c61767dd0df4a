/** Rows side by side in data order, as columns of whole pixels. Device pixels. */
export interface RowAxis {
  readonly nRows: number;
  readonly every: number; // 1: all rows are drawn; n: one of every n
  readonly pitch: number; // of one drawn row
  readonly width: number;
}

/** Rows that follow one another in the data and are of one class. */
export interface ClassBlock {
  readonly label: number;
  readonly first: number;
  readonly last: number;
}

const WIDEST = 8; // CSS pixels

/**
 * As wide a column for each row as fits into `room`; where not even one pixel does, one of every n rows is drawn.
 *
 * @param room CSS pixels
 * @param ratio device pixels per CSS pixel
 */
export function layoutRowAxis(nRows: number, room: number, ratio: number): RowAxis {
  const pixels = Math.max(1, Math.floor(room * ratio));
  const every = Math.ceil(nRows / pixels);
  const nDrawn = Math.ceil(nRows / every);
  const pitch = Math.max(1, Math.min(Math.floor(pixels / nDrawn), Math.round(WIDEST * ratio)));
  return { nRows, every, pitch, width: nDrawn * pitch };
}

/** Where a row's column begins. A row that is not drawn stands with the one that is drawn for it. */
export function columnOf({ every, pitch }: RowAxis, row: number): number {
  return Math.floor(row / every) * pitch;
}

/** How many rows are drawn. */
export function drawnRows({ nRows, every }: RowAxis): number {
  return Math.ceil(nRows / every);
}

/**
 * The row that is drawn in a column, counted from 0. Of each n rows another one is taken in turn, so that rows that come
 * in a fixed order of classes do not all look like the same class.
 */
export function drawnRow({ nRows, every }: RowAxis, column: number): number {
  return Math.min(nRows - 1, column * every + (column % every));
}

/** The row drawn at a place; nothing beside the rows. */
export function rowAtColumn(axis: RowAxis, x: number): number | undefined {
  return x < 0 || x >= axis.width ? undefined : drawnRow(axis, Math.floor(x / axis.pitch));
}

/** The data's runs of one class, in order. */
export function classBlocks(labels: Int32Array): ClassBlock[] {
  const blocks: ClassBlock[] = [];
  labels.forEach((label, row) => {
    const open = blocks.at(-1);
    if (open?.label === label) blocks[blocks.length - 1] = { ...open, last: row };
    else blocks.push({ label, first: row, last: row });
  });
  return blocks;
}
