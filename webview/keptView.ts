import { effect } from '@preact/signals';
import { ARRAY_NAMES } from '#engine/arrays';
import type { CellAddress } from '#engine/arrays';
import { checkIndex, checkText } from '#protocol/guards';
import type { PageHost } from './host.ts';
import type { Chosen, InspectorState, KeptView } from './state.ts';
import { DEFAULT_SPEED, SPEEDS } from './player.ts';
import { throttle } from './throttle.ts';
import { readIndex, readOptions } from './viewOptions.ts';

const KEEP_MS = 200;

/** As many runs keep their view. */
const MOST_VIEWS = 20;

/**
 * Keeps the view as it changes, so that a page that was hidden comes back as it was, and so does a run that is shown
 * again after another.
 *
 * @returns keeps the view at once
 */
export function keepView(state: InspectorState, host: PageHost): () => void {
  const keepNow = () => {
    const view = state.view();
    if (view) host.keep(withView(readKept(host.kept()), view));
  };
  const keep = throttle(KEEP_MS, keepNow);
  effect(() => {
    void state.player.epoch.value;
    void state.player.motion.value;
    void state.player.speed.value;
    void state.ended.value;
    void state.chosen.value;
    void state.chosenByPerson.value;
    void state.cell.value;
    void state.phases.index.value;
    void state.options.value;
    if (state.view()) keep();
  });
  window.addEventListener('pagehide', keepNow);
  return keepNow;
}

/** What is kept: the views of the runs seen last, the newest first, and which run that is, for the host. */
interface Kept {
  readonly runId: string;
  readonly views: readonly KeptView[];
}

export function withView(views: readonly KeptView[], view: KeptView): Kept {
  const others = views.filter(({ runId }) => runId !== view.runId);
  return { runId: view.runId, views: [view, ...others].slice(0, MOST_VIEWS) };
}

/** A run's own view; else the newest one, for its options. */
export function viewFor(views: readonly KeptView[], runId: string): KeptView | null {
  return views.find((view) => view.runId === runId) ?? views[0] ?? null;
}

/** Kept views, the newest first; none that is not one of ours. */
export function readKept(value: unknown): KeptView[] {
  const { views } = Object(value) as { views?: unknown };
  return Array.isArray(views) ? views.map(readView).filter((view) => view !== null) : [];
}

function readView(value: unknown): KeptView | null {
  if (typeof value !== 'object' || value === null) return null;
  const { runId, epoch, following, speed, chosen, cell, phase, options } = value as Record<string, unknown>;
  try {
    return {
      runId: checkText(runId, 'runId'),
      epoch: checkIndex(epoch, 'epoch'),
      following: following === true,
      speed: SPEEDS.find((one) => one === speed) ?? DEFAULT_SPEED,
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
