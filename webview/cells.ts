import { arraysOf, shapeOf } from '#engine/arrays';
import type { CellAddress } from '#engine/arrays';
import type { Experiment } from '#engine/experiment';
import type { Selection } from '#protocol/api';
import type { ShownRun } from './run.ts';
import type { Chosen } from './state.ts';

/** Has the network such a cell? */
export function hasCell(experiment: Experiment, cell: CellAddress): boolean {
  if (!arraysOf(experiment).some(({ name, layer }) => name === cell.name && layer === cell.layer))
    return false;
  const { nRows, nColumns } = shapeOf(experiment, cell);
  return cell.row < nRows && cell.column < nColumns;
}

/** The open number, moved to the selected row and, in its own layer, to the selected unit. */
export function following(
  experiment: Experiment,
  cell: CellAddress | null,
  { row, layer, unit }: Chosen,
): CellAddress | null {
  if (!cell || cell.name === 'loss') return cell;
  const followsUnit = cell.name !== 'rowLoss' && cell.layer === layer && unit !== null;
  return {
    ...cell,
    row: shapeOf(experiment, cell).kind === 'rows' ? row : cell.row,
    column: followsUnit ? unit : cell.column,
  };
}

/** The row, layer and unit that a number belongs to. */
export function selectionOf(experiment: Experiment, cell: CellAddress): Selection {
  const row = shapeOf(experiment, cell).kind === 'rows' ? cell.row : null;
  if (cell.name === 'loss' || cell.name === 'rowLoss') return { row, layer: null, unit: null };
  return { row, layer: cell.layer, unit: cell.column };
}

export function isSame(a: CellAddress, b: CellAddress | null): boolean {
  return a.name === b?.name && a.layer === b.layer && a.row === b.row && a.column === b.column;
}

/** Are these the same weight or bias, be it its value, its gradient or its next value? */
export function isSameParameter(a: CellAddress, b: CellAddress | null): boolean {
  const place = { name: parameterOf(a) };
  return b !== null && isSame({ ...a, ...place }, { ...b, name: parameterOf(b) });
}

function parameterOf({ name }: CellAddress): CellAddress['name'] {
  if (name === 'dW' || name === 'newW') return 'W';
  return name === 'db' || name === 'newb' ? 'b' : name;
}

/** What is selected in a run that nobody has looked at, before its end is known. */
export function firstLook(run: ShownRun): Chosen {
  return { row: run.firstTestRow(), layer: Math.max(1, run.nHidden), unit: 0 };
}

/** The nearest choice that the run has. */
export function fitting({ experiment }: ShownRun, { row, layer, unit }: Chosen): Chosen {
  const { sizes } = experiment.shape;
  const within = (value: number, length: number) => Math.min(Math.max(value, 0), length - 1);
  const fitLayer = within(layer, sizes.length);
  return {
    row: within(row, experiment.nRows),
    layer: fitLayer,
    unit: unit === null ? null : within(unit, sizes[fitLayer]!),
  };
}
