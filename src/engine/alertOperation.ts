import type { Alert } from './alerts.ts';
import type { ArrayName, CellAddress, EpochArrays } from './arrays.ts';
import { shapeOf, valuesOf } from './arrays.ts';
import { assertNever } from './assertNever.ts';

/** The computation at which something went wrong first: a cell of one epoch, whose arithmetic `explain` gives. */
export interface Operation {
  readonly epoch: number;
  readonly cell: CellAddress;
}

/** The epoch whose arrays hold the operation of an alert; null where there is none, or it lies in the data. */
export function operationEpoch(alert: Alert): number | null {
  switch (alert.kind) {
    case 'nonFinite':
      return isUpdate(alert.where) ? alert.epoch - 1 : alert.epoch;
    case 'diverged':
    case 'lossRises':
    case 'exploding':
      return alert.epoch - 1; // whose update did it
    case 'tooSlow':
    case 'deadUnits':
    case 'vanishing':
    case 'saturated':
      return alert.epoch;
    case 'overfitting':
      return alert.seen;
    case 'unscaled':
      return 0;
    case 'constantFeature':
    case 'imbalance':
    case 'equalUnits':
      return null;
    default:
      return assertNever(alert);
  }
}

/**
 * @param arrays of the epoch that `operationEpoch` says; null where there is nothing to point at, or only a sample of the
 * rows to look for it
 */
export function operationOf(alert: Alert, arrays: EpochArrays, epoch: number): Operation | null {
  if (arrays.experiment.sample) return null;
  const cell = cellOf(alert, arrays);
  return cell && { epoch, cell };
}

function cellOf(alert: Alert, arrays: EpochArrays): CellAddress | null {
  const { split, shape } = arrays.experiment;
  const output = shape.sizes.length - 1;
  switch (alert.kind) {
    case 'nonFinite':
      return firstNonFinite(alert.where, arrays);
    case 'diverged':
    case 'lossRises':
    case 'tooSlow':
      return largestChange(arrays, null);
    case 'exploding':
    case 'vanishing':
      return largestChange(arrays, alert.layer);
    case 'deadUnits': {
      const { layer, units } = alert;
      const first = units.find(({ since }) => since === alert.epoch);
      return best(arrays, { name: 'Z', layer, column: first?.unit ?? 0 }, split.train, (z) => z);
    }
    case 'saturated':
      return worstRow(arrays, output, split.train, 'P');
    case 'overfitting':
      return worstRow(arrays, output, split.test, 'rowLoss');
    case 'unscaled':
      return best(arrays, { name: 'X', layer: 0, column: alert.widest }, split.train, Math.abs);
    case 'constantFeature':
    case 'imbalance':
    case 'equalUnits':
      return null;
    default:
      return assertNever(alert);
  }
}

function isUpdate(where: string): boolean {
  return /^[Wb]\d+$/.test(where);
}

/** The first cell of the array named "Z2", "test Z1", "dW1" or, of the next epoch, "W1" that is not finite. */
function firstNonFinite(where: string, arrays: EpochArrays): CellAddress | null {
  const [, test, name = '', layer = ''] = /^(test )?([A-Za-z]+)(\d+)$/.exec(where) ?? [];
  const known = (isUpdate(where) ? `new${name}` : name) as ArrayName;
  const { split } = arrays.experiment;
  const id = { name: known, layer: Number(layer) };
  const { kind, nRows, nColumns } = shapeOf(arrays.experiment, id);
  const values = valuesOf(arrays, id);
  const rows = kind === 'rows' ? (test ? split.test : split.train) : indices(nRows);
  for (const row of rows) {
    for (let column = 0; column < nColumns; column++) {
      if (!Number.isFinite(values[row * nColumns + column]!)) return { ...id, row, column };
    }
  }
  return null;
}

/** The weight that the update changes most, of one layer or of all. */
function largestChange({ parameters, updated }: EpochArrays, wanted: number | null): CellAddress {
  let largest = -1;
  let found: CellAddress = { name: 'newW', layer: wanted ?? 1, row: 0, column: 0 };
  parameters.layers.forEach(({ weights, nUnits }, l) => {
    if (wanted !== null && wanted !== l + 1) return;
    weights.forEach((weight, i) => {
      const change = Math.abs(updated.layers[l]!.weights[i]! - weight);
      if (!(change > largest)) return;
      largest = change;
      found = { name: 'newW', layer: l + 1, row: Math.floor(i / nUnits), column: i % nUnits };
    });
  });
  return found;
}

/** The cell of some rows whose own class is given the least. */
function worstRow(arrays: EpochArrays, layer: number, rows: Int32Array, name: 'P' | 'rowLoss'): CellAddress {
  const { labels } = arrays.experiment.dataset;
  const costs = valuesOf(arrays, { name: 'rowLoss', layer });
  let worst = rows[0]!;
  for (const row of rows) if (costs[row]! > costs[worst]!) worst = row;
  return { name, layer, row: worst, column: name === 'P' ? labels[worst]! : 0 };
}

/** The cell of a column with the largest `worth` among some rows. */
function best(
  arrays: EpochArrays,
  column: Omit<CellAddress, 'row'>,
  rows: Int32Array,
  worth: (value: number) => number,
): CellAddress {
  const values = valuesOf(arrays, column);
  const { nColumns } = shapeOf(arrays.experiment, column);
  const at = (row: number) => worth(values[row * nColumns + column.column]!);
  let found = rows[0]!;
  for (const row of rows) if (at(row) > at(found)) found = row;
  return { ...column, row: found };
}

function indices(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i);
}
