import * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import { MisfitError } from '#engine/misfit';
import type { Relabelling } from '#engine/relabelling';
import type { ConfigurationProblem } from '#protocol/api';
import { checkText } from '#protocol/guards';
import { parseTrainingConfig } from '#session/configSchema';
import type { Run } from '#session/run';
import { describeConfig } from '#session/runName';
import type { DataPreviews } from './dataPreviews.ts';
import type { InspectorPanel } from './inspectorPanel.ts';
import type { LayersTree } from './layersTree.ts';
import { problemText } from './problemText.ts';
import type { RunsTree } from './runsTree.ts';
import type { RunStore } from './runStore.ts';
import type { SeedSweeps } from './seedSweeps.ts';
import { SETTINGS } from './runPlan.ts';
import type { DataFile, RunPlan } from './runPlan.ts';
import { readSettings, writeSettings } from './settings.ts';
import { lookAtTable } from './trainOnFile.ts';

/** What the commands act on. */
export interface CommandServices {
  readonly runs: RunStore;
  readonly runsTree: RunsTree;
  readonly inspector: InspectorPanel;
  readonly sweeps: SeedSweeps;
  readonly layers: LayersTree;
  readonly previews: DataPreviews;
  readonly log: vscode.LogOutputChannel;
}

/** The guided tour, by the extension's identifier and its own in the manifest. */
const TOUR = 'iris-network.iris-network-inspector#irisNetwork.tour';

type Handler = (services: CommandServices, ...args: unknown[]) => unknown;

/** Every command of the manifest. */
export const COMMANDS: Readonly<Record<string, Handler>> = {
  'irisNetwork.train': (services) => trainFromSettings(services),
  'irisNetwork.trainOnFile': ({ previews }, uri) => lookAtTable(previews, uri),
  'irisNetwork.showInspector': ({ inspector }) => inspector.reveal(),
  'irisNetwork.pause': withShown(({ runs }, id) => runs.pause(id)),
  'irisNetwork.resume': withShown(({ runs }, id) => runs.resume(id)),
  'irisNetwork.stop': withShown(({ runs }, id) => runs.stop(id)),
  'irisNetwork.sweepSeeds': (services) => sweepFromSettings(services),
  'irisNetwork.keepDraft': ({ runs }) => runs.keepDraft(),
  'irisNetwork.openRun': async ({ runs, runsTree, inspector }, id) => {
    await runs.open(checkText(id ?? (await runsTree.chosen()), 'run'));
    inspector.reveal();
  },
  'irisNetwork.removeRun': ({ runs }, id) => runs.remove(checkText(id, 'run')),
  'irisNetwork.showLayer': ({ layers }) => layers.showChosen(),
  'irisNetwork.openTour': () =>
    vscode.commands.executeCommand('workbench.action.openWalkthrough', TOUR, false),
  'irisNetwork.openSettings': () =>
    vscode.commands.executeCommand(
      'workbench.action.openSettings',
      '@ext:iris-network.iris-network-inspector',
    ),
};

/** Registers the commands; what one throws is shown in a sentence and logged in full. */
export function registerCommands(services: CommandServices): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(COMMANDS).map(([id, handler]) =>
      vscode.commands.registerCommand(id, (...args: unknown[]) =>
        guarded(services, () => handler(services, ...args)),
      ),
    ),
  );
}

/** Trains and shows a plan in the inspector; the draft of it, if there is one, becomes its run. */
export function trainAndShow(services: CommandServices, plan: RunPlan): Promise<void> {
  return fitting(services, async () => {
    const { runs, inspector } = services;
    const kept = runs.keepDraft(plan);
    // before the panel, or its page would be told that there is no run
    if (!kept) await runs.start(plan);
    else if (runs.shown !== kept) await runs.open(kept.id);
    inspector.reveal();
  });
}

/** Trains with what the settings say, or names the settings that are wrong. */
export async function trainFromSettings(
  services: CommandServices,
  data: DataFile | null = null,
): Promise<void> {
  const reading = readSettings();
  if ('config' in reading) return trainAndShow(services, { config: reading.config, data, origin: SETTINGS });
  tellProblems(reading.problems);
}

/**
 * Trains a configuration that an alert has proposed, as a run of its own. The settings stay as they are, which is said, with
 * the offer to take it over.
 */
export async function trainChanged(services: CommandServices, changed: TrainingConfig): Promise<void> {
  const reading = parseTrainingConfig(changed);
  if (!('config' in reading)) {
    tellProblems(reading.problems);
    return;
  }
  const { config } = reading;
  const { shown } = services.runs;
  const data = dataOf(services, shown); // of the run that the alert is about
  await trainAndShow(services, { config, ...data, origin: null });
  const take = 'Use in Settings';
  const text = `Training a new run: ${describeConfig(config)}. The run before is kept; the settings are as they were.`;
  const answer = await vscode.window.showInformationMessage(text, take);
  if (answer === take) await guarded(services, () => writeSettings(config));
}

/** Trains the configuration of the shown run on its data with one label changed, which the run's name says. */
export async function trainRelabelled(services: CommandServices, relabelling: Relabelling): Promise<void> {
  const { shown } = services.runs;
  if (!shown) return;
  const plan = { config: shown.config, ...dataOf(services, shown), relabelling, origin: null };
  await trainAndShow(services, plan);
}

/** What a run was trained on. */
function dataOf({ runs }: CommandServices, run: Run | null): Pick<RunPlan, 'data' | 'relabelling'> {
  const { data = null, relabelling } = (run && runs.recordOf(run.id)) ?? {};
  return { data, ...(relabelling && { relabelling }) };
}

/** Shows a run of this window again. */
export function openRun(services: CommandServices, id: string): Promise<void> {
  return guarded(services, async () => {
    if (await services.runs.open(id)) return;
    void vscode.window.showInformationMessage('Iris Network: that run is no longer kept.');
  });
}

const N_SEEDS = 50;

/** Trains what the settings say with 50 seeds, and shows what came out; a notification tells how far it is. */
async function sweepFromSettings(services: CommandServices): Promise<void> {
  const reading = readSettings();
  if (!('config' in reading)) {
    tellProblems(reading.problems);
    return;
  }
  const plan = { config: reading.config, data: null, origin: SETTINGS };
  const { runs, sweeps, inspector } = services;
  await fitting(services, async () => {
    if (!runs.shown) await runs.openOrStart(plan); // one of the seeds, so that there is a run beside the sweep
    const title = `Iris: sweeping ${N_SEEDS} seeds`;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    inspector.reveal();
    await vscode.window.withProgress(options, (progress, token) =>
      sweeps.run(plan, N_SEEDS, { progress, token }),
    );
  });
}

/** Does something with a configuration; where it does not fit the data, that is told. */
function fitting(services: CommandServices, act: () => Promise<void>): Promise<void> {
  return guarded(services, async () => {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof MisfitError)) throw error;
      tellProblems([{ key: error.key, message: error.problem }]);
    }
  });
}

/** Names the settings that keep a configuration from being trained, with the way to them. */
function tellProblems(problems: readonly ConfigurationProblem[]): void {
  const open = 'Open Settings';
  void vscode.window.showErrorMessage(problemText(problems), open).then((answer) => {
    if (answer === open) void vscode.commands.executeCommand('irisNetwork.openSettings');
  });
}

function withShown(act: (services: CommandServices, id: string) => void): Handler {
  return (services) => {
    if (services.runs.shown) act(services, services.runs.shown.id);
  };
}

async function guarded(services: CommandServices, act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (error) {
    services.log.error(error instanceof Error ? error : String(error));
    const text = error instanceof Error ? error.message : String(error);
    void vscode.window.showErrorMessage(`Iris Network: ${text}`);
  }
}
