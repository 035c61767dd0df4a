import * as vscode from 'vscode';
import { hasEnded } from '#session/run';
import type { Run } from '#session/run';
import { grouped } from './grouped.ts';
import type { RunStore } from './runStore.ts';

/** Epoch and loss of the run that is shown, at the foot of the window; a click shows the inspector. */
export function createStatusBar(runs: RunStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('irisNetwork.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Iris Network';
  item.command = 'irisNetwork.showInspector';
  const update = () => {
    const run = runs.shown;
    if (!run) {
      item.hide();
      return;
    }
    item.text = statusText(run);
    item.tooltip = `Iris Network: ${run.name}. Click to show the inspector.`;
    item.show();
  };
  const subscriptions = [runs.onDidShow(update), runs.onDidChangeRun(update)];
  return vscode.Disposable.from(item, ...subscriptions);
}

/** "epoch 1,200 of 2,600 · loss 0.6712", with an icon for the state. */
export function statusText({ status, history }: Run): string {
  const epoch = history.length - 1;
  const icon = ICONS[status.state];
  if (epoch < 0) return `${icon} Iris`;
  const loss = history.score(epoch, 'trainLoss').toFixed(4);
  const progress = hasEnded(status.state) && epoch === history.epochs ? '' : ` of ${grouped(history.epochs)}`;
  return `${icon} epoch ${grouped(epoch)}${progress} · loss ${loss}`;
}

const ICONS: Record<Run['status']['state'], string> = {
  idle: '$(circle-outline)',
  running: '$(sync~spin)',
  paused: '$(debug-pause)',
  completed: '$(check)',
  stopped: '$(debug-stop)',
  diverged: '$(warning)',
  failed: '$(error)',
};
