import { INITIALIZATIONS, OPTIMIZERS, REDUCTIONS, SCHEDULE_KINDS } from '#engine/config';
import type { Initialization, OptimizerName, Reduction, ScheduleKind } from '#engine/config';
import type { FormTexts } from './configurationModel.ts';
import { FULL_BATCH, NO_STOPPING, chosen } from './trainingFields.ts';
import type { TrainingField } from './trainingFields.ts';

/** A choice: what it is called, and what to know before choosing it. */
interface Choice {
  readonly label: string;
  readonly advice: string;
}

const INITIALIZATION_CHOICES: Readonly<Record<Initialization, Choice>> = {
  uniform: { label: 'uniform 0 to 1', advice: 'the tutorial’s' },
  glorot: { label: 'Glorot', advice: 'suits tanh and sigmoid' },
  he: { label: 'He', advice: 'suits ReLU and leaky ReLU' },
  zeros: { label: 'zeros', advice: 'hidden units stay alike: only without them it learns' },
};

const OPTIMIZER_CHOICES: Readonly<Record<OptimizerName, Choice>> = {
  gradientDescent: { label: 'gradient descent', advice: 'one step against the gradient' },
  momentum: { label: 'momentum', advice: 'steps add up: try a tenth of the learning rate' },
  adam: { label: 'Adam', advice: 'learning rates of 0.001 to 0.1 are usual' },
};

const REDUCTION_CHOICES: Readonly<Record<Reduction, Choice>> = {
  sum: { label: 'sum', advice: 'more rows, longer steps' },
  mean: { label: 'mean', advice: 'learning rates of 0.01 to 1 are usual' },
};

const SCHEDULE_CHOICES: Readonly<Record<ScheduleKind, Choice>> = {
  constant: { label: 'constant', advice: 'the learning rate stays' },
  step: { label: 'steps', advice: 'times a factor every so many epochs' },
  exponential: { label: 'exponential', advice: 'times a factor after every epoch' },
  cosine: { label: 'cosine', advice: 'down to a minimum after the last update' },
};

const STOPPING_CHOICES = {
  [NO_STOPPING]: { label: 'off', advice: 'trains all epochs' },
  testLoss: { label: 'by test loss', advice: 'the test rows then have a say in the training' },
  trainLoss: { label: 'by training loss', advice: 'stops when nothing is learned any more' },
} as const;

const RESTORE_CHOICES = {
  yes: { label: 'yes', advice: 'the best epoch is evaluated' },
  no: { label: 'no', advice: 'the last epoch is evaluated' },
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
  initialization: 'Initial weights',
  optimizer: 'Optimiser',
  momentum: 'Momentum',
  beta1: 'Beta 1',
  beta2: 'Beta 2',
  epsilon: 'Epsilon',
  batchSize: 'Batch size',
  reduction: 'Reduction',
  schedule: 'Schedule',
  stepEvery: 'Every',
  stepFactor: 'Factor',
  exponentialFactor: 'Factor',
  cosineMinimum: 'Minimum',
  earlyStopping: 'Early stopping',
  patience: 'Patience',
  minDelta: 'Least gain',
  restoreBest: 'Restore best',
};

/** What to know of a field as it stands. */
export function adviceOf(field: TrainingField, texts: FormTexts): string | undefined {
  const choice = choicesOf(field)?.[texts[field]];
  if (choice) return choice.advice;
  switch (field) {
    case 'batchSize':
      return texts.batchSize.trim() === FULL_BATCH
        ? '0: all rows in every update'
        : 'rows per update, 16 to 64 are usual';
    case 'momentum':
      return 'kept of the velocity; 0.9 is usual';
    case 'stepEvery':
    case 'patience':
      return 'epochs';
    case 'stepFactor':
      return '0.1 to 0.9 is usual';
    case 'exponentialFactor':
      return '0.999 halves it in about 700 epochs';
    case 'cosineMinimum':
      return 'at most the learning rate';
    case 'minDelta':
      return 'by which the loss must fall to count';
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
    ...(batch === '' || batch === FULL_BATCH ? [] : [`batches of ${batch}`]),
    ...(reduction === 'mean' ? ['mean'] : []),
    ...(schedule === 'constant' ? [] : [SCHEDULE_CHOICES[schedule].label]),
    ...(initialization === 'uniform' ? [] : [INITIALIZATION_CHOICES[initialization].label]),
    ...(texts.earlyStopping === NO_STOPPING ? [] : ['early stopping']),
  ].join(', ');
}
