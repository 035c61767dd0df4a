import { effect } from '@preact/signals';
import { ARRAY_NAMES } from '#engine/arrays';
import type { CellAddress } from '#engine/arrays';
import { checkIndex, checkText } from '#protocol/guards';
import type { PageHost } from './host.ts';
import type { Chosen, InspectorState, KeptView } from './state.ts';
import { throttle } from './throttle.ts';
import { readIndex, readOptions } from './viewOptions.ts';

const KEEP_MS = 200;

/** Keeps the view as it changes, so that a page that was hidden comes back as it was. */
export function keepView(state: InspectorState, host: PageHost): void {
  const keep = throttle(KEEP_MS, (view: KeptView) => host.keep(view));
  effect(() => {
    void state.player.epoch.value;
    void state.player.motion.value;
    void state.ended.value;
    void state.chosen.value;
    void state.chosenByPerson.value;
    void state.cell.value;
    void state.phases.index.value;
    void state.options.value;
    const view = state.view();
    if (view) keep(view);
  });
  window.addEventListener('pagehide', () => {
    const view = state.view();
    if (view) host.keep(view);
  });
}

/** A kept view; nothing where there is none or it is not one of ours. */
export function readKept(value: unknown): KeptView | null {
  if (typeof value !== 'object' || value === null) return null;
  const { runId, epoch, following, chosen, cell, phase, options } = value as Record<string, unknown>;
  try {
    return {
      runId: checkText(runId, 'runId'),
      epoch: checkIndex(epoch, 'epoch'),
      following: following === true,
      chosen: readChosen(chosen),
      cell: readCell(cell),
      phase: readIndex(phase),
      options: readOptions(options),
    };
  } catch {
    return null; // an older version's state: the view starts afresh
  }
}

function readChosen(value: unknown): Chosen | null {
  if (typeof value !== 'object' || value === null) return null;
  const { row, layer, unit } = value as Record<string, unknown>;
  return {
    row: checkIndex(row, 'row'),
    layer: checkIndex(layer, 'layer'),
    unit: unit === null ? null : checkIndex(unit, 'unit'),
  };
}

/** An address of the right form; whether the network has such a cell is seen when it is shown. */
function readCell(value: unknown): CellAddress | null {
  if (typeof value !== 'object' || value === null) return null;
  const { name, layer, row, column } = value as Record<string, unknown>;
  const known = ARRAY_NAMES.find((one) => one === name);
  if (!known) return null;
  return {
    name: known,
    layer: checkIndex(layer, 'layer'),
    row: checkIndex(row, 'row'),
    column: checkIndex(column, 'column'),
  };
}
