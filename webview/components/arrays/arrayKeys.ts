import type { ArrayId, ArrayShape, CellAddress } from '#engine/arrays';
import { gridStep } from '../gridKeys.ts';

/** The cell that a key leads to from the open one; from the selected row where another array's is open. */
export function stepFrom(
  from: CellAddress | null,
  array: ArrayId,
  shape: ArrayShape,
  event: Pick<KeyboardEvent, 'key' | 'altKey'>,
  chosenRow: number,
): CellAddress | undefined {
  const isHere = from?.name === array.name && from.layer === array.layer;
  const start = isHere ? from : { ...array, row: Math.min(chosenRow, shape.nRows - 1), column: 0 };
  if (event.key === 'Enter') return start;
  const next = gridStep(start, shape, event);
  if (!next) return undefined;
  return isHere || event.altKey ? { ...start, ...next } : start;
}
