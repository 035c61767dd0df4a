import * as vscode from 'vscode';
import type { RunStore } from './runStore.ts';

/** Keeps the context key `irisNetwork.state` at the state of the run that is shown, for the menus' conditions. */
export function followState(runs: RunStore): vscode.Disposable {
  let told: string | null = null;
  const follow = () => {
    const state = runs.shown?.status.state ?? 'none';
    if (state === told) return;
    told = state;
    void vscode.commands.executeCommand('setContext', 'irisNetwork.state', state);
  };
  return vscode.Disposable.from(runs.onDidShow(follow), runs.onDidChangeRun(follow));
}
