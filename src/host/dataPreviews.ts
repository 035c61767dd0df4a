import * as vscode from 'vscode';
import type { TableChoices } from '#engine/config';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';
import { tableName } from '#formats/tableNotes';
import { checkText } from '#protocol/guards';
import { checkChoices } from '#protocol/preview';
import type { DataPreview, PreviewHostApi, PreviewOutcome, PreviewPageApi } from '#protocol/preview';
import { connect } from '#protocol/transport';
import type { Connection } from '#protocol/transport';
import { describeTraining } from '#session/runName';
import { fileName } from './experiments.ts';
import type { DataFile } from './runPlan.ts';
import { saveExperiment } from './saveExperiment.ts';
import type { Reading } from './settings.ts';
import { readSettings } from './settings.ts';
import type { Tables } from './tables.ts';
import { ReadingCancelled } from './tableThread.ts';
import { pageHtml, pageOptions, webviewPort } from './webviewHtml.ts';

const PREVIEW_VIEW_TYPE = 'irisNetwork.dataPreview';

/** What previews need from the extension. */
export interface PreviewServices {
  readonly extensionUri: vscode.Uri;
  readonly tables: Tables;
  readonly log: vscode.LogOutputChannel;
  /** Trains the current configuration on a table that has been looked at, and shows the run. */
  train(data: DataFile): Promise<void>;
}

/** One panel for each table that somebody looks at before it is trained on. */
export class DataPreviews implements vscode.Disposable {
  private readonly services: PreviewServices;
  private readonly open = new Map<string, DataPreviewPanel>();

  constructor(services: PreviewServices) {
    this.services = services;
  }

  /** Opens the preview of a table, or brings it to the front and reads the table again. */
  show(uri: vscode.Uri): void {
    const key = uri.toString();
    const known = this.open.get(key);
    if (known) {
      known.reveal();
      return;
    }
    this.open.set(key, new DataPreviewPanel(this.services, uri, () => this.open.delete(key)));
  }

  /** The preview of a table that is open, by its URI. */
  of(uri: string): DataPreviewPanel | undefined {
    return this.open.get(uri);
  }

  dispose(): void {
    for (const panel of [...this.open.values()]) panel.dispose();
  }
}

class DataPreviewPanel implements vscode.Disposable {
  private readonly services: PreviewServices;
  private readonly uri: vscode.Uri;
  private readonly panel: vscode.WebviewPanel;
  private readonly connection: Connection<PreviewPageApi>;
  private choices: TableChoices = {};
  private latest: PreviewOutcome = { kind: 'reading' };
  private abort = new AbortController();
  private progressIsUnderWay = false;

  constructor(services: PreviewServices, uri: vscode.Uri, closed: () => void) {
    this.services = services;
    this.uri = uri;
    const { extensionUri } = services;
    const title = t('Data: {0}', fileName(uri));
    this.panel = vscode.window.createWebviewPanel(
      PREVIEW_VIEW_TYPE,
      title,
      vscode.ViewColumn.Active,
      pageOptions(extensionUri),
    );
    const { webview } = this.panel;
    this.connection = connect<PreviewHostApi, PreviewPageApi>(webviewPort(webview), this.answers());
    const settings = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('irisNetwork')) this.tell();
    });
    const folder = vscode.Uri.joinPath(uri, '..');
    const file = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, fileName(uri)));
    for (const changed of [file.onDidChange, file.onDidCreate, file.onDidDelete]) changed(() => this.read());
    this.panel.onDidDispose(() => {
      this.abort.abort();
      settings.dispose();
      file.dispose();
      this.connection.close();
      closed();
    });
    webview.html = pageHtml(webview, extensionUri, 'preview', t('Data before training'));
    this.read();
  }

  reveal(): void {
    this.panel.reveal();
    this.read();
  }

  dispose(): void {
    this.panel.dispose();
  }

  /** How reading the table stands, or has ended. */
  get outcome(): PreviewOutcome {
    return this.latest;
  }

  /** Reads the table in another way. */
  choose(choices: TableChoices): void {
    this.choices = choices;
    this.read();
  }

  /** Trains on the table as it is read, if it can be. */
  async train(): Promise<void> {
    if (this.latest.kind === 'ready') await this.services.train(this.data());
  }

  private answers(): PreviewHostApi {
    return {
      ready: () => {
        this.connection.abandonCalls();
        this.progressIsUnderWay = false;
        this.tell();
      },
      choose: (choices) => this.choose(checkChoices(choices)),
      cancel: () => this.abort.abort(),
      train: () => this.train(),
      save: () => this.save(),
      problem: (text) => this.services.log.error(`preview: ${checkText(text, 'problem')}`),
    };
  }

  /** The table and how it was read: with the label column by its name, so that a column more changes nothing. */
  private data(): DataFile {
    const target = this.latest.kind === 'ready' ? this.latest.facts.target : null;
    return { uri: this.uri.toString(), ...this.choices, ...(target !== null && { target }) };
  }

  private read(): void {
    this.abort.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.latest = { kind: 'reading' };
    this.tell();
    const guide = { progress: (share: number) => this.tellProgress(share), signal: abort.signal };
    this.services.tables.read({ uri: this.uri.toString(), ...this.choices }, guide).then(
      (answer) => this.settle(abort, outcomeOf(answer)),
      (error: unknown) => this.settle(abort, failureOf(error)),
    );
  }

  private settle(abort: AbortController, outcome: PreviewOutcome): void {
    if (abort !== this.abort) return; // it is read anew by now
    this.latest = outcome;
    this.tell();
  }

  private tell(): void {
    const reading = readSettings();
    const address = this.uri.toString();
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
    const preview: DataPreview = {
      file: fileName(this.uri),
      place: vscode.workspace.asRelativePath(this.uri).split('/').slice(0, -1).join('/'),
      choices: this.choices,
      training: trainingText(reading),
      hasUnsavedChanges: document?.isDirty ?? false,
      outcome: this.latest,
    };
    this.connection.remote.show(preview).catch(this.abandoned);
  }

  /** One message under way, however often the thread tells how far it is. */
  private tellProgress(share: number): void {
    if (this.progressIsUnderWay) return;
    this.progressIsUnderWay = true;
    const done = () => {
      this.progressIsUnderWay = false;
    };
    this.connection.remote.progress(share).then(done, (error: unknown) => {
      done();
      this.abandoned(error);
    });
  }

  private async save(): Promise<void> {
    if (this.latest.kind !== 'ready') return;
    const reading = readSettings();
    if (!('config' in reading)) return;
    const name = `${tableName(fileName(this.uri))}.irisnet.json`;
    const suggested = vscode.Uri.joinPath(this.uri, '..', name);
    await saveExperiment({ config: reading.config, data: this.data() }, { suggested });
  }

  private readonly abandoned = (error: unknown): void => {
    this.services.log.debug(`preview: ${String(error)}`);
  };
}

function outcomeOf(answer: Awaited<ReturnType<Tables['read']>>): PreviewOutcome {
  if (answer.kind === 'unreadable') return answer;
  const { reading } = answer;
  if ('dataset' in reading) return { kind: 'ready', facts: reading.facts };
  return { kind: 'refused', ...reading };
}

function failureOf(error: unknown): PreviewOutcome {
  if (error instanceof ReadingCancelled) return { kind: 'cancelled' };
  return { kind: 'unreadable', message: sentenceOf(error) };
}

function trainingText(reading: Reading): string {
  if ('config' in reading) return describeTraining(reading.config);
  const [first] = reading.problems;
  return t('The settings have to be mended first: {0} {1}', first?.key ?? '', first?.message ?? '');
}
