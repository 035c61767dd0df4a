import * as vscode from 'vscode';
import { t } from '#engine/translation';
import type { Run } from '#session/run';
import { PROGRESS_MS } from '#session/statusStream';
import type { RunStore } from './runStore.ts';
import { statusText } from './statusText.ts';

/** How the training of the run that is shown stands, at the foot of the window; a click shows the inspector. */
export function createStatusBar(runs: RunStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('irisNetwork.status', vscode.StatusBarAlignment.Left, 10);
  item.name = 'Iris Network';
  item.command = 'irisNetwork.showInspector';
  let told: { readonly status: Run['status'] | undefined; readonly at: number } = {
    status: undefined,
    at: 0,
  };
  const update = () => {
    const run = runs.shown;
    told = { status: run?.status, at: Date.now() };
    if (!run) {
      item.hide();
      return;
    }
    item.text = statusText(run);
    item.tooltip = t('Iris Network: {0}. Click to show the inspector.', run.name);
    item.show();
  };
  /** Not with every piece of a history: each new text makes the whole window be painted. */
  const progress = () => {
    if (runs.shown?.status !== told.status || Math.abs(Date.now() - told.at) >= PROGRESS_MS) update();
  };
  const subscriptions = [runs.onDidShow(update), runs.onDidChangeRun(progress)];
  return vscode.Disposable.from(item, ...subscriptions);
}
