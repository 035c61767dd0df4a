import * as vscode from 'vscode';
import { testSize, trainSize } from '#engine/rowSample';
import { t } from '#engine/translation';
import type {
  Ghost,
  InspectorHostApi,
  InspectorPageApi,
  InspectorReport,
  RunHeader,
  RunStatus,
  Selection,
} from '#protocol/api';
import { connect } from '#protocol/transport';
import type { Connection, Remote } from '#protocol/transport';
import { HistoryStream } from '#session/historyStream';
import { hasEnded } from '#session/run';
import type { Run } from '#session/run';
import { StatusStream } from '#session/statusStream';
import { isExperiment } from './experiments.ts';
import { inspectorAnswers } from './inspectorAnswers.ts';
import type { InspectorServices } from './inspectorAnswers.ts';
import type { RunStore } from './runStore.ts';
import type { PicturePage } from './savePicture.ts';
import { pageHtml, pageOptions, webviewPort } from './webviewHtml.ts';

/** So long a draft must have been shown before its states follow its curves: while a slider moves, curves are enough. */
const STATES_AFTER_MS = 80;

export const INSPECTOR_VIEW_TYPE = 'irisNetwork.inspector';

/**
 * The inspector: one panel that shows the run which is shown. The page owns what is looked at (epoch, selection);
 * everything else stays here, so a page that was hidden, moved or reloaded only has to ask again.
 */
export class InspectorPanel implements vscode.Disposable {
  private readonly services: InspectorServices;
  private readonly runs: RunStore;
  private panel: vscode.WebviewPanel | null = null;
  private connection: Connection<InspectorPageApi> | null = null;
  private stream: HistoryStream | null = null;
  private statuses: StatusStream | null = null;
  /** The page has said that it is there, and has not been hidden since. */
  private pageIsReady = false;
  /** What to select as soon as there is a page. */
  private wanted: Selection | null = null;
  /** The run whose curves the page has as the ghost. */
  private toldGhost: Run | null = null;
  private forgetStates: () => void = () => {};
  private sweepIsUnderWay = false;
  /** The sweep whose tab has been opened. */
  private openedSweep: string | null = null;
  private readonly epochEvents = new vscode.EventEmitter<{ readonly run: Run; readonly epoch: number }>();
  private readonly selectionEvents = new vscode.EventEmitter<Selection>();
  private readonly subscriptions: vscode.Disposable[] = [];
  /** The page shows another epoch. */
  readonly onDidShowEpoch = this.epochEvents.event;
  /** A person has selected a row or unit in the page. */
  readonly onDidSelect = this.selectionEvents.event;

  constructor(services: InspectorServices) {
    this.services = services;
    this.runs = services.runs;
    const { runs, sweeps, movedOn } = services;
    this.subscriptions.push(
      runs.onDidShow(() => this.showRun()),
      runs.onDidChange(() => this.tellGhost()),
      runs.onDidKeep((run) => this.tellKept(run)),
      sweeps.onDidChange(() => this.tellSweep()),
      movedOn.onDidChange(() => this.tellMovedOn()),
      this.epochEvents,
      this.selectionEvents,
    );
  }

  get isOpen(): boolean {
    return this.panel !== null;
  }

  /** Opens the panel, or brings it to the front; `beside` leaves the keyboard focus where it is. */
  reveal(how: 'focused' | 'beside' = 'focused'): void {
    const preserveFocus = how === 'beside';
    if (this.panel?.visible && preserveFocus) return;
    if (this.panel) return this.panel.reveal(undefined, preserveFocus);
    closeLeftBehind();
    const options = pageOptions(this.services.extensionUri);
    const editor = vscode.window.activeTextEditor;
    const isBeside = editor !== undefined && isExperiment(editor.document.uri); // both are to be seen
    const place = {
      viewColumn: isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
      preserveFocus,
    };
    this.adopt(vscode.window.createWebviewPanel(INSPECTOR_VIEW_TYPE, 'Iris Network', place, options));
  }

  /** Takes over a panel, a new one or one that survived a reload of the window. */
  adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    const media = (file: string) => vscode.Uri.joinPath(this.services.extensionUri, 'media', file);
    panel.iconPath = { light: media('iris.svg'), dark: media('iris-dark.svg') };
    panel.webview.options = pageOptions(this.services.extensionUri);
    this.connection = connect<InspectorHostApi, InspectorPageApi>(
      webviewPort(panel.webview),
      inspectorAnswers(this.services, {
        ready: () => this.pageCame(),
        epochShown: (run, epoch) => this.epochEvents.fire({ run, epoch }),
        selected: (selection) => this.selectionEvents.fire(selection),
      }),
    );
    const visibility = panel.onDidChangeViewState(() => {
      if (!panel.visible) this.loseStreams();
    });
    panel.onDidDispose(() => {
      visibility.dispose();
      if (this.panel === panel) this.letGo();
    });
    panel.webview.html = pageHtml(
      panel.webview,
      this.services.extensionUri,
      'inspector',
      t('Iris Network Inspector'),
    );
  }

  /** Shows a row, layer or unit in the page. */
  async select(selection: Selection): Promise<void> {
    this.reveal();
    if (this.pageIsReady) await this.connection?.remote.select(selection).catch(this.abandoned);
    else this.wanted = selection;
  }

  /** What the page says it shows; nothing while there is no page. */
  async report(): Promise<InspectorReport | undefined> {
    return this.pageIsReady ? this.connection?.remote.report() : undefined;
  }

  /** The page that can be asked for pictures; null where none is in sight. */
  get pictures(): PicturePage | null {
    return this.panel?.visible && this.pageIsReady ? (this.connection?.remote ?? null) : null;
  }

  dispose(): void {
    this.panel?.dispose();
    this.letGo();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private pageCame(): void {
    this.loseStreams();
    this.pageIsReady = true;
    this.showRun();
    this.tellSweep();
  }

  /** Sends the page the run that is shown, from its first state on, or says that there is none. */
  private showRun(): void {
    const run = this.runs.shown;
    this.endStreams();
    if (this.panel) this.panel.title = this.title(run);
    const remote = this.connection?.remote;
    if (!this.pageIsReady || !remote) return;
    if (!run) {
      remote.showNothing().catch(this.abandoned);
      return;
    }
    this.tellGhost();
    const header = this.headerOf(run);
    const told = remote.showRun(header);
    this.tellStatuses(run, remote);
    this.tellMovedOn();
    if (this.wanted) remote.select(this.wanted).catch(this.abandoned);
    this.wanted = null;
    // messages keep their order, so the pieces may follow before the page has answered
    told.then(() => {
      if (header.curves) this.sendStatesSoon(run);
    }, this.abandoned);
    if (!header.curves) this.sendStates(run);
  }

  private title(run: Run | null): string {
    if (!run) return 'Iris Network';
    return this.runs.isDraft(run) ? t('Iris Network: draft, {0}', run.name) : `Iris Network: ${run.name}`;
  }

  /** A draft that has ended shows its curves before its states: only the last of many is looked at in full. */
  private headerOf(run: Run): RunHeader {
    const isDraft = this.runs.isDraft(run);
    const curvesFirst = isDraft && hasEnded(run.status.state) && run.history.length > 0;
    const curves = curvesFirst ? run.history.allScores() : null;
    const { unbroken } = this.runs.recordOf(run.id) ?? {};
    const before = unbroken ? { config: unbroken.config, wrongLabel: unbroken.wrongLabel } : null;
    return { ...run.header, isNew: this.runs.isNew(run), isDraft, curves, unbroken: before };
  }

  private sendStatesSoon(run: Run): void {
    if (run !== this.runs.shown || this.stream) return; // another one has been shown, or this one anew
    const timer = setTimeout(() => this.sendStates(run), STATES_AFTER_MS);
    this.forgetStates = () => clearTimeout(timer);
  }

  private sendStates(run: Run): void {
    const remote = this.connection?.remote;
    if (!remote) return;
    const refused = (error: unknown) => this.services.log.error(`inspector: ${String(error)}`);
    this.stream = new HistoryStream(run, (piece) => remote.receive(piece), refused);
  }

  private endStreams(): void {
    this.forgetStates();
    this.stream?.close();
    this.stream = null;
    this.statuses?.close();
    this.statuses = null;
  }

  private tellGhost(): void {
    const before = this.runs.beforeDraft;
    if (!this.pageIsReady || before === this.toldGhost) return;
    this.toldGhost = before;
    this.connection?.remote.showGhost(before && ghostOf(before)).catch(this.abandoned);
  }

  private tellKept(run: Run): void {
    if (run !== this.runs.shown) return;
    if (this.panel) this.panel.title = this.title(run);
    if (this.pageIsReady) this.connection?.remote.showKept(run.id).catch(this.abandoned);
  }

  private tellMovedOn(): void {
    const run = this.runs.shown;
    if (!this.pageIsReady || !run) return;
    this.connection?.remote.showMovedOn(run.id, this.services.movedOn.difference(run)).catch(this.abandoned);
  }

  /** Tells how the sweep stands, and again if it has gone on meanwhile: one message under way, however many seeds end. */
  private tellSweep(): void {
    const { current } = this.services.sweeps;
    if (!this.pageIsReady || this.sweepIsUnderWay || !this.connection) return;
    this.sweepIsUnderWay = true;
    const acted = () => {
      this.sweepIsUnderWay = false;
      if (current !== this.services.sweeps.current) this.tellSweep();
    };
    this.connection.remote.showSweep(current && { ...current, isNew: current.id !== this.openedSweep }).then(
      () => {
        this.openedSweep = current?.id ?? null;
        acted();
      },
      (error: unknown) => {
        this.abandoned(error);
        acted();
      },
    );
  }

  private tellStatuses(run: Run, remote: Remote<InspectorPageApi>): void {
    const tell = (status: RunStatus, nStates: number) =>
      remote.showStatus(run.id, status, nStates).catch(this.abandoned);
    this.statuses = new StatusStream(run, tell, () => Date.now());
  }

  /** The page has gone (hidden, reloaded): what was under way to it is lost, and it will ask again. */
  private loseStreams(): void {
    this.pageIsReady = false;
    this.endStreams();
    this.toldGhost = null;
    this.connection?.abandonCalls();
  }

  /** A call that the page did not answer before it went: it will ask for everything again. */
  private readonly abandoned = (error: unknown): void => {
    this.services.log.debug(`inspector: ${String(error)}`);
  };

  private letGo(): void {
    this.loseStreams();
    this.connection?.close();
    this.connection = null;
    this.panel = null;
  }
}

function ghostOf({ name, history, experiment }: Run): Ghost {
  const { train, test } = experiment.split;
  const nTest = train === test ? 0 : testSize(experiment);
  return { name, curves: history.allScores(), nTrain: trainSize(experiment), nTest };
}

/** Closes the tab of an inspector that nobody answers any more: an extension host that ended leaves it behind. */
function closeLeftBehind(): void {
  const left = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(INSPECTOR_VIEW_TYPE),
    );
  if (left.length > 0) vscode.window.tabGroups.close(left).then(undefined, () => undefined); // it has just been closed
}
