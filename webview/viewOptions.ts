import { NORMALIZATIONS } from '#engine/metrics';
import type { Normalization } from '#engine/metrics';
import { t } from '#engine/translation';
import { checkIndex } from '#protocol/guards';
import { LESSONS, NEW_GAME, readAnswers, readGame, readTrials } from './lessons.ts';
import type { Answers, Game, Lesson, Trial } from './lessons.ts';
import { CONFUSION_ROWS, DEFAULT_ROW_FILTER, readRowFilter, readRowSort } from './rowOptions.ts';
import type { ConfusionRows, RowFilter, RowSort } from './rowOptions.ts';

/** The pages of the inspector, in their order; the last one is there once seeds have been swept. */
export const TABS = ['network', 'arrays', 'samples', 'curves', 'tutorial', 'lessons', 'seeds'] as const;
export type Tab = (typeof TABS)[number];

/** What they are called. */
export const TAB_NAMES: Readonly<Record<Tab, string>> = {
  network: t('Network'),
  arrays: t('Arrays'),
  samples: t('Samples'),
  curves: t('Curves'),
  tutorial: t('Tutorial'),
  lessons: t('Lessons'),
  seeds: t('Seeds'),
};

export const LOSS_SCALES = ['linear', 'log'] as const;
export type LossScale = (typeof LOSS_SCALES)[number];

const ALERT_LIST = ['shown', 'hidden'] as const;

/** The epochs that the curves show. */
export interface Zoom {
  readonly from: number;
  readonly to: number; // above `from`
}

/** How a person likes to look, beside what is looked at: kept with the view. */
export interface ViewOptions {
  readonly tab: Tab;
  readonly array: string; // the array that is written out: "Z1"
  readonly lossScale: LossScale;
  readonly zoom: Zoom | null; // null: all epochs
  readonly comparedEpoch: number | null; // laid over the epoch shown, in distributions
  readonly distribution: string; // the array whose values are drawn: "Z1"
  readonly confusionRows: ConfusionRows;
  readonly normalization: Normalization;
  readonly rowFilter: RowFilter; // the rows that are listed
  readonly rowSort: RowSort | null; // null: in data order
  readonly picture: number; // of the tutorial, from 1: the one at the top of its page
  readonly alerts: 'shown' | 'hidden'; // the list beside the pages
  readonly lesson: Lesson;
  readonly question: number; // the one that is asked, from 0
  readonly answers: Answers; // to the questions of the run
  readonly trials: readonly Trial[]; // predictions, of whatever run
  readonly game: Game; // of the run
  readonly flower: readonly number[] | null; // the flower to be predicted, in the units of the data; null: the selected row
}

export const DEFAULT_OPTIONS: ViewOptions = {
  tab: 'network',
  array: 'Z1',
  lossScale: 'linear',
  zoom: null,
  comparedEpoch: null,
  distribution: 'Z1',
  confusionRows: 'test',
  normalization: 'counts',
  rowFilter: DEFAULT_ROW_FILTER,
  rowSort: null,
  picture: 1,
  alerts: 'hidden',
  lesson: 'questions',
  question: 0,
  answers: {},
  trials: [],
  game: NEW_GAME,
  flower: null,
};

/** The options that belong to a run; all others go from run to run. */
export function ownOptions({ zoom, flower, comparedEpoch, question, answers, game }: ViewOptions) {
  return { zoom, flower, comparedEpoch, question, answers, game } satisfies Partial<ViewOptions>;
}

/** Kept options; whatever is not as it should be has its default. */
export function readOptions(value: unknown): ViewOptions {
  const kept = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return {
    tab: oneOf(TABS, kept['tab']) ?? DEFAULT_OPTIONS.tab,
    array: readText(kept['array']) ?? DEFAULT_OPTIONS.array,
    lossScale: oneOf(LOSS_SCALES, kept['lossScale']) ?? DEFAULT_OPTIONS.lossScale,
    zoom: readZoom(kept['zoom']),
    comparedEpoch: readIndex(kept['comparedEpoch']),
    distribution: readText(kept['distribution']) ?? DEFAULT_OPTIONS.distribution,
    confusionRows: oneOf(CONFUSION_ROWS, kept['confusionRows']) ?? DEFAULT_OPTIONS.confusionRows,
    normalization: oneOf(NORMALIZATIONS, kept['normalization']) ?? DEFAULT_OPTIONS.normalization,
    rowFilter: readRowFilter(kept['rowFilter']),
    rowSort: readRowSort(kept['rowSort']),
    picture: Math.max(1, readIndex(kept['picture']) ?? DEFAULT_OPTIONS.picture),
    alerts: oneOf(ALERT_LIST, kept['alerts']) ?? DEFAULT_OPTIONS.alerts,
    lesson: oneOf(LESSONS, kept['lesson']) ?? DEFAULT_OPTIONS.lesson,
    question: readIndex(kept['question']) ?? DEFAULT_OPTIONS.question,
    answers: readAnswers(kept['answers']),
    trials: readTrials(kept['trials']),
    game: readGame(kept['game']),
    flower: readFlower(kept['flower']),
  };
}

function oneOf<T extends string>(choices: readonly T[], value: unknown): T | undefined {
  return choices.find((choice) => choice === value);
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
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
  return Array.isArray(value) && value.every((one): one is number => Number.isFinite(one)) ? value : null;
}
