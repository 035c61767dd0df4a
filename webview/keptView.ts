import { effect } from '@preact/signals';
import { checkIndex, checkText } from '#protocol/guards';
import type { PageHost } from './host.ts';
import type { Chosen, InspectorState, KeptView } from './state.ts';
import { throttle } from './throttle.ts';

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
  const { runId, epoch, following, chosen } = value as Record<string, unknown>;
  try {
    return {
      runId: checkText(runId, 'runId'),
      epoch: checkIndex(epoch, 'epoch'),
      following: following === true,
      chosen: readChosen(chosen),
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
