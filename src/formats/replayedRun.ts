import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import type { Ending } from './runSummary.ts';

/** A run as the replay page carries it: JSON, with numbers packed (`packNumbers`) and in base64. */
export interface ReplayedRun {
  readonly name: string;
  readonly config: TrainingConfig;
  readonly dataset: Pick<Dataset, 'name' | 'features' | 'classes'>;
  readonly status: Ending;
  readonly nStates: number;
  readonly values: string; // of the data, in records of a row
  readonly labels: readonly number[];
  readonly history: string; // in records of `stride`
  readonly stride: number;
}

/** The element that holds it. */
export const REPLAYED_RUN_ID = 'replayed-run';
