import {
  EARLY_STOPPING_DEFAULTS,
  INITIALIZATIONS,
  MONITORS,
  OPTIMIZERS,
  OPTIMIZER_DEFAULTS,
  OPTIMIZER_KEYS,
  REDUCTIONS,
  SCHEDULE_DEFAULTS,
  SCHEDULE_KINDS,
  withOptimizerKeys,
} from '#engine/config';
import type {
  EarlyStoppingConfig,
  LimitedKey,
  OptimizerKey,
  Schedule,
  ScheduleKind,
  TrainingConfig,
} from '#engine/config';
import { parseNumber } from './parseNumber.ts';
import type { Parsed } from './parseNumber.ts';

/** The fields of the form about how the network is trained, beside learning rate and epochs; in its order. */
export const TRAINING_FIELDS = [
  'initialization',
  'optimizer',
  'momentum',
  'beta1',
  'beta2',
  'epsilon',
  'batchSize',
  'reduction',
  'schedule',
  'stepEvery',
  'stepFactor',
  'exponentialFactor',
  'cosineMinimum',
  'earlyStopping',
  'patience',
  'minDelta',
  'restoreBest',
] as const;
export type TrainingField = (typeof TRAINING_FIELDS)[number];
export type TrainingTexts = Readonly<Record<TrainingField, string>>;

/** What stands for null in the fields of the batch size and of early stopping. */
export const FULL_BATCH = '0';
export const NO_STOPPING = 'off';

/** Which fields matter to each schedule. */
const SCHEDULE_FIELDS: Readonly<Record<ScheduleKind, readonly TrainingField[]>> = {
  constant: [],
  step: ['stepEvery', 'stepFactor'],
  exponential: ['exponentialFactor'],
  cosine: ['cosineMinimum'],
};

/** The fields that matter to what is chosen, in the order of the form. */
export function shownFields(texts: TrainingTexts): readonly TrainingField[] {
  const shown = new Set<TrainingField>([
    ...(['initialization', 'optimizer', 'batchSize', 'reduction', 'schedule', 'earlyStopping'] as const),
    ...OPTIMIZER_KEYS[chosen(OPTIMIZERS, texts.optimizer)],
    ...SCHEDULE_FIELDS[chosen(SCHEDULE_KINDS, texts.schedule)],
    ...(texts.earlyStopping === NO_STOPPING ? [] : (['patience', 'minDelta', 'restoreBest'] as const)),
  ]);
  return TRAINING_FIELDS.filter((field) => shown.has(field));
}

/** The texts that show a configuration; what does not matter to it has its default. */
export function trainingTextsOf({ network, training }: TrainingConfig): TrainingTexts {
  const { schedule, earlyStopping } = training;
  const stopping = earlyStopping ?? EARLY_STOPPING_DEFAULTS;
  const { step, exponential, cosine } = SCHEDULE_DEFAULTS;
  const steps = schedule.kind === 'step' ? schedule : step;
  const numbers = { ...OPTIMIZER_DEFAULTS, ...training };
  return {
    initialization: network.initialization,
    optimizer: training.optimizer,
    momentum: String(numbers.momentum),
    beta1: String(numbers.beta1),
    beta2: String(numbers.beta2),
    epsilon: String(numbers.epsilon),
    batchSize: training.batchSize === null ? FULL_BATCH : String(training.batchSize),
    reduction: training.reduction,
    schedule: schedule.kind,
    stepEvery: String(steps.every),
    stepFactor: String(steps.factor),
    exponentialFactor: String((schedule.kind === 'exponential' ? schedule : exponential).factor),
    cosineMinimum: String((schedule.kind === 'cosine' ? schedule : cosine).minimum),
    earlyStopping: earlyStopping?.monitor ?? NO_STOPPING,
    patience: String(stopping.patience),
    minDelta: String(stopping.minDelta),
    restoreBest: stopping.restoreBest ? 'yes' : 'no',
  };
}

/** Takes what a field's text says, or the other value where it has a problem, which it notes. */
type Take = (field: TrainingField, result: Parsed, otherwise: number) => number;

/** What the texts say of the training, but for learning rate and epochs. Fields that are not shown have no problems. */
export function readTraining(
  texts: TrainingTexts,
  base: TrainingConfig['training'],
  take: Take,
): TrainingConfig['training'] {
  const optimizer = chosen(OPTIMIZERS, texts.optimizer);
  const numbers = OPTIMIZER_KEYS[optimizer].map((key): [OptimizerKey, number] => [
    key,
    take(key, parseNumber(`training.${key}`, texts[key]), base[key] ?? OPTIMIZER_DEFAULTS[key]),
  ]);
  return withOptimizerKeys({
    ...base,
    optimizer,
    ...Object.fromEntries(numbers),
    reduction: chosen(REDUCTIONS, texts.reduction),
    batchSize: readBatchSize(texts.batchSize, base.batchSize, take),
    schedule: readSchedule(texts, base.schedule, take),
    earlyStopping: readEarlyStopping(texts, base.earlyStopping, take),
  });
}

/** What is chosen of a list; the first where the text is none of it, which no choice offers. */
export function chosen<Value extends string>(known: readonly [Value, ...Value[]], text: string): Value {
  return known.find((one) => one === text) ?? known[0];
}

export function readInitialization(text: string): TrainingConfig['network']['initialization'] {
  return chosen(INITIALIZATIONS, text);
}

function readBatchSize(text: string, before: number | null, take: Take): number | null {
  const plain = text.trim();
  if (plain === '' || Number(plain) === 0) return null;
  const parsed = parseNumber('training.batchSize', text);
  if ('value' in parsed || before !== null) return take('batchSize', parsed, before ?? 1);
  take('batchSize', parsed, 1);
  return null;
}

function readSchedule(texts: TrainingTexts, before: Schedule, take: Take): Schedule {
  const read = (field: TrainingField, key: LimitedKey, otherwise: number) =>
    take(field, parseNumber(key, texts[field]), otherwise);
  const kind = chosen(SCHEDULE_KINDS, texts.schedule);
  switch (kind) {
    case 'constant':
      return { kind };
    case 'step': {
      const { every, factor } = before.kind === kind ? before : SCHEDULE_DEFAULTS.step;
      return {
        kind,
        every: read('stepEvery', 'training.schedule.every', every),
        factor: read('stepFactor', 'training.schedule.factor', factor),
      };
    }
    case 'exponential': {
      const { factor } = before.kind === kind ? before : SCHEDULE_DEFAULTS.exponential;
      return { kind, factor: read('exponentialFactor', 'training.schedule.factor', factor) };
    }
    case 'cosine': {
      const { minimum } = before.kind === kind ? before : SCHEDULE_DEFAULTS.cosine;
      return { kind, minimum: read('cosineMinimum', 'training.schedule.minimum', minimum) };
    }
  }
}

function readEarlyStopping(
  texts: TrainingTexts,
  before: EarlyStoppingConfig | null,
  take: Take,
): EarlyStoppingConfig | null {
  if (texts.earlyStopping === NO_STOPPING) return null;
  const { patience, minDelta } = before ?? EARLY_STOPPING_DEFAULTS;
  return {
    monitor: chosen(MONITORS, texts.earlyStopping),
    patience: take('patience', parseNumber('training.earlyStopping.patience', texts.patience), patience),
    minDelta: take('minDelta', parseNumber('training.earlyStopping.minDelta', texts.minDelta), minDelta),
    restoreBest: texts.restoreBest === 'yes',
  };
}
