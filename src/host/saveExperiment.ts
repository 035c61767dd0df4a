import * as vscode from 'vscode';
import type { DatasetSource } from '#engine/config';
import { t } from '#engine/translation';
import { experimentText } from '#session/experimentText';
import { fileName, isExperiment } from './experiments.ts';
import { relativePath } from './relativePath.ts';
import { writeWhole } from './writeWhole.ts';
import type { DataFile, RunPlan } from './runPlan.ts';

/** Where an experiment file is to be written: there, or where the person says when asked. */
export type Where = { readonly file: vscode.Uri } | { readonly suggested: vscode.Uri | undefined };

/**
 * Writes an experiment file of a configuration and its data, whole or not at all, and opens it.
 *
 * @param plan null: that of the tutorial
 * @throws Error that says why it cannot be written
 */
export async function saveExperiment(
  plan: Pick<RunPlan, 'config' | 'data'> | null,
  where: Where,
): Promise<void> {
  const file = 'file' in where ? where.file : await askWhere(where.suggested);
  if (!file) return;
  if (!isExperiment(file)) {
    throw new Error(
      t(
        'Nothing was written. {0}: the name of an experiment file ends in .irisnet.json; choose such a name',
        fileName(file),
      ),
    );
  }
  const dataset = plan?.data ? sourceFrom(file, plan.data) : null;
  await writeWhole(file, new TextEncoder().encode(experimentText(plan?.config, dataset)));
  await vscode.window.showTextDocument(file, { preview: false });
}

function askWhere(suggested: vscode.Uri | undefined): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: t('Save the experiment'),
    filters: { 'Iris experiment': ['json'] }, // of two endings VS Code knows the last only
    ...(suggested && { defaultUri: suggested }),
  });
}

/** Where a table is, seen from a file that names it. @throws Error where no path leads there */
export function sourceFrom(file: vscode.Uri, { uri, ...choices }: DataFile): DatasetSource {
  const table = vscode.Uri.parse(uri, true);
  if (file.scheme !== table.scheme || file.authority !== table.authority) {
    throw new Error(
      t('the file must lie where its table lies, which it names relative to itself; choose a folder there'),
    );
  }
  return { path: relativePath(file.path, table.path), ...choices };
}
