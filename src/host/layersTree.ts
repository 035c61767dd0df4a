import * as vscode from 'vscode';
import { t } from '#engine/translation';
import type { Selection } from '#protocol/api';
import type { History } from '#engine/history';
import type { Run } from '#session/run';
import { grouped } from '#engine/words';
import type { InspectorPanel } from './inspectorPanel.ts';
import { chosenLine } from './chosenLine.ts';
import { layersAt } from './layersModel.ts';
import type { LayerNode } from './layersModel.ts';
import type { RunStore } from './runStore.ts';

export const LAYERS_VIEW = 'irisNetwork.layers';

/** While an epoch follows the other, the view is brought up to date this often. */
const REFRESH_MS = 200;

/**
 * The Layers view: the network of the run that is shown, at the epoch that the inspector shows.
 *
 * VS Code knows its lines by their keys, which stay the same from epoch to epoch: a line can be revealed while the view is
 * being brought up to date.
 */
export class LayersTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly runs: RunStore;
  private readonly inspector: InspectorPanel;
  private readonly view: vscode.TreeView<string>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private layers: readonly LayerNode[] = [];
  private nodes: ReadonlyMap<string, LayerNode> = new Map(); // all of them, by their keys
  private wanted: Selection | null = null; // what the page has selected
  private drawnRun: Run | null = null;
  private epoch: number | null = null;
  private refreshing: ReturnType<typeof setTimeout> | null = null;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(runs: RunStore, inspector: InspectorPanel) {
    this.runs = runs;
    this.inspector = inspector;
    this.view = vscode.window.createTreeView(LAYERS_VIEW, { treeDataProvider: this });
    this.subscriptions = [
      this.view,
      this.changed,
      runs.onDidShow(() => {
        this.wanted = null;
        this.showEpoch(null);
      }),
      runs.onDidChangeRun((run) => {
        if (run === runs.shown && !inspector.isOpen) this.refreshSoon();
      }),
      inspector.onDidShowEpoch(({ epoch }) => this.showEpoch(epoch)),
      inspector.onDidSelect((selection) => void this.reveal(selection)),
      this.view.onDidChangeVisibility(() => this.refreshSoon()),
    ];
  }

  getChildren(key?: string): string[] {
    const nodes = key === undefined ? this.layers : (this.nodes.get(key)?.children ?? []);
    return nodes.map((node) => node.key);
  }

  getParent(key: string): string | undefined {
    return this.layers.find(({ children }) => children.some((child) => child.key === key))?.key;
  }

  getTreeItem(key: string): vscode.TreeItem {
    const node = this.nodes.get(key);
    if (!node) return new vscode.TreeItem('');
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const isHidden = node.layer > 0 && node.layer < this.layers.length - 1;
    const open = isHidden ? Expanded : Collapsed;
    const item = new vscode.TreeItem(node.label, node.children.length > 0 ? open : None);
    item.id = node.key;
    item.description = node.detail;
    item.tooltip = `${node.label}: ${node.detail}`;
    if (node.kind === 'dead') {
      item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    }
    item.command = { command: 'irisNetwork.showLayer', title: t('Show in the Inspector') };
    return item;
  }

  /** Shows in the inspector what the chosen line stands for. */
  async showChosen(): Promise<void> {
    const node = this.nodes.get((await chosenLine(this.view)) ?? '');
    if (!node) return;
    const { layer, unit, array } = node;
    await this.inspector.select({ row: null, layer, unit, ...(array && { array }) });
  }

  dispose(): void {
    if (this.refreshing) clearTimeout(this.refreshing);
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private showEpoch(epoch: number | null): void {
    this.epoch = epoch;
    this.refreshSoon();
  }

  private refreshSoon(): void {
    this.refreshing ??= setTimeout(() => {
      this.refreshing = null;
      this.refresh();
    }, REFRESH_MS);
  }

  private refresh(): void {
    if (!this.view.visible) return;
    const run = this.runs.shown;
    const epoch = run ? nearestKept(run.history, this.epoch ?? Infinity) : -1;
    this.layers = run && epoch >= 0 ? layersAt(run, epoch) : [];
    this.nodes = new Map(
      this.layers.flatMap((layer) => [layer, ...layer.children]).map((node) => [node.key, node]),
    );
    this.view.description = run && epoch >= 0 ? descriptionOf(run, epoch) : '';
    this.changed.fire();
    if (run !== this.drawnRun && this.wanted) void this.reveal(this.wanted); // in the lines of another run
    this.drawnRun = run;
  }

  /** Selects the line of what the page has selected. A line that stands for the same, as W1 for its layer, may stay. */
  private async reveal(selection: Selection): Promise<void> {
    const { layer, unit } = selection;
    this.wanted = selection;
    if (!this.view.visible || layer === null) return;
    const isSame = (node: LayerNode | undefined) => node?.layer === layer && node.unit === unit;
    if (this.view.selection.some((key) => isSame(this.nodes.get(key)))) return;
    const parent = this.layers[layer];
    const node = unit === null ? parent : (parent?.children.find(isSame) ?? parent);
    if (!node) return;
    try {
      await this.view.reveal(node.key, { select: true, focus: false, expand: false });
    } catch {
      // the lines are those of another run by now; its own selection follows
    }
  }
}

/** The epoch to show: in a history that keeps key epochs only the last of these, so that nothing is trained again here. */
function nearestKept(history: History, epoch: number): number {
  const there = Math.min(epoch, history.length - 1);
  return there < 0 ? there : history.keys.keyBefore(there);
}

function descriptionOf({ history }: Run, epoch: number): string {
  const count = history.parameterValues(epoch).length;
  return t('epoch {0}, {1} parameters', grouped(epoch), grouped(count));
}
