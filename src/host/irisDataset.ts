import * as vscode from 'vscode';
import type { Dataset } from '#engine/dataset';
import { t } from '#engine/translation';
import { readDataset } from '#formats/csv';

/** The bundled iris, read once. @throws Error when the extension's own file is missing or damaged */
export async function loadIris(extensionUri: vscode.Uri): Promise<Dataset> {
  const file = vscode.Uri.joinPath(extensionUri, 'data', 'iris.csv');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const reading = readDataset(text, { name: 'iris' });
  if ('dataset' in reading) return reading.dataset;
  throw new Error(
    t('the bundled iris.csv is damaged, reinstall the extension: {0}', reading.problems[0]?.message ?? ''),
  );
}
