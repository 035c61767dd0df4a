import * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import type { ConfigChange } from '#engine/configChange';
import { MisfitError } from '#engine/misfit';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';
import type { Relabelling } from '#engine/relabelling';
import type { ConfigurationProblem } from '#protocol/api';
import { checkText } from '#protocol/guards';
import { parseTrainingConfig } from '#session/configSchema';
import type { Run } from '#session/run';
import { describeConfig } from '#session/runName';
import { trainAndShow } from './commandServices.ts';
import type { CommandServices } from './commandServices.ts';
import { readFromSettings } from './configurationTargets.ts';
import {
  editInForm,
  experimentOf,
  newExperiment,
  saveAsExperiment,
  trainExperiment,
} from './experimentCommands.ts';
import { exportRunFile } from './exportRun.ts';
import { problemText } from './problemText.ts';
import { SETTINGS, brokenPlan } from './runPlan.ts';
import { savePicture } from './savePicture.ts';
import { saveRunFile } from './saveRun.ts';
import type { DataFile, RunPlan } from './runPlan.ts';
import { lookAtTable } from './trainOnFile.ts';
import { NotWrittenError } from './writeWhole.ts';

/** The guided tour, by the extension's identifier and its own in the manifest. */
const TOUR = 'iris-network.iris-network-inspector#irisNetwork.tour';

type Handler = (services: CommandServices, ...args: unknown[]) => unknown;

/** Every command of the manifest. */
export const COMMANDS: Readonly<Record<string, Handler>> = {
  'irisNetwork.train': (services) => trainFromSettings(services),
  'irisNetwork.trainExperiment': (services, uri) => trainExperiment(services, uri),
  'irisNetwork.editInForm': (services, uri) => editInForm(services, uri),
  'irisNetwork.newExperiment': (services, uri) => newExperiment(services, uri),
  'irisNetwork.saveAsExperiment': (services, runId, uri) => saveAsExperiment(services, runId, uri),
  'irisNetwork.saveRun': (services, runId, uri) => saveRunFile(services, runId, uri),
  'irisNetwork.exportRun': (services, runId, to, uri) => exportRunFile(services, runId, to, uri),
  'irisNetwork.savePicture': (services, view, format, uri) => savePicture(services, view, format, uri),
  'irisNetwork.trainOnFile': ({ previews }, uri) => lookAtTable(previews, uri),
  'irisNetwork.showInspector': (services) => showInspector(services),
  'irisNetwork.pause': withShown(({ runs }, id) => runs.pause(id)),
  'irisNetwork.resume': withShown(({ runs }, id) => runs.resume(id)),
  'irisNetwork.stop': withShown(({ runs }, id) => runs.stop(id)),
  'irisNetwork.sweepSeeds': (services) => sweepSeeds(services),
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

/** Shows the inspector; where no run is shown in this window yet, with the one that is remembered last. */
async function showInspector({ runs, inspector }: CommandServices): Promise<void> {
  const remembered = runs.all[0]?.record.id;
  try {
    if (!runs.shown && remembered !== undefined) await runs.open(remembered);
  } finally {
    inspector.reveal();
  }
}

/** Trains with what the settings say, on iris unless other data are given, or names the settings that are wrong. */
export async function trainFromSettings(
  services: CommandServices,
  data: DataFile | null = null,
): Promise<void> {
  const reading = readFromSettings(data);
  if (reading.kind === 'plan') return fitting(services, () => trainAndShow(services, reading.plan));
  tellProblems(reading.problems);
}

/** Trains with what the origin of the shown run says now: its experiment file, else the settings, on the run's own data. */
export function retrain(services: CommandServices): Promise<void> {
  const experiment = experimentOf(services);
  const { shown } = services.runs;
  const data = (shown && services.runs.recordOf(shown.id)?.data) ?? null;
  return guarded(services, () =>
    experiment ? trainExperiment(services, experiment) : trainFromSettings(services, data),
  );
}

/** Trains what the form shows, whose target holds it by now. */
export function trainTarget(services: CommandServices, plan: RunPlan): Promise<void> {
  if (plan.origin === SETTINGS) return fitting(services, () => trainAndShow(services, plan));
  return guarded(services, () => trainExperiment(services, vscode.Uri.parse(plan.origin ?? '')));
}

/**
 * Trains a configuration that an alert has proposed for the shown run, on the same data, as a run of its own. What the shown run
 * came from stays as it is, which is said, with the offer to take it over.
 */
export async function trainChanged(services: CommandServices, changed: TrainingConfig): Promise<void> {
  const reading = parseTrainingConfig(changed);
  if (!('config' in reading)) {
    tellProblems(reading.problems);
    return;
  }
  const { config } = reading;
  const { runs } = services;
  const data = dataOf(services, runs.shown); // of the run that the alert is about
  const { origin } = (runs.shown && runs.recordOf(runs.shown.id)) ?? {};
  const source = origin ?? SETTINGS;
  const written = data.relabelling ? null : source; // a changed label is written nowhere
  await fitting(services, async () => {
    await trainAndShow(services, { config, ...data, origin: written });
    void offerToTakeOver(services, source, config);
  });
}

/** Says that a configuration that nobody has written down is being trained, and offers to write it where its run came from. */
async function offerToTakeOver(
  services: CommandServices,
  source: string,
  config: TrainingConfig,
): Promise<void> {
  const name = describeConfig(config);
  const [text, take] =
    source === SETTINGS
      ? [
          t('Training a new run: {0}. The run before is kept; the settings are as before.', name),
          t('Use in Settings'),
        ]
      : [
          t('Training a new run: {0}. The run before is kept; its file is as before.', name),
          t('Use in the File'),
        ];
  const answer = await vscode.window.showInformationMessage(text, take);
  if (answer === take) await guarded(services, () => services.targets.write(source, config));
}

/** Trains the shown run, broken in one way alone: with one change, or else with the wrong label. */
export async function breakRun(
  services: CommandServices,
  change: ConfigChange | null,
  wrongLabel: Relabelling | null,
): Promise<void> {
  const { runs } = services;
  const shown = runs.shown && runs.recordOf(runs.shown.id);
  if (!shown || !(change ?? wrongLabel)) return;
  await fitting(services, () => trainAndShow(services, brokenPlan(shown, change, wrongLabel)));
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
    void vscode.window.showInformationMessage(t('Iris Network: that run is no longer kept.'));
  });
}

const N_SEEDS = 50;

/** Trains what the form shows with 50 seeds, and shows what came out; a notification tells how far it is. */
async function sweepSeeds(services: CommandServices): Promise<void> {
  const reading = await services.targets.read();
  if (reading.kind === 'broken') throw new Error(reading.sentence);
  if (reading.kind === 'problems') {
    tellProblems(reading.problems);
    return;
  }
  const { plan } = reading;
  const { runs, sweeps, inspector } = services;
  await fitting(services, async () => {
    if (!runs.shown) await runs.openOrStart(plan); // one of the seeds, so that there is a run beside the sweep
    const title = t('Iris: sweeping {0} seeds', N_SEEDS);
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
  const open = t('Open Settings');
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
    if (error instanceof NotWrittenError) return void vscode.window.showWarningMessage(error.message);
    services.log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(`Iris Network: ${sentenceOf(error)}`);
  }
}
