import { shapeOf } from '#engine/arrays';
import type { CellAddress } from '#engine/arrays';
import { isSame } from '../../cells.ts';
import type { ShownRun } from '../../run.ts';
import type { InspectorState } from '../../state.ts';

/** Marks which cells are open, hovered, or belong to the selected row or unit. */
export function markCells(
  cells: Iterable<HTMLElement>,
  run: ShownRun,
  state: InspectorState,
  addressOf: (at: number) => CellAddress,
): void {
  const open = state.cell.value;
  const hovered = state.hovered.value;
  const { row, layer, unit } = state.chosen.value;
  for (const element of cells) {
    const address = addressOf(Number(element.dataset['at']));
    const isRow = shapeOf(run.experiment, address).kind === 'rows' && address.row === row;
    const isUnit = address.layer === layer && (unit === null || address.column === unit);
    element.dataset['chosen'] = String(isSame(address, open));
    element.dataset['linked'] = isRow ? 'row' : isUnit ? 'unit' : '';
    element.classList.toggle(
      'hovered',
      hovered.some((one) => isSame(address, one)),
    );
  }
}
