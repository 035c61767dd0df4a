import * as vscode from 'vscode';
import type { TableChoices } from '#engine/config';
import type { InspectorReport, RunStatus } from '#protocol/api';
import type { PreviewOutcome } from '#protocol/preview';
import { runSummary } from '#formats/runSummary';
import type { RunSummary } from '#formats/runSummary';
import type { Digests } from '#session/savedRun';
import type { DataPreviews } from './dataPreviews.ts';
import type { InspectorPanel } from './inspectorPanel.ts';
import type { RunStore } from './runStore.ts';
import { readConfig, trainToEnd } from './trainToEnd.ts';

/** A run has grown or moved on. */
export interface RunChange {
  readonly id: string;
  readonly name: string;
  readonly status: RunStatus;
  /** The newest epoch whose state is there; −1 before the first. */
  readonly epoch: number;
}

/** What other extensions get from `activate()`. */
export interface IrisNetworkApi {
  readonly apiVersion: 1;
  /**
   * Trains with a configuration in the shape of an experiment file (what is left out has the tutorial's value) and
   * resolves with the run's summary when it has ended. Cancelling the token stops the run; its summary says so.
   * Rejects with an Error that names each key that is wrong.
   */
  train(config?: unknown, token?: vscode.CancellationToken): Promise<RunSummary>;
  readonly onDidChangeRun: vscode.Event<RunChange>;
  /** Only while the extension is being tested: what the inspector's page says it shows. */
  readonly inspectorReport?: () => Promise<InspectorReport | undefined>;
  /** The same: the preview of a table, by its URI, and what a person does in it. */
  readonly previewOutcome?: (uri: string) => PreviewOutcome | undefined;
  readonly previewChoose?: (uri: string, choices: TableChoices) => void;
  readonly previewTrain?: (uri: string) => Promise<void>;
}

/** What the others are given a part of. */
interface ApiServices {
  readonly runs: RunStore;
  readonly inspector: InspectorPanel;
  readonly previews: DataPreviews;
  readonly digests: Digests;
}

export function createApi(
  { runs, inspector, previews, digests }: ApiServices,
  mode: vscode.ExtensionMode,
): IrisNetworkApi {
  const onDidChangeRun: vscode.Event<RunChange> = (listener, self, disposables) =>
    runs.onDidChangeRun(
      ({ id, name, status, history }): unknown =>
        listener.call(self, { id, name, status, epoch: history.length - 1 }),
      undefined,
      disposables,
    );
  const api: IrisNetworkApi = {
    apiVersion: 1,
    train: (config, token) => train({ runs, digests }, config, token),
    onDidChangeRun,
  };
  if (mode !== vscode.ExtensionMode.Test) return api;
  return {
    ...api,
    inspectorReport: () => inspector.report(),
    previewOutcome: (uri) => previews.of(uri)?.outcome,
    previewChoose: (uri, choices) => previews.of(uri)?.choose(choices),
    previewTrain: async (uri) => previews.of(uri)?.train(),
  };
}

async function train(
  { runs, digests }: Pick<ApiServices, 'runs' | 'digests'>,
  config: unknown = {},
  token?: vscode.CancellationToken,
): Promise<RunSummary> {
  const { experiment, history, status } = await trainToEnd(runs, readConfig(config), token);
  return runSummary({
    experiment,
    history,
    ending: status,
    parametersHash: await digests.parametersHash(history),
  });
}
