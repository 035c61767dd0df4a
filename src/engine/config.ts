import { assertNever } from './assertNever.ts';
import type { Activation } from './activations.ts';
import type { Delimiter, MissingPolicy } from './tableFacts.ts';
import { t } from './translation.ts';

/** A hidden layer. */
export interface HiddenLayer {
  readonly units: number;
  readonly activation: Activation;
}

/** Which rows the scaler's mean and standard deviation come from: all rows as in the tutorial, or the training rows only. */
export const SCALER_ROWS = ['all', 'train'] as const;
export type ScalerRows = (typeof SCALER_ROWS)[number];

/** How rows are divided into training and test rows. */
export interface SplitConfig {
  readonly testSize: number; // share of the rows, 0 < testSize < 1
  readonly randomState: number; // seed of the permutation
  readonly stratify: boolean; // each class divided alike
}

/** Where the first weights come from; `initialize` has the formulas. */
export const INITIALIZATIONS = ['uniform', 'glorot', 'he', 'zeros'] as const;
export type Initialization = (typeof INITIALIZATIONS)[number];

/** How the rows' gradients are put together: summed as in the tutorial, or their mean over the rows of an update. */
export const REDUCTIONS = ['sum', 'mean'] as const;
export type Reduction = (typeof REDUCTIONS)[number];

/** What an update makes of a gradient; `applyUpdate` has the formulas. */
export const OPTIMIZERS = ['gradientDescent', 'momentum', 'adam'] as const;
export type OptimizerName = (typeof OPTIMIZERS)[number];

/** How the learning rate changes over the epochs; `learningRateAt` has the formulas. */
export const SCHEDULE_KINDS = ['constant', 'step', 'exponential', 'cosine'] as const;
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];
export type Schedule =
  | { readonly kind: 'constant' }
  | { readonly kind: 'step'; readonly every: number; readonly factor: number } // every: epochs
  | { readonly kind: 'exponential'; readonly factor: number } // per epoch
  | { readonly kind: 'cosine'; readonly minimum: number }; // a learning rate

/** The losses that early stopping can watch. */
export const MONITORS = ['testLoss', 'trainLoss'] as const;
export type Monitor = (typeof MONITORS)[number];

/** When to stop before the last epoch. */
export interface EarlyStoppingConfig {
  readonly monitor: Monitor;
  readonly patience: number; // epochs without improvement
  readonly minDelta: number; // what counts as an improvement, in units of the loss
  readonly restoreBest: boolean; // is the best epoch's state what the run came to?
}

/** Everything that, with the data, fixes a run to the last bit. The literal types are choices still to come. */
export interface TrainingConfig {
  readonly preprocessing: { readonly standardize: boolean; readonly fitScalerOn: ScalerRows };
  readonly split: SplitConfig | null; // null: train and evaluate on all rows
  readonly network: {
    readonly hiddenLayers: readonly HiddenLayer[]; // none: softmax regression
    readonly initialization: Initialization;
    readonly seed: number;
  };
  readonly training: {
    readonly epochs: number;
    readonly learningRate: number;
    readonly reduction: Reduction;
    readonly batchSize: number | null; // rows of an update; null: full batch
    readonly optimizer: OptimizerName;
    readonly momentum?: number; // of momentum; these four are left out where the optimiser does not read them
    readonly beta1?: number; // of adam
    readonly beta2?: number;
    readonly epsilon?: number;
    readonly schedule: Schedule;
    readonly earlyStopping: EarlyStoppingConfig | null;
  };
}

/** How a table is read: its delimiter (found when left out), label column (the last one) and features (all others). */
export interface TableChoices {
  readonly delimiter?: Delimiter;
  readonly target?: string;
  readonly features?: readonly string[];
  readonly missing?: MissingPolicy; // refused when left out
}

/** Where the data comes from: a CSV file, and how it is read. */
export interface DatasetSource extends TableChoices {
  readonly path: string;
}

/** An experiment file with every default filled in. Without `dataset` it is about the bundled iris. */
export type ExperimentConfig = TrainingConfig & { readonly dataset?: DatasetSource };

/** The tutorial's split of 150 rows into 120 and 30. */
export const DEFAULT_SPLIT: SplitConfig = { testSize: 0.2, randomState: 42, stratify: false };

/** The tutorial's headline run. */
export const DEFAULT_CONFIG: TrainingConfig = {
  preprocessing: { standardize: true, fitScalerOn: 'all' },
  split: DEFAULT_SPLIT,
  network: { hiddenLayers: [{ units: 5, activation: 'relu' }], initialization: 'uniform', seed: 2346827 },
  training: {
    epochs: 2600,
    learningRate: 3e-5,
    reduction: 'sum',
    batchSize: null,
    optimizer: 'gradientDescent',
    schedule: { kind: 'constant' },
    earlyStopping: null,
  },
};

/** What the optimisers read beside the learning rate, with the values of the papers and of PyTorch. */
export const OPTIMIZER_DEFAULTS = { momentum: 0.9, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;
export type OptimizerKey = keyof typeof OPTIMIZER_DEFAULTS;

/** Which of these each optimiser reads. */
export const OPTIMIZER_KEYS: Readonly<Record<OptimizerName, readonly OptimizerKey[]>> = {
  gradientDescent: [],
  momentum: ['momentum'],
  adam: ['beta1', 'beta2', 'epsilon'],
};

/** What each schedule is like where nothing else is said. */
export const SCHEDULE_DEFAULTS = {
  constant: { kind: 'constant' },
  step: { kind: 'step', every: 500, factor: 0.5 },
  exponential: { kind: 'exponential', factor: 0.999 },
  cosine: { kind: 'cosine', minimum: 0 },
} as const satisfies { readonly [Kind in ScheduleKind]: Schedule & { readonly kind: Kind } };

export const EARLY_STOPPING_DEFAULTS: EarlyStoppingConfig = {
  monitor: 'testLoss',
  patience: 50,
  minDelta: 0,
  restoreBest: true,
};

/** `training` with what its optimiser reads filled in, and without what it does not read: one form of each run. */
export function withOptimizerKeys(training: TrainingConfig['training']): TrainingConfig['training'] {
  const { momentum, beta1, beta2, epsilon, schedule, earlyStopping, ...common } = training;
  const given = { momentum, beta1, beta2, epsilon };
  const read = OPTIMIZER_KEYS[training.optimizer].map((key): [OptimizerKey, number] => [
    key,
    given[key] ?? OPTIMIZER_DEFAULTS[key],
  ]);
  return { ...common, ...Object.fromEntries(read), schedule, earlyStopping };
}

/** The range of a number in the configuration. */
export interface NumberLimits {
  readonly minimum: number;
  readonly maximum: number;
  readonly kind: 'whole' | 'real';
  /** `outside`: the bounds themselves are not allowed; `inside`: both are; else only the one that is named is. */
  readonly bounds: 'inside' | 'outside' | 'minimum' | 'maximum';
}

const SEED: NumberLimits = { minimum: 0, maximum: 4294967295, kind: 'whole', bounds: 'inside' };

/** The ranges of all numbers, by the dotted key of the experiment file. */
export const LIMITS = {
  'split.testSize': { minimum: 0, maximum: 1, kind: 'real', bounds: 'outside' },
  'split.randomState': SEED,
  'network.hiddenLayers.units': { minimum: 1, maximum: 256, kind: 'whole', bounds: 'inside' },
  'network.seed': SEED,
  'training.epochs': { minimum: 0, maximum: 1_000_000, kind: 'whole', bounds: 'inside' },
  'training.learningRate': { minimum: 0, maximum: 1e6, kind: 'real', bounds: 'outside' },
  'training.batchSize': { minimum: 1, maximum: 1_000_000_000, kind: 'whole', bounds: 'inside' },
  'training.momentum': { minimum: 0, maximum: 1, kind: 'real', bounds: 'minimum' },
  'training.beta1': { minimum: 0, maximum: 1, kind: 'real', bounds: 'minimum' },
  'training.beta2': { minimum: 0, maximum: 1, kind: 'real', bounds: 'minimum' },
  'training.epsilon': { minimum: 0, maximum: 1, kind: 'real', bounds: 'outside' },
  'training.schedule.every': { minimum: 1, maximum: 1_000_000, kind: 'whole', bounds: 'inside' },
  'training.schedule.factor': { minimum: 0, maximum: 1, kind: 'real', bounds: 'maximum' },
  'training.schedule.minimum': { minimum: 0, maximum: 1e6, kind: 'real', bounds: 'minimum' },
  'training.earlyStopping.patience': { minimum: 1, maximum: 1_000_000, kind: 'whole', bounds: 'inside' },
  'training.earlyStopping.minDelta': { minimum: 0, maximum: 1000, kind: 'real', bounds: 'inside' },
} as const satisfies Record<string, NumberLimits>;
export type LimitedKey = keyof typeof LIMITS;

/** The most hidden layers a network can have. */
export const MAX_HIDDEN_LAYERS = 8;

/** The most memory that the states of one run may take, in bytes. */
export const MAX_HISTORY_BYTES = 256 * 1024 * 1024;

/** What is wrong with a test share where 0 stands for no split at all: in the settings and in the form. */
export function orNoSplit(message: string): string {
  return message.replace(t('a number'), t('0 for no split, or a number'));
}

/**
 * What is wrong with `value` for `key`, as a sentence without the key ("must be …, got …"); nothing if it is right.
 *
 * @param got how the value is told
 */
export function checkNumber(key: LimitedKey, value: number, got = String(value)): string | undefined {
  const { minimum, maximum, kind, bounds }: NumberLimits = LIMITS[key];
  const [hasMinimum, hasMaximum] = boundsOf(bounds);
  const inside =
    (value > minimum || (hasMinimum && value === minimum)) &&
    (value < maximum || (hasMaximum && value === maximum));
  if (inside && (kind === 'real' || Number.isInteger(value))) return undefined;
  const noun = kind === 'whole' ? t('a whole number') : t('a number');
  switch (bounds) {
    case 'inside':
      return t('must be {0} from {1} to {2}, got {3}', noun, minimum, maximum, got);
    case 'outside':
      return t('must be {0} above {1} and below {2}, got {3}', noun, minimum, maximum, got);
    case 'minimum':
      return t('must be {0} from {1} and below {2}, got {3}', noun, minimum, maximum, got);
    case 'maximum':
      return t('must be {0} above {1} and up to {2}, got {3}', noun, minimum, maximum, got);
    default:
      return assertNever(bounds);
  }
}

/** Is the lower bound itself allowed, and the upper one? */
export function boundsOf(bounds: NumberLimits['bounds']): readonly [minimum: boolean, maximum: boolean] {
  return [bounds === 'inside' || bounds === 'minimum', bounds === 'inside' || bounds === 'maximum'];
}
