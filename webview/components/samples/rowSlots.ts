import type { CellAddress } from '#engine/arrays';
import { glyphOf } from '../../paint/classMarks.ts';
import { N_CLASS_MARKS } from '../../theme.ts';
import type { RowColumn, RowsNow } from './rowColumns.ts';

/** What the lines of the table hold now. */
export interface Listing {
  readonly rows: Int32Array; // all that are listed, in their order
  readonly first: number; // index of the first one that has a line
  readonly line: number; // height of a line, in CSS pixels
  readonly chosen: {
    readonly row: number;
    readonly column: number; // where the keyboard is
    readonly cell: CellAddress | null; // whose arithmetic is open
  };
}

export function cellId(slot: number, column: number): string {
  return `row-list-${slot}-${column}`;
}

/** The lines between the two spacers. */
function linesOf(body: HTMLTableSectionElement): HTMLTableRowElement[] {
  return Array.from(body.rows).slice(1, -1);
}

/** Gives each row in sight its line, a spacer above and one below them, and marks the selected row and the open number. */
export function placeRows(
  body: HTMLTableSectionElement,
  columns: readonly RowColumn[],
  { rows, first, line, chosen }: Listing,
): void {
  const lines = linesOf(body);
  const after = Math.max(0, rows.length - first - lines.length);
  setRoom(body.rows[0], first * line);
  setRoom(body.rows[body.rows.length - 1], after * line);
  lines.forEach((element, slot) => {
    const row = rows[first + slot];
    element.hidden = row === undefined;
    if (row === undefined) return;
    const isChosen = row === chosen.row;
    element.dataset['at'] = String(first + slot);
    element.dataset['chosen'] = String(isChosen);
    element.setAttribute('aria-selected', String(isChosen));
    element.setAttribute('aria-rowindex', String(first + slot + 2));
    columns.forEach((column, at) => {
      const cell = element.cells[at];
      if (!cell) return;
      cell.dataset['active'] = String(isChosen && at === chosen.column);
      cell.dataset['open'] = String(isOpen(column, row, chosen.cell));
    });
  });
  const table = body.parentElement;
  table?.setAttribute('aria-rowcount', String(rows.length + 1));
  const active = rows.indexOf(chosen.row) - first;
  if (active < 0 || active >= lines.length) table?.removeAttribute('aria-activedescendant');
  else table?.setAttribute('aria-activedescendant', cellId(active, chosen.column));
}

/** Writes what the rows in sight are at the epoch shown. What has not changed is left alone. */
export function writeRows(
  body: HTMLTableSectionElement,
  columns: readonly RowColumn[],
  now: RowsNow,
  { rows, first }: Pick<Listing, 'rows' | 'first'>,
): void {
  linesOf(body).forEach((element, slot) => {
    const row = rows[first + slot];
    if (row === undefined) return;
    columns.forEach((column, at) => {
      const cell = element.cells[at];
      if (cell) writeCell(cell, column, column.value(now, row));
    });
  });
}

function setRoom(row: HTMLTableRowElement | undefined, height: number): void {
  const cell = row?.cells[0];
  if (!row || !cell) return;
  row.hidden = height === 0;
  cell.style.height = `${height}px`;
}

function writeCell(cell: HTMLTableCellElement, column: RowColumn, value: number): void {
  const text = column.text(value);
  if (column.kind === 'class') {
    const [mark, label] = cell.children;
    if (!mark || !label || label.textContent === text) return;
    mark.textContent = text === '' ? '' : glyphOf(value);
    mark.className = `mark class-${value % N_CLASS_MARKS}`;
    label.textContent = text;
  } else if (cell.textContent !== text) {
    cell.textContent = text;
    if (column.id === 'verdict') cell.classList.toggle('bad', value === 1);
  }
}

function isOpen({ address }: RowColumn, row: number, open: CellAddress | null): boolean {
  if (!address || open?.row !== row) return false;
  const { name, layer, column } = address(row);
  return name === open.name && layer === open.layer && column === open.column;
}
