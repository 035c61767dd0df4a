import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { dataHash, saveRun } from '#session/savedRun';
import type { DataReference } from '#session/savedRun';
import type { CommandServices } from './commandServices.ts';
import { endedRun } from './endedRun.ts';
import { fileName } from './experiments.ts';
import type { DataFile } from './runPlan.ts';
import { sourceFrom } from './saveExperiment.ts';
import { writeWhole } from './writeWhole.ts';

const ENDING = '.irisrun';

/**
 * Saves a run with every state, where the person says: with its data, or with where they are. A run that is only remembered is
 * opened, and so replayed, first.
 *
 * @param runId left out: the one whose line is chosen, else the run that is shown
 * @param target the file; left out: the person is asked, also for what becomes of the data
 */
export async function saveRunFile(services: CommandServices, runId: unknown, target: unknown): Promise<void> {
  const run = await endedRun(services, runId, 'saved');
  if (!run) return;
  const { runs } = services;
  const { digests } = services.platform;
  const record = runs.recordOf(run.id);
  const isAsked = !(target instanceof vscode.Uri);
  const isReferable = record?.data && !record.relabelling; // what is trained on lies in no file otherwise
  const data = isAsked && isReferable ? await askForData(record.data) : null;
  if (data === undefined) return;
  const file = isAsked ? await askWhere(`run-${record?.number ?? 1}`) : target;
  if (!file) return;
  const elsewhere: DataReference | null = data && {
    ...sourceFrom(file, data),
    sha256: await dataHash(run.dataset, digests.sha256),
  };
  await writeWhole(file, await saveRun(run, elsewhere, digests));
}

/** The data file where only a reference is wanted; null: the data go into the file; undefined: nothing is wanted. */
async function askForData(data: DataFile): Promise<DataFile | null | undefined> {
  const name = fileName(vscode.Uri.parse(data.uri));
  const within = {
    label: t('With its data'),
    detail: t('Opens anywhere. Everybody who gets the file gets the data.'),
  };
  const apart = {
    label: t('With a reference to {0}', name),
    detail: t('Smaller. Opens where the table is found, unchanged.'),
  };
  const chosen = await vscode.window.showQuickPick([within, apart], { title: t('Save the run') });
  if (!chosen) return undefined;
  return chosen === within ? null : data;
}

async function askWhere(name: string): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: t('Save the run'),
    filters: { [t('Saved run')]: [ENDING.slice(1)] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, `${name}${ENDING}`) }),
  });
}
