import * as vscode from 'vscode';
import type { Ending } from '#formats/runSummary';
import { whenEnded } from '#session/run';
import type { Run } from '#session/run';
import type { CommandServices } from './commandServices.ts';

/** A run that has ended, with its states. */
export type EndedRun = Run & { readonly status: Ending };

/**
 * A run to be kept in a file. One that is only remembered is opened, and so replayed, first.
 *
 * @param runId left out: the saved run whose editor is in front, the one whose line is chosen, or the run that is shown
 * @param what is to be done with it: "saved"
 * @returns null where there is none, which has been said
 */
export async function endedRun(
  { runs, runsTree, savedRuns }: CommandServices,
  runId: unknown,
  what: string,
): Promise<EndedRun | null> {
  const saved = typeof runId === 'string' ? null : savedRuns.inFront;
  if (saved && isEnded(saved)) return saved;
  const id = typeof runId === 'string' ? runId : ((await runsTree.chosen()) ?? runs.shown?.id);
  const isKnown = id !== undefined && runs.all.some(({ record, run }) => record.id === id && run !== null);
  const run = id === undefined ? null : await runs.open(id);
  if (!run) return tell(`There is no run yet that could be ${what}.`);
  if (!isKnown) await whenEnded(run); // it is being replayed
  if (!isEnded(run)) {
    return tell(
      `“${run.name}” is ${run.status.state}. It can be ${what} when it has ended; stop it, or wait.`,
    );
  }
  return run.history.length === 0 ? tell(`“${run.name}” has no state that could be ${what}.`) : run;
}

function tell(message: string): null {
  void vscode.window.showInformationMessage(message);
  return null;
}

/** Has it come to an end of its own, or been stopped? */
export function isEnded(run: Run): run is EndedRun {
  const { state } = run.status;
  return state === 'completed' || state === 'stopped' || state === 'diverged';
}
