import { resultEpoch } from '#engine/earlyStopping';
import type { Experiment } from '#engine/experiment';
import type { History } from '#engine/history';
import type { Parameters } from '#engine/parameters';
import type { Ending } from './runSummary.ts';

/** A run that has ended, as the exports need it. */
export interface ExportedRun {
  readonly name: string;
  readonly experiment: Experiment;
  readonly history: History; // at least one state
  readonly status: Ending;
}

/** The epoch whose state the run came to: the last, or where early stopping restores it the best. */
export function resultOf({ history, experiment, status }: ExportedRun): number {
  return resultEpoch(history, experiment.config.training, status.state === 'completed');
}

/** The parameters that the run came to. */
export function resultParameters(run: ExportedRun): Parameters {
  return run.history.parameters(resultOf(run));
}

/** Which states a table or archive of parameters holds. */
export const EPOCH_CHOICES = ['ends', 'all'] as const;
export type EpochChoice = (typeof EPOCH_CHOICES)[number];

/** The epochs of a choice: the first and the last, or every one. */
export function chosenEpochs({ history }: ExportedRun, choice: EpochChoice): readonly number[] {
  const last = history.length - 1;
  if (choice === 'all') return Array.from({ length: history.length }, (_, epoch) => epoch);
  return last === 0 ? [0] : [0, last];
}
