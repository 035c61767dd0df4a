import { shapeOf } from '#engine/arrays';
import type { ArrayId } from '#engine/arrays';
import type { Experiment } from '#engine/experiment';
import { columnName } from '../../cellNames.ts';
import { columnWidth } from '../columnWidth.ts';

/** The height of a row of numbers, in CSS pixels. */
export const ROW_HEIGHT = 22;

/** What every number fits in, with the space to the next column. */
const NARROWEST = 46;
const ROW_HEAD = { rows: 64, inputs: 84, one: 84 } as const;
/** The spaces of the columns that are always there: the row's head and the room at both sides. */
const SPACES = 4;
const SCROLLBAR = 12;
/** A table whose rows are not higher than this needs no room for a scrollbar. */
const SHORT = 400;

/** How an array is laid out as a table, in CSS pixels. */
export interface TableMeasures {
  readonly names: readonly string[]; // of the columns
  readonly pitch: number; // from one column to the next
  readonly headWidth: number; // of the rows' heads
  readonly width: number; // of the table
  readonly boxWidth: number; // with a scrollbar where it may need one
}

export function tableMeasures(experiment: Experiment, array: ArrayId): TableMeasures {
  const { kind, nRows, nColumns } = shapeOf(experiment, array);
  const names = Array.from({ length: nColumns }, (_, column) => columnName(experiment, array, column));
  const pitch = columnWidth(names, NARROWEST);
  const headWidth = ROW_HEAD[kind];
  const width = headWidth + SPACES + nColumns * pitch;
  return { names, pitch, headWidth, width, boxWidth: nRows * ROW_HEIGHT > SHORT ? width + SCROLLBAR : width };
}
