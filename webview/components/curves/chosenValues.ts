import type { DrawnArray } from '../../distributions.ts';
import type { ShownRun } from '../../run.ts';
import type { Chosen, WeightAddress } from '../../state.ts';

/** Does a value belong to the selection: to the selected row, or to the selected weight or input? */
export function isChosenValue(
  { name, layer, nColumns }: DrawnArray,
  chosen: Chosen,
  weight: WeightAddress | null,
  index: number,
): boolean {
  const row = Math.floor(index / nColumns);
  if (name !== 'W' && name !== 'dW') return row === chosen.row;
  if (weight?.layer === layer) return row === weight.input && index % nColumns === weight.unit;
  return chosen.layer === layer - 1 && row === chosen.unit;
}

/** The one value that row and unit, or the selected weight, point at; null where they point at several or none. */
export function chosenIndex(
  { experiment }: ShownRun,
  { name, layer, nColumns }: DrawnArray,
  chosen: Chosen,
  weight: WeightAddress | null,
): number | null {
  if (name === 'W' || name === 'dW') {
    return weight?.layer === layer ? weight.input * nColumns + weight.unit : null;
  }
  if (chosen.layer === layer && chosen.unit !== null) return chosen.row * nColumns + chosen.unit;
  const isOutput = layer === experiment.shape.sizes.length - 1;
  return isOutput ? chosen.row * nColumns + experiment.dataset.labels[chosen.row]! : null;
}
