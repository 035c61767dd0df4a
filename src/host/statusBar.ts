import * as vscode from 'vscode';
import { t } from '#engine/translation';
import type { RunStore } from './runStore.ts';
import { statusText } from './statusText.ts';

/** How the training of the run that is shown stands, at the foot of the window; a click shows the inspector. */
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
    item.tooltip = t('Iris Network: {0}. Click to show the inspector.', run.name);
    item.show();
  };
  const subscriptions = [runs.onDidShow(update), runs.onDidChangeRun(update)];
  return vscode.Disposable.from(item, ...subscriptions);
}
