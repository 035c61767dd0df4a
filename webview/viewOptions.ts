import { checkIndex } from '#protocol/guards';

/** The pages of the inspector, in their order. */
export const TABS = ['network', 'arrays', 'samples', 'curves', 'tutorial'] as const;
export type Tab = (typeof TABS)[number];

export const LOSS_SCALES = ['linear', 'log'] as const;
export type LossScale = (typeof LOSS_SCALES)[number];

/** Which rows a confusion matrix counts. */
export const CONFUSION_ROWS = ['test', 'train'] as const;
export type ConfusionRows = (typeof CONFUSION_ROWS)[number];

/** What the counts of a confusion matrix are shares of: nothing, their actual class, their predicted class, all rows. */
export const NORMALIZATIONS = ['counts', 'actual', 'predicted', 'all'] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

/** The epochs that the curves show. */
export interface Zoom {
  readonly from: number;
  readonly to: number; // above `from`
}

/** How a person likes to look, beside what is looked at: kept with the view. */
export interface ViewOptions {
  readonly tab: Tab;
  readonly lossScale: LossScale;
  readonly zoom: Zoom | null; // null: all epochs
  readonly comparedEpoch: number | null; // laid over the epoch shown, in distributions
  readonly distribution: string; // the array whose values are drawn: "Z1"
  readonly confusionRows: ConfusionRows;
  readonly normalization: Normalization;
  readonly picture: number; // of the tutorial, from 1: the one at the top of its page
  readonly flower: readonly number[] | null; // the flower to be predicted, in the units of the data; null: the selected row
}

export const DEFAULT_OPTIONS: ViewOptions = {
  tab: 'network',
  lossScale: 'linear',
  zoom: null,
  comparedEpoch: null,
  distribution: 'Z1',
  confusionRows: 'test',
  normalization: 'counts',
  picture: 1,
  flower: null,
};

/** Kept options; whatever is not as it should be has its default. */
export function readOptions(value: unknown): ViewOptions {
  const kept = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    tab: oneOf(TABS, kept['tab']) ?? DEFAULT_OPTIONS.tab,
    lossScale: oneOf(LOSS_SCALES, kept['lossScale']) ?? DEFAULT_OPTIONS.lossScale,
    zoom: readZoom(kept['zoom']),
    comparedEpoch: readIndex(kept['comparedEpoch']),
    distribution:
      typeof kept['distribution'] === 'string' ? kept['distribution'] : DEFAULT_OPTIONS.distribution,
    confusionRows: oneOf(CONFUSION_ROWS, kept['confusionRows']) ?? DEFAULT_OPTIONS.confusionRows,
    normalization: oneOf(NORMALIZATIONS, kept['normalization']) ?? DEFAULT_OPTIONS.normalization,
    picture: Math.max(1, readIndex(kept['picture']) ?? DEFAULT_OPTIONS.picture),
    flower: readFlower(kept['flower']),
  };
}

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | undefined {
  return choices.find((choice) => choice === value);
}

export function readIndex(value: unknown): number | null {
  try {
    return checkIndex(value, 'index');
  } catch {
    return null;
  }
}

function readZoom(value: unknown): Zoom | null {
  const { from, to } = (value ?? {}) as Record<string, unknown>;
  const [first, last] = [readIndex(from), readIndex(to)];
  return first !== null && last !== null && first < last ? { from: first, to: last } : null;
}

function readFlower(value: unknown): readonly number[] | null {
  return Array.isArray(value) && value.every((one) => typeof one === 'number') ? value : null;
}
