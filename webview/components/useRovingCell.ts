import { useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { gridStep } from './gridKeys.ts';

interface RovingCell {
  /** 0 for the one cell that Tab reaches, −1 for all others. */
  readonly tabIndexOf: (at: number) => 0 | -1;
  readonly onFocusIn: (event: FocusEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * One tab stop for all cells `td[data-at]` of a table, at the one that last had the focus: arrow keys move it, Enter
 * opens.
 *
 * @param shape how many cells there are; `data-at` counts them row by row from 0
 */
export function useRovingCell(
  table: RefObject<HTMLTableElement | null>,
  shape: { readonly nRows: number; readonly nColumns: number },
  open: (at: number) => void,
): RovingCell {
  const [stop, setStop] = useState(0);
  return {
    tabIndexOf: (at) => (at === stop ? 0 : -1),
    onFocusIn: (event) => {
      const at = cellIndex(event);
      if (at !== undefined) setStop(at);
    },
    onKeyDown: (event) => {
      const at = cellIndex(event);
      if (at === undefined) return;
      const place = { row: Math.floor(at / shape.nColumns), column: at % shape.nColumns };
      const next = gridStep(place, shape, event);
      if (next) {
        const nextAt = next.row * shape.nColumns + next.column;
        table.current?.querySelector<HTMLElement>(`td[data-at="${nextAt}"]`)?.focus();
      } else if (event.key === 'Enter') open(at);
      else return;
      event.preventDefault();
    },
  };
}

/** The `data-at` of the cell that an event happened in; undefined outside the cells. */
export function cellIndex({ target }: Event): number | undefined {
  const cell = target instanceof Element ? target.closest<HTMLElement>('td[data-at]') : null;
  return cell ? Number(cell.dataset['at']) : undefined;
}
