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

/** The parameters of the last state. */
export function lastParameters({ history }: ExportedRun): Parameters {
  return history.parameters(history.length - 1);
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
