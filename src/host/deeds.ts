import * as vscode from 'vscode';
import type { Deed } from '#protocol/deeds';
import { isExperiment } from './experiments.ts';
import type { RunStore } from './runStore.ts';
import type { SeedSweeps } from './seedSweeps.ts';

/** Completes the step of the guided tour that asks for this; VS Code remembers it. */
export function tellDeed(deed: Deed): void {
  void vscode.commands.executeCommand('setContext', `irisNetwork.did.${deed}`, true);
}

/** Tells of the deeds that show outside of the inspector's page. */
export function followDeeds(runs: RunStore, sweeps: SeedSweeps): vscode.Disposable {
  const look = ({ uri }: vscode.TextDocument) => {
    if (isExperiment(uri)) tellDeed('madeExperiment');
  };
  vscode.workspace.textDocuments.forEach(look);
  return vscode.Disposable.from(
    runs.onDidChangeRun(({ status: { state } }) => {
      if (state === 'completed' || state === 'diverged') tellDeed('trained');
    }),
    sweeps.onDidChange(() => {
      if (sweeps.current?.state === 'completed') tellDeed('sweptSeeds');
    }),
    vscode.workspace.onDidOpenTextDocument(look),
  );
}
