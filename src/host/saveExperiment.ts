import * as vscode from 'vscode';
import type { DatasetSource, TrainingConfig } from '#engine/config';
import { tableName } from '#formats/tableNotes';
import { reasonOf } from './fileText.ts';
import { relativePath } from './relativePath.ts';
import type { DataFile } from './runPlan.ts';
import { fileNameOf } from './tables.ts';

const ENDING = '.irisnet.json';

/**
 * Asks where to, and writes an experiment file of a table and a configuration there: whole or not at all.
 *
 * @throws Error that says why it cannot be written
 */
export async function saveExperiment(data: DataFile, config: TrainingConfig): Promise<void> {
  const { uri: address, missing = 'refuse', ...columns } = data;
  const table = vscode.Uri.parse(address, true);
  const chosen = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(table, '..', `${tableName(fileNameOf(table))}${ENDING}`),
    filters: { 'Iris experiment': ['irisnet.json'] },
    title: 'Save as experiment file',
  });
  if (!chosen) return;
  const target = chosen.path.endsWith(ENDING)
    ? chosen
    : chosen.with({ path: `${chosen.path.replace(/(?:\.irisnet)?(?:\.json)?$/, '')}${ENDING}` });
  if (target.scheme !== table.scheme || target.authority !== table.authority) {
    throw new Error(
      'the experiment must lie where its table lies, which it names relative to itself; choose a folder there',
    );
  }
  const dataset: DatasetSource = { path: relativePath(target.path, table.path), ...columns, missing };
  await writeWhole(target, `${JSON.stringify({ dataset, ...config }, null, 2)}\n`);
  await vscode.window.showTextDocument(target, { preview: false });
}

/** Beside it under another name first, then renamed. */
async function writeWhole(target: vscode.Uri, text: string): Promise<void> {
  const { fs } = vscode.workspace;
  const temporary = target.with({ path: `${target.path}.${crypto.randomUUID()}.tmp` });
  try {
    await fs.writeFile(temporary, new TextEncoder().encode(text));
    await fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    throw new Error(`${fileNameOf(target)}: ${reasonOf(error)}`, { cause: error });
  }
}
