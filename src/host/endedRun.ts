import * as vscode from 'vscode';
import { t } from '#engine/translation';
import type { Ending } from '#formats/runSummary';
import { whenEnded } from '#session/run';
import type { Run } from '#session/run';
import type { CommandServices } from './commandServices.ts';
import { stateText } from './runsModel.ts';

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
  what: 'saved' | 'exported',
): Promise<EndedRun | null> {
  const saved = typeof runId === 'string' ? null : savedRuns.inFront;
  if (saved && isEnded(saved)) return saved;
  const id = typeof runId === 'string' ? runId : ((await runsTree.chosen()) ?? runs.shown?.id);
  const isKnown = id !== undefined && runs.all.some(({ record, run }) => record.id === id && run !== null);
  const run = id === undefined ? null : await runs.open(id);
  const words = WORDS[what];
  if (!run) return tell(words.none);
  if (!isKnown) await whenEnded(run); // it is being replayed
  if (!isEnded(run)) {
    return tell(words.later(run.name, stateText(run.status)));
  }
  return run.history.length === 0 ? tell(words.empty(run.name)) : run;
}

const WORDS = {
  saved: {
    none: t('There is no run yet that could be saved.'),
    later: (name: string, state: string) =>
      t('“{0}” is {1}. It can be saved when it has ended; stop it, or wait.', name, state),
    empty: (name: string) => t('“{0}” has no state that could be saved.', name),
  },
  exported: {
    none: t('There is no run yet that could be exported.'),
    later: (name: string, state: string) =>
      t('“{0}” is {1}. It can be exported when it has ended; stop it, or wait.', name, state),
    empty: (name: string) => t('“{0}” has no state that could be exported.', name),
  },
} as const;

function tell(message: string): null {
  void vscode.window.showInformationMessage(message);
  return null;
}

/** Has it come to an end of its own, or been stopped? */
export function isEnded(run: Run): run is EndedRun {
  const { state } = run.status;
  return state === 'completed' || state === 'stopped' || state === 'diverged';
}
