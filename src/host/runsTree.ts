import * as vscode from 'vscode';
import { assertNever } from '#engine/assertNever';
import type { RunStatus } from '#protocol/api';
import { chosenLine } from './chosenLine.ts';
import type { RunEntry, RunStore } from './runStore.ts';
import { grouped } from './statusBar.ts';

/** The Runs view: the runs of this window, newest first. */
export class RunsTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly runs: RunStore;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly view: vscode.TreeView<string>;
  private readonly subscription: vscode.Disposable;
  readonly onDidChangeTreeData = this.changed.event;

  constructor(runs: RunStore) {
    this.runs = runs;
    this.view = vscode.window.createTreeView('irisNetwork.runs', { treeDataProvider: this });
    this.subscription = runs.onDidChange(() => this.changed.fire());
  }

  getChildren(id?: string): string[] {
    return id === undefined ? this.runs.all.map(({ record }) => record.id) : [];
  }

  getTreeItem(id: string): vscode.TreeItem {
    const entry = this.runs.all.find(({ record }) => record.id === id);
    if (!entry) return new vscode.TreeItem('');
    const { name, status } = entry.record;
    const isShown = this.runs.shown?.id === id;
    const item = new vscode.TreeItem(isShown ? `${name} (shown)` : name);
    item.id = id;
    item.description = resultText(entry);
    item.tooltip = tooltip(entry);
    item.iconPath = new vscode.ThemeIcon(ICONS[status.state]);
    item.contextValue = `irisNetwork.run.${status.state}`;
    item.command = { command: 'irisNetwork.openRun', title: 'Show This Run' };
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
}

const ICONS: Record<RunStatus['state'], string> = {
  idle: 'circle-outline',
  running: 'sync',
  paused: 'debug-pause',
  completed: 'pass',
  stopped: 'debug-stop',
  diverged: 'warning',
  failed: 'error',
};

/** "29/30 · loss 0.4779 · 0.2 s" */
export function resultText({ record }: RunEntry): string {
  const { result, status, durationMs } = record;
  if (!result) return stateText(status);
  const parts = [`${result.testCorrect}/${result.nTest}`, `loss ${result.trainLoss.toFixed(4)}`];
  if (status.state === 'completed') parts.push(durationText(durationMs));
  else parts.push(stateText(status));
  return parts.join(' · ');
}

function durationText(milliseconds: number): string {
  return milliseconds < 100 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

function stateText(status: RunStatus): string {
  switch (status.state) {
    case 'idle':
      return 'not started';
    case 'running':
    case 'paused':
    case 'completed':
    case 'stopped':
      return status.state;
    case 'diverged':
      return `diverged at epoch ${grouped(status.epoch)}`;
    case 'failed':
      return `failed: ${status.message}`;
    default:
      return assertNever(status);
  }
}

/** Plain text, so that nothing in a name is ever read as markup. */
function tooltip({ record }: RunEntry): string {
  const { name, config, states, status, durationMs, parametersHash } = record;
  const { network, training, split, preprocessing } = config;
  const layers = network.hiddenLayers.map(({ units, activation }) => `${units} ${activation}`).join(', ');
  return [
    name,
    `hidden layers: ${layers || 'none'}`,
    `learning rate ${training.learningRate}, ${grouped(training.epochs)} epochs, seed ${network.seed}`,
    split ? `test share ${split.testSize}, split seed ${split.randomState}` : 'no split',
    `scaler on ${preprocessing.fitScalerOn === 'all' ? 'all rows' : 'the training rows'}`,
    `${stateText(status)}; ${grouped(Math.max(0, states - 1))} epochs in ${durationText(durationMs)}`,
    ...(parametersHash ? [`SHA-256 of all states: ${parametersHash}`] : []),
  ].join('\n');
}
