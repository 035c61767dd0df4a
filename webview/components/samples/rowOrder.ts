import { rowsOfCell } from '#engine/inspect';
import type { Experiment } from '#engine/experiment';
import type { RowFilter, RowSort } from '../../rowOptions.ts';
import type { RowColumn, RowsNow } from './rowColumns.ts';

/** The choice of rows that a run has: without a split there are no test rows, and of its classes there may be fewer. */
export function fittingFilter({ split, nClasses }: Experiment, filter: RowFilter): RowFilter {
  const separate = split.train !== split.test;
  if (typeof filter === 'string') {
    return separate || filter === 'wrong' ? filter : 'all';
  }
  if (filter.actual >= nClasses || filter.predicted >= nClasses) return 'wrong';
  return separate ? filter : { ...filter, rows: 'test' };
}

/** The rows of a choice, in data order, in a new array. */
export function rowsOf(experiment: Experiment, { shown }: RowsNow, filter: RowFilter): Int32Array {
  const { split, dataset, nRows } = experiment;
  if (typeof filter === 'object') {
    const group = filter.rows === 'test' ? split.test : split.train;
    return shown ? rowsOfCell(group, dataset.labels, shown.predicted, filter) : new Int32Array();
  }
  if (filter === 'test' || filter === 'train') return split[filter].slice().sort();
  const all = Int32Array.from({ length: nRows }, (_, row) => row);
  if (filter === 'all') return all;
  return shown ? all.filter((row) => shown.predicted[row] !== dataset.labels[row]) : new Int32Array();
}

/** Rows by the values of a column, those without one at the end, those of one value in data order. In a new array. */
export function sorted(
  rows: Int32Array,
  columns: readonly RowColumn[],
  now: RowsNow,
  sort: RowSort | null,
): Int32Array {
  const column = columns.find(({ id }) => id === sort?.column);
  if (!column || !sort) return rows;
  const sign = sort.descending ? -1 : 1;
  const values = new Map(Array.from(rows, (row) => [row, column.value(now, row)]));
  return rows.slice().sort((a, b) => {
    const [x, y] = [values.get(a)!, values.get(b)!];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || a - b;
    return sign * (x - y) || a - b;
  });
}

/** What a press on a column's head asks for: rising, then falling, then data order again. */
export function nextSort(sort: RowSort | null, column: string): RowSort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
