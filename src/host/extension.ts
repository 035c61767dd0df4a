import * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import { WorkerPool } from '#session/workerPool';
import { createApi } from './api.ts';
import type { IrisNetworkApi } from './api.ts';
import {
  openRun,
  registerCommands,
  trainAndShow,
  trainChanged,
  trainFromSettings,
  trainRelabelled,
} from './commands.ts';
import type { CommandServices } from './commands.ts';
import { CONFIGURATION_VIEW, ConfigurationView } from './configurationView.ts';
import { followState } from './contextKeys.ts';
import { DataPreviews } from './dataPreviews.ts';
import { followDeeds, tellDeed } from './deeds.ts';
import { INSPECTOR_VIEW_TYPE, InspectorPanel } from './inspectorPanel.ts';
import { InspectorSerializer } from './inspectorSerializer.ts';
import { loadIris } from './irisDataset.ts';
import { LayersTree } from './layersTree.ts';
import { SETTINGS } from './runPlan.ts';
import type { DataFile } from './runPlan.ts';
import { RunsTree } from './runsTree.ts';
import { RunStore } from './runStore.ts';
import { SeedSweeps } from './seedSweeps.ts';
import { createStatusBar } from './statusBar.ts';
import { Tables } from './tables.ts';
import { threadSurroundings } from './trainingThread.ts';

/** Builds the parts and connects them. Nothing is trained, read or shown before a person asks for it. */
export function activate(context: vscode.ExtensionContext): IrisNetworkApi {
  const { extensionUri, extensionMode, workspaceState: memory, subscriptions } = context;
  const log = vscode.window.createOutputChannel('Iris Network', { log: true });
  let iris: ReturnType<typeof loadIris> | null = null;
  const bundle = (file: string) => vscode.Uri.joinPath(extensionUri, 'dist', file).fsPath;
  const tables = new Tables(bundle('tableWorker.cjs'));
  const dataset = (data: DataFile | null) =>
    data ? tables.dataset(data) : (iris ??= loadIris(extensionUri));
  const surroundings = threadSurroundings(bundle('worker.cjs'));

  const pool = new WorkerPool(surroundings);
  const runs = new RunStore({ memory, pool, surroundings, log, dataset });
  const retrain = () => void trainFromSettings(services);
  const sweeps = new SeedSweeps({ runs, pool, dataset });
  const inspector = new InspectorPanel({
    ...{ extensionUri, runs, sweeps, log, retrain },
    trainChanged: (config) => void trainChanged(services, config),
    trainRelabelled: (relabelling) => void trainRelabelled(services, relabelling),
    openRun: (runId) => void openRun(services, runId),
    did: tellDeed,
  });
  const runsTree = new RunsTree(runs);
  const layers = new LayersTree(runs, inspector);
  const previews = new DataPreviews({
    extensionUri,
    tables,
    log,
    train: (data) => trainFromSettings(services, data),
  });
  const services: CommandServices = { runs, runsTree, inspector, sweeps, layers, previews, log };
  const train = (config: TrainingConfig) =>
    void trainAndShow(services, { config, data: null, origin: SETTINGS });
  const live = (config: TrainingConfig) => runs.draft({ config, data: null, origin: SETTINGS });

  subscriptions.push(
    log,
    runs,
    sweeps,
    pool,
    runs.onDidShow((run) => {
      if (run && runs.isDraft(run)) inspector.reveal('beside');
    }),
    inspector,
    runsTree,
    layers,
    previews,
    vscode.window.registerWebviewViewProvider(
      CONFIGURATION_VIEW,
      new ConfigurationView({ extensionUri, log, dataset, train, live }),
    ),
    vscode.window.registerWebviewPanelSerializer(
      INSPECTOR_VIEW_TYPE,
      new InspectorSerializer(runs, inspector),
    ),
    createStatusBar(runs),
    followState(runs),
    followDeeds(runs, sweeps),
    registerCommands(services),
  );
  return createApi(runs, inspector, previews, extensionMode);
}
