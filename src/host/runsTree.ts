import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { chosenLine } from './chosenLine.ts';
import { changedLines, runLine, runTooltip } from './runsModel.ts';
import type { RunLine } from './runsModel.ts';
import type { RunStore } from './runStore.ts';

/** The Runs view: the runs of this window, newest first. */
export class RunsTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly runs: RunStore;
  private readonly changed = new vscode.EventEmitter<string | undefined>();
  private readonly view: vscode.TreeView<string>;
  private readonly subscription: vscode.Disposable;
  private lines: readonly RunLine[];
  readonly onDidChangeTreeData = this.changed.event;

  constructor(runs: RunStore) {
    this.runs = runs;
    this.lines = this.linesNow();
    this.view = vscode.window.createTreeView('irisNetwork.runs', { treeDataProvider: this });
    this.subscription = runs.onDidChange(() => this.refresh());
  }

  getChildren(id?: string): string[] {
    return id === undefined ? this.lines.map((line) => line.id) : [];
  }

  getTreeItem(id: string): vscode.TreeItem {
    const line = this.lines.find((one) => one.id === id);
    if (!line) return new vscode.TreeItem('');
    const item = new vscode.TreeItem(line.label);
    item.id = id;
    item.description = line.description;
    item.iconPath = new vscode.ThemeIcon(line.icon);
    item.accessibilityInformation = { label: line.spoken };
    item.contextValue = `irisNetwork.run.${line.kind}.${line.state}`;
    item.command = { command: 'irisNetwork.openRun', title: t('Show This Run') };
    return item;
  }

  /** The tooltip is made when it is asked for, so that what only it says needs no drawing. */
  resolveTreeItem(item: vscode.TreeItem, id: string): vscode.TreeItem {
    const entry = this.runs.all.find(({ record }) => record.id === id);
    if (entry) item.tooltip = runTooltip(entry.record, entry.run ? 'here' : 'remembered');
    return item;
  }

  /** The run whose line is chosen. */
  chosen(): Promise<string | undefined> {
    return chosenLine(this.view);
  }

  dispose(): void {
    this.view.dispose();
    this.subscription.dispose();
    this.changed.dispose();
  }

  private refresh(): void {
    const before = this.lines;
    this.lines = this.linesNow();
    const changed = changedLines(before, this.lines);
    if (changed === 'all') this.changed.fire(undefined);
    else for (const id of changed) this.changed.fire(id);
  }

  private linesNow(): RunLine[] {
    const shown = this.runs.shown?.id;
    return this.runs.all.map(({ record, isDraft, run }) =>
      runLine(
        record,
        record.id === shown ? 'shown' : 'other',
        isDraft ? 'draft' : 'kept',
        run ? 'here' : 'remembered',
      ),
    );
  }
}
