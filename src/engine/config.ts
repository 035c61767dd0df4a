import type { Activation } from './activations.ts';

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
  readonly stratify: false;
}

/** Where the first weights come from. */
export const INITIALIZATIONS = ['uniform'] as const;
export type Initialization = (typeof INITIALIZATIONS)[number];

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
    readonly reduction: 'sum';
    readonly batchSize: null; // null: full batch
    readonly optimizer: 'gradientDescent';
    readonly schedule: { readonly kind: 'constant' };
    readonly earlyStopping: null;
  };
}

/** Where the data comes from: a CSV file, its label column (the last one when left out) and its features (all others). */
export interface DatasetSource {
  readonly path: string;
  readonly target?: string;
  readonly features?: readonly string[];
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

/** The range of a number in the configuration. */
export interface NumberLimits {
  readonly minimum: number;
  readonly maximum: number;
  readonly kind: 'whole' | 'real';
  /** `outside`: the bounds themselves are not allowed. */
  readonly bounds: 'inside' | 'outside';
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
} as const satisfies Record<string, NumberLimits>;
export type LimitedKey = keyof typeof LIMITS;

/** The most hidden layers a network can have. */
export const MAX_HIDDEN_LAYERS = 8;

/** The most memory that the states of one run may take, in bytes. */
export const MAX_HISTORY_BYTES = 256 * 1024 * 1024;

/** What is wrong with a test share where 0 stands for no split at all: in the settings and in the form. */
export function orNoSplit(message: string): string {
  return message.replace(/^must be a number/, 'must be 0 for no split, or a number');
}

/** What is wrong with `value` for `key`, as a sentence without the key ("must be …, got …"); nothing if it is right. */
export function checkNumber(key: LimitedKey, value: number): string | undefined {
  const { minimum, maximum, kind, bounds }: NumberLimits = LIMITS[key];
  const inside =
    bounds === 'inside' ? value >= minimum && value <= maximum : value > minimum && value < maximum;
  if (inside && (kind === 'real' || Number.isInteger(value))) return undefined;
  const noun = kind === 'whole' ? 'a whole number' : 'a number';
  const range =
    bounds === 'inside' ? `from ${minimum} to ${maximum}` : `above ${minimum} and below ${maximum}`;
  return `must be ${noun} ${range}, got ${value}`;
}
