import * as vscode from 'vscode';
import type { DatasetSource, ExperimentConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { fittingSplit } from '#engine/experiment';
import { MisfitError } from '#engine/misfit';
import { DELIMITERS } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { columnProblems, misfitProblem, pathProblem } from '#session/datasetProblems';
import { problemSentence, readExperimentFile } from '#session/experimentFile';
import type { FileProblem } from '#session/experimentFile';
import { nodeAt, valueOf } from '#session/jsonText';
import type { JsonDocument } from '#session/jsonText';
import { dataFileOf, fileName, isExperiment, planOf, refusedPath } from './experiments.ts';
import type { DataFile } from './runPlan.ts';

const MOST_PROBLEMS = 100;

/** A table is looked into for its header up to this size: it is decoded as a whole. */
const MAX_TABLE_BYTES = 16 * 1024 * 1024;

/** A table is read as a whole, in a thread, for whether the experiment fits it up to this size. */
const MAX_FITTED_BYTES = 2 * 1024 * 1024;

/** So long nobody must have typed before the table is looked for. */
const REST_MS = 250;

/** Reads tables beside this thread. */
interface TableReader {
  /** @param data null is the bundled iris */
  dataset(data: DataFile | null): Promise<Dataset>;
  /** The headers. @throws Error with what is wrong with the file */
  columns(data: DataFile): Promise<readonly string[]>;
}

/** Keeps the Problems panel up to date for the experiment files that are open. */
export class ExperimentDiagnostics implements vscode.Disposable {
  private readonly shown = vscode.languages.createDiagnosticCollection('irisNetwork');
  private readonly found = new Map<
    string,
    { readonly json: JsonDocument; readonly problems: readonly FileProblem[] }
  >();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly tables: TableReader;
  private readonly subscriptions: vscode.Disposable;

  constructor(tables: TableReader) {
    this.tables = tables;
    const { workspace } = vscode;
    const files = workspace.createFileSystemWatcher('**/*.csv');
    const again = () => workspace.textDocuments.forEach((document) => this.check(document));
    this.subscriptions = vscode.Disposable.from(
      this.shown,
      files,
      files.onDidCreate(again),
      files.onDidChange(again),
      files.onDidDelete(again),
      workspace.onDidOpenTextDocument((document) => this.check(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.check(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      workspace.onDidGrantWorkspaceTrust(again),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('json.validate')) again();
      }),
    );
    again();
  }

  /** The problems behind diagnostics of a document, and the document as it was when they were found. */
  behind(
    uri: vscode.Uri,
    diagnostics: readonly vscode.Diagnostic[],
  ): { readonly json: JsonDocument; readonly problems: readonly FileProblem[] } | undefined {
    const found = this.found.get(uri.toString());
    const messages = diagnostics.map(({ message }) => message);
    return (
      found && { ...found, problems: found.problems.filter((one) => messages.includes(problemSentence(one))) }
    );
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.subscriptions.dispose();
  }

  private check(document: vscode.TextDocument): void {
    if (!isExperiment(document.uri)) return;
    const reading = readExperimentFile(document.getText());
    const { document: json, experiment, warnings } = reading;
    const problems = [...(reading.problems ?? []), ...warnings];
    this.show(document, json, problems);
    const source = sourceIn(json);
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    if (!source && !experiment) return;
    const { version } = document;
    const isCurrent = () => document.version === version && !document.isClosed;
    const look = async () => {
      const ofData = source ? await this.dataProblems(document.uri, json, source) : [];
      if (!isCurrent()) return;
      this.show(document, json, [...problems, ...ofData]);
      if (!experiment || ofData.length > 0) return;
      const misfits = await this.misfits(document.uri, json, experiment);
      if (isCurrent()) this.show(document, json, [...problems, ...misfits]);
    };
    this.timers.set(
      key,
      setTimeout(() => void look(), REST_MS),
    );
  }

  /** What keeps the experiment from being trained on its data: a batch or a split that their rows do not allow. */
  private async misfits(
    uri: vscode.Uri,
    json: JsonDocument,
    experiment: ExperimentConfig,
  ): Promise<readonly FileProblem[]> {
    const { config, data } = planOf(uri, experiment);
    try {
      if (data) {
        const { size } = await vscode.workspace.fs.stat(vscode.Uri.parse(data.uri));
        if (size > MAX_FITTED_BYTES) return []; // told when it is trained
      }
      fittingSplit(config, await this.tables.dataset(data));
    } catch (error) {
      if (error instanceof MisfitError) return [misfitProblem(json, error)];
    }
    return []; // what is wrong with the table itself is told when it is looked at or trained on
  }

  /** What is wrong with the table that an experiment names, as far as its header tells. */
  private async dataProblems(
    experiment: vscode.Uri,
    json: JsonDocument,
    source: DatasetSource,
  ): Promise<readonly FileProblem[]> {
    const refused = refusedPath(experiment, json, source);
    if (refused) return [refused];
    const data = dataFileOf(experiment, source);
    const table = vscode.Uri.parse(data.uri);
    try {
      const { size } = await vscode.workspace.fs.stat(table);
      if (size > MAX_TABLE_BYTES) return [];
      return columnProblems(json, source, await this.tables.columns(data));
    } catch (error) {
      const isMissing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      const reason = isMissing
        ? t('there is no such file')
        : error instanceof Error
          ? error.message
          : String(error);
      return [pathProblem(json, source, reason, isMissing ? await tablesBeside(table) : [])];
    }
  }

  private show(document: vscode.TextDocument, json: JsonDocument, problems: readonly FileProblem[]): void {
    const told = checkedByEditor(document) ? problems.filter(({ kind }) => kind !== 'no JSON') : problems;
    this.found.set(document.uri.toString(), { json, problems: told });
    this.shown.set(
      document.uri,
      told.slice(0, MOST_PROBLEMS).map((problem) => diagnosticOf(document, problem)),
    );
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
    this.found.delete(key);
    this.shown.delete(uri);
  }
}

async function tablesBeside(table: vscode.Uri): Promise<readonly string[]> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(table, '..'));
    return entries
      .map(([name]) => name)
      .filter((name) => /\.(?:csv|tsv|txt)$/i.test(name) && name !== fileName(table));
  } catch {
    return []; // no folder, no names
  }
}

/** The table that a file names, also while other keys of it are wrong. */
function sourceIn(json: JsonDocument): DatasetSource | undefined {
  const value = (key: string): unknown => valueOf({ ...json, root: nodeAt(json, ['dataset', key]) });
  const [path, target, features] = [value('path'), value('target'), value('features')];
  const delimiter = DELIMITERS.find((one) => one === value('delimiter'));
  if (typeof path !== 'string' || path === '') return undefined;
  const isText = (name: unknown) => typeof name === 'string' && name !== '';
  return {
    path,
    ...(typeof target === 'string' && target !== '' && { target }),
    ...(delimiter && { delimiter }),
    ...(Array.isArray(features) && features.every(isText) && { features: features as string[] }),
  };
}

/** Does VS Code's own JSON support tell what is no JSON? */
function checkedByEditor({ languageId, uri }: vscode.TextDocument): boolean {
  return (
    (languageId === 'json' || languageId === 'jsonc') &&
    vscode.extensions.getExtension('vscode.json-language-features') !== undefined &&
    vscode.workspace.getConfiguration('json', uri).get('validate.enable') !== false
  );
}

function diagnosticOf(document: vscode.TextDocument, problem: FileProblem): vscode.Diagnostic {
  const range = new vscode.Range(
    document.positionAt(problem.offset),
    document.positionAt(problem.offset + Math.max(1, problem.length)),
  );
  const { Error: wrong, Warning: doubtful } = vscode.DiagnosticSeverity;
  const severity = problem.kind === 'unread key' ? doubtful : wrong;
  const diagnostic = new vscode.Diagnostic(range, problemSentence(problem), severity);
  diagnostic.source = 'Iris';
  diagnostic.code = problem.key === '' ? problem.kind : problem.key;
  return diagnostic;
}
