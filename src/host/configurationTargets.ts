import * as vscode from 'vscode';
import { DEFAULT_SPLIT } from '#engine/config';
import type { SplitConfig, TrainingConfig } from '#engine/config';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';
import type { ConfigurationProblem } from '#protocol/api';
import { problemSentence, readExperimentFile } from '#session/experimentFile';
import { editsBetween } from '#session/jsonEdits';
import { fileName, isExperiment, planOf, readExperiment } from './experiments.ts';
import { SETTINGS } from './runPlan.ts';
import type { DataFile, RunPlan } from './runPlan.ts';
import type { RunStore } from './runStore.ts';
import { onSettingsChange, readSettings, readSplit, writeSettings } from './settings.ts';

/** What stands in the settings or in an experiment file. */
export type TargetReading =
  | { readonly kind: 'plan'; readonly plan: RunPlan; readonly split: SplitConfig }
  | { readonly kind: 'problems'; readonly problems: readonly ConfigurationProblem[] } // of single settings
  | { readonly kind: 'broken'; readonly sentence: string }; // a file that says nothing certain

/** Something that the form can edit: SETTINGS, or the URI of an experiment file that is open. */
export interface TargetChoice {
  readonly id: string;
  readonly label: string;
}

/**
 * What the form edits: the settings, or the experiment file that was looked at last and is still open. Holds no
 * configuration itself. The settings name no data: they are about those of the run that is shown, if it is not a file's.
 */
export class ConfigurationTargets implements vscode.Disposable {
  private chosen: string = SETTINGS;
  private writing: Promise<void> = Promise.resolve();
  private readonly runs: RunStore;
  private data: DataFile | null = null; // that the settings are about
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  /** Another target is edited, there are others, or what stands in the one that is edited has changed. */
  readonly onDidChange = this.changed.event;

  constructor(runs: RunStore) {
    const { window, workspace } = vscode;
    this.runs = runs;
    this.follow(window.activeTextEditor);
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      window.tabGroups.onDidChangeTabs(() => this.tabsChanged()),
      onSettingsChange(() => this.changed.fire()),
      runs.onDidShow(() => this.followData()),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.chosen) this.changed.fire();
      }),
    );
  }

  get current(): string {
    return this.chosen;
  }

  get choices(): readonly TargetChoice[] {
    return [{ id: SETTINGS, label: t('Settings') }, ...openExperiments()];
  }

  /** Edits another one from now on; one that is not open is left alone. */
  choose(id: string): void {
    if (id === this.chosen || !this.choices.some((choice) => choice.id === id)) return;
    this.chosen = id;
    this.changed.fire();
  }

  async read(): Promise<TargetReading> {
    return this.chosen === SETTINGS
      ? readFromSettings(this.data)
      : readFromFile(vscode.Uri.parse(this.chosen));
  }

  /** Writes what differs; into a file that has problems nothing. One after another: each starts from what the last one left. */
  write(id: string, config: TrainingConfig): Promise<void> {
    const write = () => (id === SETTINGS ? writeSettings(config) : writeFile(vscode.Uri.parse(id), config));
    const done = this.writing.then(write);
    this.writing = done.catch(() => undefined);
    return done;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (!editor || !isExperiment(editor.document.uri)) return;
    this.chosen = editor.document.uri.toString();
    this.changed.fire();
  }

  private followData(): void {
    const { shown } = this.runs;
    const record = shown && this.runs.recordOf(shown.id);
    const isOfFile = record?.origin && record.origin !== SETTINGS;
    const data = isOfFile ? null : (record?.data ?? null);
    if (JSON.stringify(data) === JSON.stringify(this.data)) return;
    this.data = data;
    this.changed.fire();
  }

  private tabsChanged(): void {
    if (!this.choices.some(({ id }) => id === this.chosen)) this.chosen = SETTINGS;
    this.changed.fire();
  }
}

function openExperiments(): TargetChoice[] {
  const uris = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputText && isExperiment(input.uri) ? [input.uri] : [],
    );
  const names = uris.map((uri) => fileName(uri));
  const labels = uris.map((uri, i) => {
    const isShared = names.filter((name) => name === names[i]).length > 1;
    return isShared ? vscode.workspace.asRelativePath(uri) : (names[i] ?? '');
  });
  const choices = uris.map((uri, i) => ({ id: uri.toString(), label: labels[i] ?? '' }));
  return choices.filter(({ id }, i) => choices.findIndex((other) => other.id === id) === i);
}

/** The plan of the settings on some data (null: iris), or everything that is wrong with them. */
export function readFromSettings(data: DataFile | null): Exclude<TargetReading, { readonly kind: 'broken' }> {
  const reading = readSettings();
  if (!('config' in reading)) return { kind: 'problems', problems: reading.problems };
  return { kind: 'plan', plan: { config: reading.config, data, origin: SETTINGS }, split: readSplit() };
}

async function readFromFile(uri: vscode.Uri): Promise<TargetReading> {
  try {
    const { experiment, problems } = await readExperiment(uri);
    if (experiment) {
      return { kind: 'plan', plan: planOf(uri, experiment), split: experiment.split ?? DEFAULT_SPLIT };
    }
    const [first] = problems;
    const others = problems.length > 1 ? t(' (and {0} more)', problems.length - 1) : '';
    return {
      kind: 'broken',
      sentence: first ? t('line {0}: {1}{2}', first.line, problemSentence(first), others) : '',
    };
  } catch (error) {
    return { kind: 'broken', sentence: sentenceOf(error) };
  }
}

async function writeFile(uri: vscode.Uri, config: TrainingConfig): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText();
  const { experiment } = readExperimentFile(text);
  if (!experiment) return;
  const edit = new vscode.WorkspaceEdit();
  for (const { offset, length, content } of editsBetween(text, experiment, { ...experiment, ...config })) {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    edit.replace(uri, range, content);
  }
  if (edit.size > 0) await vscode.workspace.applyEdit(edit);
}
