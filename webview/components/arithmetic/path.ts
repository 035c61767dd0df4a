import { shapeOf } from '#engine/arrays';
import type { ArrayName, CellAddress } from '#engine/arrays';
import { hasCell } from '../../cells.ts';
import type { Chosen } from '../../state.ts';
import type { Shown, ShownRun } from '../../run.ts';

/** Where a walk along the computation leads: the cells of the arrays before and after, for what is selected. */
export interface PathStep {
  readonly cell: CellAddress;
  readonly isOpen: boolean;
}

/**
 * The way from the input to the loss and back to the gradients, through the selected row and unit. In a layer where no
 * unit is selected it leads through the predicted class, or where there is none through the first unit.
 */
export function pathThrough(
  run: ShownRun,
  shown: Shown,
  open: CellAddress,
  chosen: Chosen,
): readonly PathStep[] {
  const { sizes } = run.experiment.shape;
  const last = sizes.length - 1;
  const row = shapeOf(run.experiment, open).kind === 'rows' ? open.row : chosen.row;
  const columnOf = (layer: number): number => {
    if (open.layer === layer && open.name !== 'loss' && open.name !== 'rowLoss') return open.column;
    if (chosen.layer === layer && chosen.unit !== null) return chosen.unit;
    return layer === last ? Math.max(0, shown.predicted[row]!) : 0;
  };
  const step = (name: ArrayName, layer: number, cell: Partial<CellAddress> = {}): PathStep => {
    const address = { name, layer, row, column: columnOf(layer), ...cell };
    return { cell: address, isOpen: open.name === name && open.layer === layer };
  };
  const layers = Array.from({ length: last }, (_, i) => i + 1);
  const inputOf = (layer: number): number => {
    const weightIsOpen = open.layer === layer && shapeOf(run.experiment, open).kind === 'inputs';
    return weightIsOpen ? open.row : columnOf(layer - 1);
  };
  const path = [
    step('X', 0),
    ...layers.flatMap((l) => [step('Z', l), step(l < last ? 'A' : 'P', l)]),
    step('rowLoss', last, { column: 0 }),
    ...[...layers]
      .reverse()
      .flatMap((l) => [
        ...(l < last ? [step('dA', l)] : []),
        step('dZ', l),
        step('dW', l, { row: inputOf(l) }),
        step('newW', l, { row: inputOf(l) }),
      ]),
  ];
  return path.filter(({ cell }) => hasCell(run.experiment, cell));
}
