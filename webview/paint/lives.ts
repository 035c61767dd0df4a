import { columnOf } from './decimate.ts';
import { fillRect, mix } from './pixels.ts';
import type { Picture } from './pixels.ts';

/** Between how many rows a unit fires on in each column of pixels; −1 where no epoch has been read. */
export interface LifeColumns {
  readonly fewest: Int32Array; // [nColumns]
  readonly most: Int32Array; // [nColumns]
}

/**
 * Fewest and most of `count` over the epochs of each column, so that a single silent epoch shows at any width. A column
 * between two epochs shows the earlier one.
 *
 * @param nRead `count` may be asked below this epoch
 */
export function lifeColumns(
  count: (epoch: number) => number,
  nRead: number,
  from: number,
  to: number,
  nColumns: number,
): LifeColumns {
  const fewest = new Int32Array(nColumns).fill(-1);
  const most = new Int32Array(nColumns).fill(-1);
  for (let epoch = from; epoch <= to && epoch < nRead; epoch++) {
    const column = columnOf(epoch, from, to, nColumns);
    const now = count(epoch);
    const end = epoch < to ? columnOf(epoch + 1, from, to, nColumns) : nColumns;
    for (let c = column + 1; c < end; c++) fewest[c] = most[c] = now;
    fewest[column] = fewest[column]! < 0 ? now : Math.min(fewest[column]!, now);
    most[column] = Math.max(most[column]!, now);
  }
  return { fewest, most };
}

export interface LifeColours {
  readonly paper: number;
  readonly fires: number;
  readonly silent: number;
  readonly wrong: number; // dead
}

/** Heights in device pixels. */
export interface LifeRows {
  readonly pitch: number; // of a unit's row
  readonly gap: number; // of the pitch, the paper above each row
  readonly unit: number; // device pixels per CSS pixel, at least 1
}

/**
 * A row for each unit: full up to the fewest rows of a column, half up to the most. Where it fires on none a dashed line
 * runs through the row, the same as the ring of a dead unit in the graph. Overwrites `picture`.
 *
 * @param nTrain the rows that a full bar stands for
 */
export function paintLives(
  picture: Picture,
  lives: readonly LifeColumns[],
  { pitch, gap, unit }: LifeRows,
  nTrain: number,
  colours: LifeColours,
): void {
  const half = mix(colours.fires, colours.silent, 0.45);
  const height = pitch - gap;
  const heightOf = (count: number) => (count > 0 ? Math.max(1, Math.round((count / nTrain) * height)) : 0);
  picture.pixels.fill(colours.paper);
  lives.forEach(({ fewest, most }, row) => {
    const top = row * pitch + gap;
    const bottom = top + height;
    for (let x = 0; x < fewest.length; x++) {
      if (most[x]! < 0) continue;
      fillRect(picture, x, top, x + 1, bottom, colours.silent);
      fillRect(picture, x, bottom - heightOf(most[x]!), x + 1, bottom, half);
      fillRect(picture, x, bottom - heightOf(fewest[x]!), x + 1, bottom, colours.fires);
      if (fewest[x]! > 0) continue;
      const middle = Math.round((top + bottom) / 2);
      const isDash = Math.floor(x / unit) % 6 < 4;
      if (most[x] === 0 && isDash) fillRect(picture, x, middle - unit, x + 1, middle + unit, colours.wrong);
      if (most[x]! > 0) fillRect(picture, x, bottom - unit, x + 1, bottom, colours.wrong);
    }
  });
}
