import type { InspectorReport } from '#protocol/api';
import { whole } from './format.ts';
import type { ShownRun } from './run.ts';
import type { InspectorState } from './state.ts';

/** What the page shows, in its own words. Reads the page's own copy of the history. */
export async function report(state: InspectorState, problems: readonly string[]): Promise<InspectorReport> {
  const run = state.run.peek();
  const shown = state.shown.peek();
  const confusionMatrix = run && shown ? rowsOf(shown.confusion.counts, run.experiment.nClasses) : [];
  return {
    runId: run?.header.id ?? null,
    statesReceived: run?.history.length ?? 0,
    epochShown: shown?.epoch ?? null,
    parametersHash: run ? await parametersHash(run) : '',
    confusionMatrix,
    problems: [...problems],
  };
}

/** SHA-256 of all parameter states, epoch after epoch, as little-endian float64; empty before the first state. */
async function parametersHash({ history }: ShownRun): Promise<string> {
  if (history.length === 0) return '';
  const { length: nValues } = history.parameterValues(0);
  const all = new Float64Array(history.length * nValues); // every platform of VS Code is little-endian
  for (let epoch = 0; epoch < history.length; epoch++)
    all.set(history.parameterValues(epoch), epoch * nValues);
  const digest = await crypto.subtle.digest('SHA-256', all);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function rowsOf(counts: Int32Array, nColumns: number): number[][] {
  return Array.from({ length: nColumns }, (_, row) => [
    ...counts.subarray(row * nColumns, (row + 1) * nColumns),
  ]);
}

/** What every view shows, in words: the run and its epoch. */
export function whatIsShown(state: InspectorState): string {
  const run = state.run.peek();
  const epoch = state.player.epoch.peek();
  if (!run) return 'no run';
  return epoch === null ? run.header.name : `${run.header.name}, epoch ${whole(epoch)}`;
}
