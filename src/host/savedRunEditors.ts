import * as vscode from 'vscode';
import type { DatasetSource, TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import type { SampledTable } from '#engine/rowSample';
import { t } from '#engine/translation';
import type { InspectorHostApi, InspectorPageApi } from '#protocol/api';
import { checkText } from '#protocol/guards';
import { connect } from '#protocol/transport';
import { MOST_RUN_BYTES, SavedRunError } from '#formats/runContainer';
import { HistoryStream } from '#session/historyStream';
import type { Run } from '#session/run';
import { openRun } from '#session/savedRun';
import type { Digests } from '#session/savedRun';
import { dataFileOf, fileName } from './experiments.ts';
import { reasonOf } from './fileText.ts';
import type { PicturePage } from './savePicture.ts';
import type { Tables } from './tables.ts';
import { pageHtml, pageOptions, webviewPort } from './webviewHtml.ts';

export const SAVED_RUN_EDITOR = 'irisNetwork.savedRun';

/** What editors of saved runs need from the extension. */
export interface SavedRunServices {
  readonly extensionUri: vscode.Uri;
  readonly tables: Tables;
  readonly digests: Digests;
  /** What is shown of a large table; null of any other. */
  readonly sampled: (config: TrainingConfig, dataset: Dataset) => Promise<SampledTable | null>;
  readonly log: vscode.LogOutputChannel;
}

/** A saved run that has been read. */
class SavedRunDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly run: Run;

  readonly dispose: () => void;

  constructor(uri: vscode.Uri, run: Run, closed: () => void) {
    this.uri = uri;
    this.run = run;
    this.dispose = closed;
  }
}

/** Opens `*.irisrun` files in an inspector of their own, to be looked at: nothing is trained, and the file is never written. */
export class SavedRunEditors implements vscode.CustomReadonlyEditorProvider<SavedRunDocument> {
  private readonly services: SavedRunServices;
  private readonly open = new Map<string, Run>(); // by the URI of the file
  private pageInFront: PicturePage | null = null;

  constructor(services: SavedRunServices) {
    this.services = services;
  }

  /** The saved run whose editor is in front; null where none is. */
  get inFront(): Run | null {
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    const isOurs = input instanceof vscode.TabInputCustom && input.viewType === SAVED_RUN_EDITOR;
    return isOurs ? (this.open.get(input.uri.toString()) ?? null) : null;
  }

  /** The page of the saved run in front, which can be asked for pictures; null where none is. */
  get pictures(): PicturePage | null {
    return this.inFront && this.pageInFront;
  }

  /** @throws Error that says in a sentence what is wrong with the file */
  async openCustomDocument(uri: vscode.Uri): Promise<SavedRunDocument> {
    const file = fileName(uri);
    try {
      const { tables, digests, sampled } = this.services;
      const findData = (source: DatasetSource) => tables.dataset(dataFileOf(uri, source));
      const run = await openRun(await bytesOf(uri), uri.toString(), digests, findData, sampled);
      this.open.set(uri.toString(), run);
      return new SavedRunDocument(uri, run, () => this.open.delete(uri.toString()));
    } catch (error) {
      if (error instanceof SavedRunError) throw new Error(`${file} ${error.message}`, { cause: error });
      if (error instanceof vscode.FileSystemError)
        throw new Error(`${file}: ${reasonOf(error)}`, { cause: error });
      throw error;
    }
  }

  resolveCustomEditor({ run }: SavedRunDocument, panel: vscode.WebviewPanel): void {
    const { extensionUri, log } = this.services;
    panel.webview.options = pageOptions(extensionUri);
    let stream: HistoryStream | null = null;
    const gone = (error: unknown) => log.debug(`saved run: ${String(error)}`);
    const nothing = () => undefined; // there is nobody to train, and nothing beside the page follows it
    const connection = connect<InspectorHostApi, InspectorPageApi>(webviewPort(panel.webview), {
      ready: () => {
        stream?.close();
        remote
          .showRun({ ...run.header, isNew: false, isDraft: false, curves: null, unbroken: null })
          .catch(gone);
        stream = new HistoryStream(run, (piece) => remote.receive(piece), gone);
      },
      ...{ retrain: nothing, retrainWith: nothing, pause: nothing, resume: nothing, stop: nothing },
      ...{ breakRun: nothing, openRun: nothing, did: nothing },
      ...{ keepDraft: nothing, openSeed: nothing, epochShown: nothing, selected: nothing },
      problem: (text) => log.error(`saved run: ${checkText(text, 'problem')}`),
    });
    const leave = () => {
      stream?.close();
      connection.abandonCalls();
    };
    const { remote } = connection;
    const follow = () => {
      if (panel.active) this.pageInFront = remote;
      else if (this.pageInFront === remote) this.pageInFront = null;
    };
    follow();
    const visibility = panel.onDidChangeViewState(() => {
      follow();
      if (!panel.visible) leave();
    });
    panel.onDidDispose(() => {
      visibility.dispose();
      if (this.pageInFront === remote) this.pageInFront = null;
      leave();
      connection.close();
    });
    panel.webview.html = pageHtml(panel.webview, extensionUri, 'inspector', t('Saved Run'), 'none');
  }
}

async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > MOST_RUN_BYTES) {
    throw new SavedRunError(t('has {0} MB, more than a saved run can have', Math.round(size / 1024 / 1024)));
  }
  return vscode.workspace.fs.readFile(uri);
}
