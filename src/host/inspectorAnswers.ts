import type * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import { changed } from '#engine/configChange';
import type { ConfigChange } from '#engine/configChange';
import type { Relabelling } from '#engine/relabelling';
import type { InspectorHostApi, Selection } from '#protocol/api';
import { checkBreaking, checkChange, checkDeed } from '#protocol/changeGuards';
import type { Deed } from '#protocol/deeds';
import { checkIndex, checkSelection, checkText, checkWrongLabel } from '#protocol/guards';
import { checkSeed } from '#protocol/sweepGuards';
import type { Run } from '#session/run';
import type { MovedOn } from './movedOn.ts';
import type { RunStore } from './runStore.ts';
import type { SeedSweeps } from './seedSweeps.ts';

/** What the inspector needs from the extension. */
export interface InspectorServices {
  readonly extensionUri: vscode.Uri;
  readonly runs: RunStore;
  readonly sweeps: SeedSweeps;
  readonly movedOn: MovedOn;
  readonly log: vscode.LogOutputChannel;
  /** Trains with what the shown run was started from, as it is now. */
  retrain(): void;
  /** Trains with a configuration that is that of a run but for one change; the settings stay as they are. */
  trainChanged(config: TrainingConfig): void;
  /** Trains the shown run, or the one that it was made from by breaking it, with a change or else the wrong label. */
  breakRun(change: ConfigChange | null, wrongLabel: Relabelling | null): void;
  openRun(runId: string): void;
  /** Notes what the guided tour asks for. */
  did(deed: Deed): void;
}

/** What the page tells of itself. */
interface PageEvents {
  /** It is there, and knows nothing yet. */
  ready(): void;
  epochShown(run: Run, epoch: number): void;
  selected(selection: Selection): void;
}

/** The host's answers to the inspector's page; each checks what it is given before anything is done with it. */
export function inspectorAnswers(services: InspectorServices, events: PageEvents): InspectorHostApi {
  const { runs, sweeps, log } = services;
  const withShown = (act: (id: string) => void) => () => {
    if (runs.shown) act(runs.shown.id);
  };
  return {
    ready: () => events.ready(),
    retrain: () => services.retrain(),
    retrainWith: (change) => {
      const { shown } = runs;
      if (shown) services.trainChanged(changed(shown.config, checkChange(change)));
    },
    breakRun: (key, wrongLabel) => services.breakRun(checkBreaking(key), checkWrongLabel(wrongLabel)),
    openRun: (runId) => services.openRun(checkText(runId, 'runId')),
    did: (deed) => services.did(checkDeed(deed)),
    pause: withShown((id) => runs.pause(id)),
    resume: withShown((id) => runs.resume(id)),
    stop: withShown((id) => runs.stop(id)),
    keepDraft: () => void runs.keepDraft(),
    openSeed: (seed) => sweeps.open(checkSeed(seed)),
    epochShown: (runId, epoch) => {
      const run = runs.shown;
      const shown = checkIndex(epoch, 'epoch');
      if (run?.id === checkText(runId, 'runId') && shown < run.history.length) events.epochShown(run, shown);
    },
    selected: (selection) => events.selected(checkSelection(selection)),
    problem: (text) => log.error(`inspector: ${checkText(text, 'problem')}`),
  };
}
