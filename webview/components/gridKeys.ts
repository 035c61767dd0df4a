import type { ArrayShape } from '#engine/arrays';

/** A place in a table of numbers, counted from 0. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/**
 * Where a key leads to from a place, at most to the edge; undefined for other keys. Arrow up and down move between rows,
 * with Alt left and right between columns, as alone they step through the epochs.
 */
export function gridStep(
  { row, column }: GridPlace,
  { nRows, nColumns }: Pick<ArrayShape, 'nRows' | 'nColumns'>,
  { key, altKey }: Pick<KeyboardEvent, 'key' | 'altKey'>,
): GridPlace | undefined {
  const step = STEPS[`${altKey ? 'Alt+' : ''}${key}`];
  if (!step) return undefined;
  const within = (value: number, n: number) => Math.min(Math.max(value, 0), n - 1);
  return { row: within(row + step[0], nRows), column: within(column + step[1], nColumns) };
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  'Alt+ArrowLeft': [0, -1],
  'Alt+ArrowRight': [0, 1],
};
