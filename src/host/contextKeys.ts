import * as vscode from 'vscode';
import type { RunStore } from './runStore.ts';

/**
 * Keeps context keys for the menus' conditions: `irisNetwork.state`, the state of the run that is shown, and
 * `irisNetwork.hasDraft`.
 */
export function followState(runs: RunStore): vscode.Disposable {
  const told = new Map<string, unknown>();
  const tell = (key: string, value: unknown) => {
    if (told.get(key) === value) return;
    told.set(key, value);
    void vscode.commands.executeCommand('setContext', key, value);
  };
  const follow = () => {
    tell('irisNetwork.state', runs.shown?.status.state ?? 'none');
    tell(
      'irisNetwork.hasDraft',
      runs.all.some(({ isDraft }) => isDraft),
    );
  };
  return vscode.Disposable.from(
    runs.onDidShow(follow),
    runs.onDidChangeRun(follow),
    runs.onDidChange(follow),
  );
}
