import type { DatasetSource, TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { describeConfig } from '#session/runName';

/** A table in a file, and which of its columns are meant. */
export interface DataFile extends Omit<DatasetSource, 'path'> {
  readonly uri: string;
}

/** The settings, as the origin of a run. Any other origin is the URI of an experiment file. */
export const SETTINGS = 'settings';

/** What a run is to be: everything that fixes it, and where that is written. */
export interface RunPlan {
  readonly config: TrainingConfig;
  readonly data: DataFile | null; // null: the bundled iris
  readonly origin: string | null; // SETTINGS, or the URI of an experiment file; null: it is written nowhere
}

/** The name of the plan's run: that of the data, unless it is the bundled iris, and what the configuration has of its own. */
export function planName({ config, data }: RunPlan, dataset: Dataset): string {
  const name = describeConfig(config);
  if (!data) return name;
  return name === 'Tutorial' ? dataset.name : `${dataset.name}: ${name}`;
}

/** Do two plans give the same run? Both configurations have been made by the same parser, so their keys are in the same order. */
export function sameRun(a: Omit<RunPlan, 'origin'>, b: Omit<RunPlan, 'origin'>): boolean {
  return JSON.stringify([a.config, a.data]) === JSON.stringify([b.config, b.data]);
}
