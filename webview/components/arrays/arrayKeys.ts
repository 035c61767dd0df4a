import type { ArrayId, ArrayShape, CellAddress } from '#engine/arrays';

/**
 * The cell that a key leads to from the open one; from the selected row where another array's is open. Arrow up and down
 * move between rows, with Alt left and right between columns, as alone they step through the epochs.
 */
export function stepFrom(
  from: CellAddress | null,
  array: ArrayId,
  { nRows, nColumns }: ArrayShape,
  { key, altKey }: Pick<KeyboardEvent, 'key' | 'altKey'>,
  chosenRow: number,
): CellAddress | undefined {
  const isHere = from?.name === array.name && from.layer === array.layer;
  const start = isHere ? from : { ...array, row: Math.min(chosenRow, nRows - 1), column: 0 };
  const within = (value: number, n: number) => Math.min(Math.max(value, 0), n - 1);
  if (key === 'Enter') return start;
  if (!altKey && (key === 'ArrowDown' || key === 'ArrowUp')) {
    const step = !isHere ? 0 : key === 'ArrowDown' ? 1 : -1;
    return { ...start, row: within(start.row + step, nRows) };
  }
  if (altKey && (key === 'ArrowRight' || key === 'ArrowLeft')) {
    return { ...start, column: within(start.column + (key === 'ArrowRight' ? 1 : -1), nColumns) };
  }
  return undefined;
}
