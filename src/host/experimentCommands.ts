import * as vscode from 'vscode';
import { MisfitError } from '#engine/misfit';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';
import { MOST_PROBLEMS } from '#session/configProblems';
import { misfitProblem } from '#session/datasetProblems';
import { placed, problemSentence } from '#session/experimentFile';
import type { FileProblem } from '#session/experimentFile';
import { trainAndShow } from './commandServices.ts';
import type { CommandServices } from './commandServices.ts';
import { fileName, isExperiment, openDocument, planOf, readExperiment, refusedPath } from './experiments.ts';
import { SETTINGS } from './runPlan.ts';
import { saveExperiment } from './saveExperiment.ts';
import type { Where } from './saveExperiment.ts';
import { DataError } from './tables.ts';

/**
 * Trains an experiment file as it stands in its editor, or says in one message why not and where.
 *
 * @param target the file; left out: the one in the active editor
 */
export async function trainExperiment(services: CommandServices, target: unknown): Promise<void> {
  const uri = experimentUri(target);
  if (!uri) return void vscode.window.showInformationMessage(NO_EXPERIMENT);
  const reading = await readExperiment(uri).catch((error: unknown) => sentenceOf(error));
  if (typeof reading === 'string') {
    tellGone(services, uri, reading);
    return;
  }
  const { experiment, problems, document } = reading;
  if (!experiment) {
    tellProblems(uri, problems);
    return;
  }
  const refused = experiment.dataset && refusedPath(uri, document, experiment.dataset);
  if (refused) {
    tellProblems(uri, [refused]);
    return;
  }
  try {
    await trainAndShow(services, planOf(uri, experiment));
  } catch (error) {
    if (error instanceof MisfitError) {
      tellProblems(uri, [misfitProblem(document, error)]);
      return;
    }
    if (error instanceof DataError) {
      const path = ['dataset', 'path'];
      tellProblems(uri, [placed(document, { path, kind: 'wrong data', message: error.message })]);
      return;
    }
    throw error;
  }
}

/** Shows the form with an experiment file in it. */
export async function editInForm({ targets }: CommandServices, target: unknown): Promise<void> {
  const uri = experimentUri(target);
  if (!uri) return void vscode.window.showInformationMessage(NO_EXPERIMENT);
  if (!openDocument(uri)) await vscode.window.showTextDocument(uri, { preview: false });
  targets.choose(uri.toString());
  await vscode.commands.executeCommand('irisNetwork.configuration.focus');
}

/** Writes an experiment file with what the form shows, where the person says. @param target the file; left out: they are asked */
export async function newExperiment({ targets }: CommandServices, target: unknown): Promise<void> {
  const reading = await targets.read();
  const plan = reading.kind === 'plan' ? reading.plan : null;
  await saveExperiment(plan, whereOf(target, 'experiment'));
}

/** Writes an experiment file with the configuration of a run. @param runId left out: the run that is shown */
export async function saveAsExperiment(
  { runs, runsTree }: CommandServices,
  runId: unknown,
  target: unknown,
): Promise<void> {
  const id = typeof runId === 'string' ? runId : ((await runsTree.chosen()) ?? runs.shown?.id);
  const record = id === undefined ? null : (runs.recordOf(id) ?? runs.shown);
  if (!record)
    return void vscode.window.showInformationMessage(
      t('There is no run yet whose configuration could be saved.'),
    );
  const known = runs.recordOf(record.id);
  if (known?.relabelling) {
    throw new Error(
      t('Nothing was written. A label of this run is changed, which no experiment file can say.'),
    );
  }
  await saveExperiment(known, whereOf(target, `run-${known?.number ?? 1}`));
}

const NO_EXPERIMENT = t(
  'Open an experiment file (*.irisnet.json) first, or make one with “Iris: New Experiment”.',
);

function experimentUri(target: unknown): vscode.Uri | undefined {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  return uri && isExperiment(uri) ? uri : undefined;
}

function whereOf(target: unknown, name: string): Where {
  if (target instanceof vscode.Uri) return { file: target };
  const active = vscode.window.activeTextEditor?.document.uri;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const here = active && isExperiment(active) ? vscode.Uri.joinPath(active, '..') : folder;
  return { suggested: here && vscode.Uri.joinPath(here, `${name}.irisnet.json`) };
}

/** One message for all problems: the first one with its place, the others counted, and the way there. */
function tellProblems(uri: vscode.Uri, [first, ...others]: readonly FileProblem[]): void {
  if (!first) return;
  const least = others.length < MOST_PROBLEMS - 1 ? '' : t('at least '); // no more are looked for
  const more = others.length === 0 ? '' : t(' (and {0}{1} more)', least, others.length);
  const message = t(
    'Nothing was trained. {0}, line {1}: {2}{3}',
    fileName(uri),
    first.line,
    problemSentence(first),
    more,
  );
  const show = t('Show the Problem');
  void vscode.window.showWarningMessage(message, show).then(async (answer) => {
    if (answer !== show) return;
    const position = new vscode.Position(first.line - 1, first.column - 1);
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(position, position) });
  });
}

/** The file cannot be read any more: what it said is still known by its run. */
function tellGone(services: CommandServices, uri: vscode.Uri, reason: string): void {
  const save = t('Save This Run’s Configuration…');
  const shown = services.runs.shown;
  const isKnown = shown && services.runs.recordOf(shown.id)?.origin === uri.toString();
  const message = t('Nothing was trained. {0}: {1}', fileName(uri), reason);
  void vscode.window.showWarningMessage(message, ...(isKnown ? [save] : [])).then((answer) => {
    if (answer === save) void vscode.commands.executeCommand('irisNetwork.saveAsExperiment', shown?.id);
  });
}

/** The experiment file that a run comes from; none where it comes from the settings, or from nowhere. */
export function experimentOf({ runs }: CommandServices): vscode.Uri | undefined {
  const origin = runs.shown ? runs.recordOf(runs.shown.id)?.origin : null;
  return origin && origin !== SETTINGS ? vscode.Uri.parse(origin) : undefined;
}
