import * as vscode from 'vscode';
import type { DatasetSource, ExperimentConfig } from '#engine/config';
import { t } from '#engine/translation';
import { pathProblem } from '#session/datasetProblems';
import { readExperimentFile } from '#session/experimentFile';
import type { ExperimentReading, FileProblem } from '#session/experimentFile';
import type { JsonDocument } from '#session/jsonText';
import { fileText } from './fileText.ts';
import type { DataFile, RunPlan } from './runPlan.ts';

const ENDING = '.irisnet.json';
const MAX_BYTES = 1024 * 1024;

/** Where the editor's help for experiment files applies. */
export const EXPERIMENT_FILES: vscode.DocumentSelector = { pattern: `**/*${ENDING}` };

export function isExperiment(uri: vscode.Uri): boolean {
  return uri.path.endsWith(ENDING);
}

/** The name of a file without its folder. */
export function fileName({ path }: Pick<vscode.Uri, 'path'>): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What an experiment file says now: as it stands in its editor, saved or not, else as it is on disk. @throws Error when it cannot be read */
export async function readExperiment(uri: vscode.Uri): Promise<ExperimentReading> {
  return readExperimentFile(openDocument(uri)?.getText() ?? (await fileText(uri, MAX_BYTES)));
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
}

/** What is to be trained for a file without problems. */
export function planOf(uri: vscode.Uri, { dataset, ...config }: ExperimentConfig): RunPlan {
  return { config, data: dataset ? dataFileOf(uri, dataset) : null, origin: uri.toString() };
}

/** The table that an experiment names, relative to its file. */
export function dataFileOf(experiment: vscode.Uri, { path, ...columns }: DatasetSource): DataFile {
  return { uri: tableUri(experiment, path).toString(), ...columns };
}

function tableUri(experiment: vscode.Uri, path: string): vscode.Uri {
  const isAbsolute = /^(?:[a-z]:)?[\\/]/i.test(path);
  if (!isAbsolute) return vscode.Uri.joinPath(experiment, '..', path);
  return experiment.scheme === 'file' ? vscode.Uri.file(path) : experiment.with({ path });
}

/**
 * Why the table that an experiment names must not be read, if so: an untitled file has no folder, and in a workspace that is
 * not trusted no path leads out of it.
 */
export function refusedPath(
  experiment: vscode.Uri,
  document: JsonDocument,
  source: DatasetSource,
): FileProblem | undefined {
  if (experiment.scheme === 'untitled' && !experiment.path.startsWith('/')) {
    return pathProblem(document, source, t('is relative to this file; save it first'));
  }
  const isInside = vscode.workspace.getWorkspaceFolder(tableUri(experiment, source.path)) !== undefined;
  if (vscode.workspace.isTrusted || isInside) return undefined;
  return pathProblem(
    document,
    source,
    t('leads out of a workspace that is not trusted; trust it, or move the file into it'),
  );
}
