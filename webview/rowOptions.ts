import { checkIndex } from '#protocol/guards';

/** Which rows a confusion matrix counts. */
export const CONFUSION_ROWS = ['test', 'train'] as const;
export type ConfusionRows = (typeof CONFUSION_ROWS)[number];

/** A cell of a confusion matrix. */
export interface ConfusionCell {
  readonly rows: ConfusionRows;
  readonly actual: number;
  readonly predicted: number;
}

/** The rows that are listed: by what they are, or those of one confusion cell. */
const ROW_GROUPS = ['wrong', 'all', 'test', 'train'] as const;
export type RowGroup = (typeof ROW_GROUPS)[number];
export type RowFilter = RowGroup | ConfusionCell;

/** The column that rows are listed by. */
export interface RowSort {
  readonly column: string;
  readonly descending: boolean;
}

/** What a first look asks: which rows are wrong? */
export const DEFAULT_ROW_FILTER: RowFilter = 'wrong';

/** A kept choice of rows, or the first one's. */
export function readRowFilter(value: unknown): RowFilter {
  const group = ROW_GROUPS.find((one) => one === value);
  if (group || typeof value !== 'object' || value === null) return group ?? DEFAULT_ROW_FILTER;
  const { rows, actual, predicted } = value as Record<string, unknown>;
  const counted = CONFUSION_ROWS.find((one) => one === rows);
  try {
    if (!counted) return DEFAULT_ROW_FILTER;
    return {
      rows: counted,
      actual: checkIndex(actual, 'actual'),
      predicted: checkIndex(predicted, 'predicted'),
    };
  } catch {
    return DEFAULT_ROW_FILTER;
  }
}

/** A kept order; whether there is such a column is seen when the rows are listed. */
export function readRowSort(value: unknown): RowSort | null {
  if (typeof value !== 'object' || value === null) return null;
  const { column, descending } = value as Record<string, unknown>;
  return typeof column === 'string' ? { column, descending: descending === true } : null;
}
