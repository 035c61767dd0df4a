import type * as vscode from 'vscode';
import type { TrainingConfig } from '#engine/config';
import { parseTrainingConfig } from '#session/configSchema';
import { whenEnded } from '#session/run';
import { Refusal } from '#session/tools/refusal';
import { isEnded } from './endedRun.ts';
import type { EndedRun } from './endedRun.ts';
import type { RunStore } from './runStore.ts';

/** A configuration that another program gives; what it leaves out has its default. @throws Refusal that names each wrong key */
export function readConfig(value: unknown): TrainingConfig {
  const reading = parseTrainingConfig(value);
  if ('config' in reading) return reading.config;
  throw new Refusal(reading.problems);
}

/**
 * Trains on iris for another program, as a run of this window, and resolves when it has ended, with at least one state. Cancelling
 * the token stops it.
 *
 * @throws Error when it fails, or is stopped before its first state; MisfitError when the configuration does not fit the data
 */
export async function trainToEnd(
  runs: RunStore,
  config: TrainingConfig,
  token?: vscode.CancellationToken,
): Promise<EndedRun> {
  const run = await runs.start({ config, data: null, origin: null });
  const cancelling = token?.onCancellationRequested(() => runs.stop(run.id));
  if (token?.isCancellationRequested) runs.stop(run.id);
  const status = await whenEnded(run);
  cancelling?.dispose();
  if (status.state === 'failed') throw new Error(status.message);
  if (!isEnded(run)) throw new Error(`the run is ${status.state}`);
  if (run.history.length === 0) throw new Error('the run was stopped before its first state');
  return run;
}
