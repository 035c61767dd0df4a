import type * as vscode from 'vscode';
import type { ConfigurationTargets } from './configurationTargets.ts';
import type { DataPreviews } from './dataPreviews.ts';
import type { InspectorPanel } from './inspectorPanel.ts';
import type { LayersTree } from './layersTree.ts';
import type { Platform } from './platform.ts';
import type { RunPlan } from './runPlan.ts';
import type { RunsTree } from './runsTree.ts';
import type { RunStore } from './runStore.ts';
import type { SavedRunEditors } from './savedRunEditors.ts';
import type { SeedSweeps } from './seedSweeps.ts';

/** What the commands act on. */
export interface CommandServices {
  readonly extensionUri: vscode.Uri;
  readonly platform: Platform;
  readonly runs: RunStore;
  readonly runsTree: RunsTree;
  readonly inspector: InspectorPanel;
  readonly sweeps: SeedSweeps;
  readonly layers: LayersTree;
  readonly targets: ConfigurationTargets;
  readonly previews: DataPreviews;
  readonly savedRuns: SavedRunEditors;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Trains and shows a plan in the inspector; the draft of it, if there is one, becomes its run.
 *
 * @throws MisfitError when the configuration does not fit the data
 */
export async function trainAndShow({ runs, inspector }: CommandServices, plan: RunPlan): Promise<void> {
  const kept = runs.keepDraft(plan);
  // before the panel, or its page would be told that there is no run
  if (!kept) await runs.start(plan);
  else if (runs.shown !== kept) await runs.open(kept.id);
  inspector.reveal();
}
