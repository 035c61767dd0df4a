import * as vscode from 'vscode';
import { t } from '#engine/translation';
import type { ExportKind } from '#formats/exportKinds';
import type { PageSources } from '#formats/exportHtml';
import type { CommandServices } from './commandServices.ts';
import { endedRun } from './endedRun.ts';
import type { EndedRun } from './endedRun.ts';
import { fileName } from './experiments.ts';
import { exportInThread } from './exportThread.ts';
import { writeWhole } from './writeWhole.ts';

interface Choice extends vscode.QuickPickItem {
  readonly format: ExportKind;
  readonly ending: string;
}

/** What is offered, the nearest to the tutorial first. */
const CHOICES: readonly Choice[] = [
  {
    format: 'html',
    ending: 'html',
    label: t('Replay page'),
    detail: t('One HTML file in which the run is scrubbed offline: to hand out.'),
  },
  {
    format: 'numpy',
    ending: 'py',
    label: t('NumPy program'),
    detail: t('Trains the run again in NumPy and compares every weight.'),
  },
  {
    format: 'notebook',
    ending: 'ipynb',
    label: t('Jupyter notebook'),
    detail: t('The same program in cells, with the run’s numbers.'),
  },
  {
    format: 'pytorch',
    ending: 'py',
    label: t('PyTorch program'),
    detail: t('Trains it again on one or more processes, and saves a run.'),
  },
  {
    format: 'optuna',
    ending: 'py',
    label: t('Optuna sweep'),
    detail: t('Looks for better settings, in one study of several processes.'),
  },
  {
    format: 'onnx',
    ending: 'onnx',
    label: t('ONNX model'),
    detail: t('The trained network with its scaler and class names.'),
  },
  {
    format: 'npz',
    ending: 'npz',
    label: t('NumPy archive'),
    detail: t('Parameters, scaler, split and curves for numpy.load.'),
  },
  { format: 'csv', ending: 'csv', label: t('CSV table'), detail: t('Losses and right rows of every epoch.') },
];

/**
 * Writes a run in another format, where the person says.
 *
 * @param runId left out: the one whose line is chosen, else the run that is shown
 * @param to the format, and `target` the file; left out: the person is asked
 */
export async function exportRunFile(
  services: CommandServices,
  runId: unknown,
  to: unknown,
  target: unknown,
): Promise<void> {
  const run = await endedRun(services, runId, 'exported');
  if (!run) return;
  const choice = CHOICES.find(({ format }) => format === to) ?? (await askForFormat());
  if (!choice) return;
  const file = target instanceof vscode.Uri ? target : await askWhere(services, run, choice);
  if (!file) return;
  const { extensionUri, platform } = services;
  const request = { to: choice.format, table: 'history', epochs: 'ends' } as const;
  const sources = choice.format === 'html' ? await pageSources(extensionUri) : null;
  const { content, isText } = await exportInThread(platform, run, request, sources);
  await writeWhole(file, content);
  if (target instanceof vscode.Uri) return;
  const show = t('Open');
  const canBeShown = isText && choice.ending !== 'html';
  const message = t('{0} is written.', fileName(file));
  void vscode.window.showInformationMessage(message, ...(canBeShown ? [show] : [])).then((answer) => {
    if (answer === show) void vscode.commands.executeCommand('vscode.open', file);
  });
}

function askForFormat(): Thenable<Choice | undefined> {
  return vscode.window.showQuickPick(CHOICES, { title: t('Export the run'), placeHolder: t('As what?') });
}

async function askWhere(
  { runs }: CommandServices,
  run: EndedRun,
  { label, ending }: Choice,
): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `run-${runs.recordOf(run.id)?.number ?? 1}.${ending}`;
  return vscode.window.showSaveDialog({
    title: t('Export as: {0}', label),
    filters: { [label]: [ending] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
}

/** The built files of the inspector's page. */
async function pageSources(extensionUri: vscode.Uri): Promise<PageSources> {
  const read = async (name: string) => {
    const file = vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name);
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  };
  const [shared, style, toolkit, replay, inspector] = await Promise.all([
    read('toolkit.css'),
    read('inspector.css'),
    read('toolkit.js'),
    read('replay.js'),
    read('inspector.js'),
  ]);
  return { styles: [shared, style], toolkit, replay, inspector };
}
