import * as vscode from 'vscode';
import type { Selection } from '#protocol/api';
import type { Run } from '#session/run';
import { grouped } from './grouped.ts';
import type { InspectorPanel } from './inspectorPanel.ts';
import { chosenLine } from './chosenLine.ts';
import { layersAt } from './layersModel.ts';
import type { LayerNode } from './layersModel.ts';
import type { RunStore } from './runStore.ts';

export const LAYERS_VIEW = 'irisNetwork.layers';

/** While an epoch follows the other, the view is brought up to date this often. */
const REFRESH_MS = 200;

/** The Layers view: the network of the run that is shown, at the epoch that the inspector shows. */
export class LayersTree implements vscode.TreeDataProvider<LayerNode>, vscode.Disposable {
  private readonly runs: RunStore;
  private readonly inspector: InspectorPanel;
  private readonly view: vscode.TreeView<LayerNode>;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private nodes: readonly LayerNode[] = [];
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

  getChildren(node?: LayerNode): LayerNode[] {
    return [...(node ? node.children : this.nodes)];
  }

  getParent(node: LayerNode): LayerNode | undefined {
    return this.nodes.find((layer) => layer.children.includes(node));
  }

  getTreeItem(node: LayerNode): vscode.TreeItem {
    const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const isHidden = node.layer > 0 && node.layer < this.nodes.length - 1;
    const open = isHidden ? Expanded : Collapsed;
    const item = new vscode.TreeItem(node.label, node.children.length > 0 ? open : None);
    item.id = node.key;
    item.description = node.detail;
    item.tooltip = `${node.label}: ${node.detail}`;
    if (node.kind === 'dead') {
      item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    }
    item.command = { command: 'irisNetwork.showLayer', title: 'Show in the Inspector' };
    return item;
  }

  /** Shows in the inspector what the chosen line stands for. */
  async showChosen(): Promise<void> {
    const node = await chosenLine(this.view);
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
    const epoch = run ? Math.min(this.epoch ?? Infinity, run.history.length - 1) : -1;
    this.nodes = run && epoch >= 0 ? layersAt(run, epoch) : [];
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
    if (this.view.selection.some((node) => node.layer === layer && node.unit === unit)) return;
    const parent = this.nodes[layer];
    const node = parent?.children.find((child) => unit !== null && child.unit === unit) ?? parent;
    if (!node) return;
    // VS Code refuses a line that was made anew meanwhile; the next selection or run finds it
    await this.view
      .reveal(node, { select: true, focus: false, expand: false })
      .then(undefined, () => undefined);
  }
}

function descriptionOf({ history }: Run, epoch: number): string {
  const count = history.parameterValues(epoch).length;
  return `epoch ${grouped(epoch)}, ${grouped(count)} parameters`;
}
