import type { DatasetSource, TrainingConfig } from '#engine/config';
import { changed } from '#engine/configChange';
import type { ConfigChange } from '#engine/configChange';
import type { Dataset } from '#engine/dataset';
import { relabelled, relabellingName } from '#engine/relabelling';
import type { Relabelling } from '#engine/relabelling';
import type { Unbroken } from '#engine/trials';
import { visible } from '#engine/words';
import { describeRun } from '#session/runName';

/** A table in a file, and which of its columns are meant. */
export interface DataFile extends Omit<DatasetSource, 'path'> {
  readonly uri: string;
}

/** The settings, as the origin of a run. Any other origin is the URI of an experiment file. */
export const SETTINGS = 'settings';

/** A run as it was before it was broken; its data are those of the broken one. */
export interface UnbrokenPlan extends Unbroken, Pick<RunPlan, 'relabelling' | 'origin'> {}

/** What a run is to be: everything that fixes it, and where that is written. */
export interface RunPlan {
  readonly config: TrainingConfig;
  readonly data: DataFile | null; // null: the bundled iris
  readonly relabelling?: Relabelling; // a label of the data that is changed
  readonly origin: string | null; // SETTINGS, or the URI of an experiment file; null: it is written nowhere
  readonly unbroken?: UnbrokenPlan; // of a run that is to be broken
}

/** The data of a plan, made of those that it names. @throws RangeError when they have no such row or class */
export function planDataset({ relabelling }: Pick<RunPlan, 'relabelling'>, named: Dataset): Dataset {
  return relabelling ? relabelled(named, relabelling) : named;
}

/**
 * The name of the plan's run: that of the data, unless it is the bundled iris, what the configuration has of its own, and the
 * label that is changed.
 *
 * @param named the data that the plan names, before a label is changed
 */
export function planName({ config, data, relabelling }: RunPlan, named: Dataset): string {
  const name = describeRun(config, data && { name: named.name, choices: data });
  return relabelling ? `${name}, ${visible(relabellingName(named, relabelling))}` : name;
}

/**
 * The plan of a run with one change, or else with the wrong label, which knows what it was made from: of a run that is broken
 * already it is that one which is broken, in this way alone.
 */
export function brokenPlan(
  shown: RunPlan,
  change: ConfigChange | null,
  wrongLabel: Relabelling | null,
): RunPlan {
  const { config, relabelling, origin } = shown.unbroken ?? shown;
  const before = { config, ...(relabelling && { relabelling }), origin };
  const broken = change
    ? { ...before, config: changed(config, change) }
    : { config, ...(wrongLabel && { relabelling: wrongLabel }), origin: null }; // a changed label is written nowhere
  return { ...broken, data: shown.data, unbroken: { ...before, wrongLabel } };
}

/** Do two plans give the same run? Both configurations have been made by the same parser, so their keys are in the same order. */
export function sameRun(a: Omit<RunPlan, 'origin'>, b: Omit<RunPlan, 'origin'>): boolean {
  const made = ({ config, data, relabelling }: Omit<RunPlan, 'origin'>) =>
    JSON.stringify([config, data, relabelling ?? null]);
  return made(a) === made(b);
}
