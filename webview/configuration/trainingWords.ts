import { INITIALIZATIONS, OPTIMIZERS, REDUCTIONS, SCHEDULE_KINDS } from '#engine/config';
import type { Initialization, OptimizerName, Reduction, ScheduleKind } from '#engine/config';
import { t } from '#engine/translation';
import type { FormTexts } from './configurationModel.ts';
import { FULL_BATCH, NO_STOPPING, chosen } from './trainingFields.ts';
import type { TrainingField } from './trainingFields.ts';

/** A choice: what it is called, and what to know before choosing it. */
interface Choice {
  readonly label: string;
  readonly advice: string;
}

const INITIALIZATION_CHOICES: Readonly<Record<Initialization, Choice>> = {
  uniform: { label: t('uniform 0 to 1'), advice: t('the tutorial’s') },
  glorot: { label: 'Glorot', advice: t('suits tanh and sigmoid') },
  he: { label: 'He', advice: t('suits ReLU and leaky ReLU') },
  zeros: { label: t('zeros'), advice: t('hidden units stay alike: only without them it learns') },
};

const OPTIMIZER_CHOICES: Readonly<Record<OptimizerName, Choice>> = {
  gradientDescent: { label: t('gradient descent'), advice: t('one step against the gradient') },
  momentum: { label: t('momentum'), advice: t('steps add up: try a tenth of the learning rate') },
  adam: { label: 'Adam', advice: t('learning rates of 0.001 to 0.1 are usual') },
};

const REDUCTION_CHOICES: Readonly<Record<Reduction, Choice>> = {
  sum: { label: t('sum'), advice: t('more rows, longer steps') },
  mean: { label: t('mean'), advice: t('learning rates of 0.01 to 1 are usual') },
};

const SCHEDULE_CHOICES: Readonly<Record<ScheduleKind, Choice>> = {
  constant: { label: t('constant'), advice: t('the learning rate stays') },
  step: { label: t('steps'), advice: t('times a factor every so many epochs') },
  exponential: { label: t('exponential'), advice: t('times a factor after every epoch') },
  cosine: { label: t('cosine'), advice: t('down to a minimum after the last update') },
};

const STOPPING_CHOICES = {
  [NO_STOPPING]: { label: t('off'), advice: t('trains all epochs') },
  testLoss: { label: t('by test loss'), advice: t('the test rows then have a say in the training') },
  trainLoss: { label: t('by training loss'), advice: t('stops when nothing is learned any more') },
} as const;

const RESTORE_CHOICES = {
  yes: { label: t('yes'), advice: t('the best epoch is evaluated') },
  no: { label: t('no'), advice: t('the last epoch is evaluated') },
} as const;

/** The choices of a field that is none to type in. */
function choicesOf(field: TrainingField): Readonly<Record<string, Choice>> | undefined {
  switch (field) {
    case 'initialization':
      return INITIALIZATION_CHOICES;
    case 'optimizer':
      return OPTIMIZER_CHOICES;
    case 'reduction':
      return REDUCTION_CHOICES;
    case 'schedule':
      return SCHEDULE_CHOICES;
    case 'earlyStopping':
      return STOPPING_CHOICES;
    case 'restoreBest':
      return RESTORE_CHOICES;
    default:
      return undefined;
  }
}

/** The options of a field; undefined where it is typed in. */
export function optionsOf(field: TrainingField) {
  const choices = choicesOf(field);
  return choices && Object.entries(choices).map(([value, { label }]) => ({ value, label }));
}

export const LABELS: Readonly<Record<TrainingField, string>> = {
  initialization: t('Initial weights'),
  optimizer: t('Optimiser'),
  momentum: t('Momentum'),
  beta1: t('Beta 1'),
  beta2: t('Beta 2'),
  epsilon: t('Epsilon'),
  batchSize: t('Batch size'),
  reduction: t('Reduction'),
  schedule: t('Schedule'),
  stepEvery: t('Every'),
  stepFactor: t('Factor'),
  exponentialFactor: t('Factor'),
  cosineMinimum: t('Minimum'),
  earlyStopping: t('Early stopping'),
  patience: t('Patience'),
  minDelta: t('Least gain'),
  restoreBest: t('Restore best'),
};

/** What to know of a field as it stands. */
export function adviceOf(field: TrainingField, texts: FormTexts): string | undefined {
  const choice = choicesOf(field)?.[texts[field]];
  if (choice) return choice.advice;
  switch (field) {
    case 'batchSize':
      return texts.batchSize.trim() === FULL_BATCH
        ? t('0: all rows in every update')
        : t('rows per update, 16 to 64 are usual');
    case 'momentum':
      return t('kept of the velocity; 0.9 is usual');
    case 'stepEvery':
    case 'patience':
      return t('epochs');
    case 'stepFactor':
      return t('0.1 to 0.9 is usual');
    case 'exponentialFactor':
      return t('0.999 halves it in about 700 epochs');
    case 'cosineMinimum':
      return t('at most the learning rate');
    case 'minDelta':
      return t('by which the loss must fall to count');
    default:
      return undefined;
  }
}

/** What is chosen, in a few words: "Adam, batches of 32, cosine". */
export function trainingSummary(texts: FormTexts): string {
  const optimizer = OPTIMIZER_CHOICES[chosen(OPTIMIZERS, texts.optimizer)].label;
  const batch = texts.batchSize.trim();
  const schedule = chosen(SCHEDULE_KINDS, texts.schedule);
  const reduction = chosen(REDUCTIONS, texts.reduction);
  const initialization = chosen(INITIALIZATIONS, texts.initialization);
  return [
    optimizer,
    ...(batch === '' || batch === FULL_BATCH ? [] : [t('batches of {0}', batch)]),
    ...(reduction === 'mean' ? [t('mean')] : []),
    ...(schedule === 'constant' ? [] : [SCHEDULE_CHOICES[schedule].label]),
    ...(initialization === 'uniform' ? [] : [INITIALIZATION_CHOICES[initialization].label]),
    ...(texts.earlyStopping === NO_STOPPING ? [] : [t('early stopping')]),
  ].join(', ');
}
