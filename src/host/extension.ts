import * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { WorkerPool } from '#session/workerPool';
import { createApi } from './api.ts';
import type { IrisNetworkApi } from './api.ts';
import {
  breakRun,
  openRun,
  registerCommands,
  retrain,
  trainChanged,
  trainFromSettings,
  trainTarget,
} from './commands.ts';
import type { CommandServices } from './commandServices.ts';
import { CONFIGURATION_VIEW, ConfigurationView } from './configurationView.ts';
import { ConfigurationTargets } from './configurationTargets.ts';
import { followState } from './contextKeys.ts';
import { DataPreviews } from './dataPreviews.ts';
import { followDeeds, tellDeed } from './deeds.ts';
import { ExperimentDiagnostics } from './experimentDiagnostics.ts';
import { helpWithExperiments } from './experimentHelp.ts';
import { INSPECTOR_VIEW_TYPE, InspectorPanel } from './inspectorPanel.ts';
import { InspectorSerializer } from './inspectorSerializer.ts';
import { irisDataset } from './irisDataset.ts';
import { registerLanguageModelTools } from './languageModelTools.ts';
import { LayersTree } from './layersTree.ts';
import { MovedOn } from './movedOn.ts';
import type { Platform } from './platform.ts';
import type { DataFile, RunPlan } from './runPlan.ts';
import { RunsTree } from './runsTree.ts';
import { RunStore } from './runStore.ts';
import { sampleInThread } from './sampleThread.ts';
import { SAVED_RUN_EDITOR, SavedRunEditors } from './savedRunEditors.ts';
import { SeedSweeps } from './seedSweeps.ts';
import { createStatusBar } from './statusBar.ts';
import { Tables } from './tables.ts';
import { threadSurroundings } from './trainingThread.ts';

/** Builds the parts and connects them. Nothing is trained, read or shown before a person asks for it. */
export function activateOn(platform: Platform, context: vscode.ExtensionContext): IrisNetworkApi {
  const { extensionUri, extensionMode, workspaceState: memory, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Iris Network', { log: true });
  const tables = new Tables(platform);
  const dataset = async (data: DataFile | null) => (data ? tables.dataset(data) : irisDataset);
  const sampled = (config: TrainingConfig, data: Dataset) => sampleInThread(platform, config, data);
  const surroundings = threadSurroundings(platform);
  const { digests } = platform;

  const pool = new WorkerPool(surroundings);
  const runs = new RunStore({ memory, pool, surroundings, digests, log, dataset, sampled });
  const sweeps = new SeedSweeps({ runs, pool, dataset, sampled });
  const movedOn = new MovedOn(runs);
  const inspector = new InspectorPanel({
    ...{ extensionUri, runs, sweeps, movedOn, log },
    retrain: () => void retrain(services),
    trainChanged: (config) => void trainChanged(services, config),
    breakRun: (change, wrongLabel) => void breakRun(services, change, wrongLabel),
    openRun: (runId) => void openRun(services, runId),
    did: tellDeed,
  });
  const runsTree = new RunsTree(runs);
  const layers = new LayersTree(runs, inspector);
  const targets = new ConfigurationTargets(runs);
  const diagnostics = new ExperimentDiagnostics({ dataset, columns: (data) => tables.columns(data) });
  const previews = new DataPreviews({
    extensionUri,
    tables,
    log,
    train: (data) => trainFromSettings(services, data),
  });
  const savedRuns = new SavedRunEditors({ extensionUri, tables, digests, sampled, log });
  const services: CommandServices = {
    savedRuns,
    extensionUri,
    platform,
    runs,
    runsTree,
    inspector,
    sweeps,
    layers,
    targets,
    previews,
    log,
  };
  const train = (plan: RunPlan) => void trainTarget(services, plan);
  const live = (plan: RunPlan) => runs.draft(plan);

  subscriptions.push(
    runs,
    sweeps,
    pool,
    tables,
    movedOn,
    targets,
    diagnostics,
    helpWithExperiments(diagnostics),
    runs.onDidShow((run) => {
      if (run && runs.isDraft(run)) inspector.reveal('beside');
    }),
    inspector,
    runsTree,
    layers,
    previews,
    vscode.window.registerWebviewViewProvider(
      CONFIGURATION_VIEW,
      new ConfigurationView({ extensionUri, log, targets, dataset, train, live }),
    ),
    vscode.window.registerWebviewPanelSerializer(
      INSPECTOR_VIEW_TYPE,
      new InspectorSerializer(runs, inspector),
    ),
    vscode.window.registerCustomEditorProvider(SAVED_RUN_EDITOR, savedRuns, {
      supportsMultipleEditorsPerDocument: true,
    }),
    createStatusBar(runs),
    followState(runs),
    followDeeds(runs, sweeps),
    registerCommands(services),
    registerLanguageModelTools({ runs, digests, log }),
    log, // the last: the others may still have something to say when they end
  );
  return createApi({ runs, inspector, previews, digests }, extensionMode);
}
