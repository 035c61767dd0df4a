import type { Alert } from './alerts.ts';
import { MAX_HISTORY_BYTES } from './config.ts';
import type { TrainingConfig } from './config.ts';
import type { Dataset } from './dataset.ts';
import { refuseTooLargeBatch } from './batches.ts';
import { KeyEpochs, SCORES, stateLength } from './keyEpochs.ts';
import { MisfitError } from './misfit.ts';
import type { NetworkShape } from './network.ts';
import { parameterCount } from './parameters.ts';
import { fitScaler, oneHot, splitRows, transform } from './preprocessing.ts';
import type { Scaler, Split } from './preprocessing.ts';
import { t } from './translation.ts';

/** A configuration applied to data: everything a run needs that does not change while it trains. */
export interface Experiment {
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  readonly shape: NetworkShape;
  readonly nRows: number;
  readonly nFeatures: number;
  readonly nClasses: number;
  readonly scaler: Scaler | null; // null when not standardised
  readonly split: Split;
  readonly x: Float64Array; // all rows in data order, scaled, [nRows × nFeatures]
  readonly targets: Float64Array; // all rows in data order, one-hot, [nRows × nClasses]
  /** Of which table its rows are a sample, to be looked at and not to be trained on; null: they are all. */
  readonly sample: RowSample | null;
}

/** Where the rows of a sample come from, and what is known of all rows. Plain data: it travels to the page. */
export interface RowSample {
  readonly rows: Int32Array; // their numbers in the table, rising, [n]
  readonly nRows: number; // of the table, as are the next four
  readonly nTrain: number;
  readonly nTest: number;
  readonly trainCounts: Int32Array; // training rows of each class, [nClasses]
  readonly alerts: readonly Alert[]; // those of the data
  readonly scaler: Scaler | null; // fitted on the table
  readonly split: Split; // indices into `rows`; without a split both sides hold all
}

/** An experiment without its scaled values and targets, which are as large as the data. */
export type FittedExperiment = Omit<Experiment, 'x' | 'targets'>;

/**
 * Scales, encodes and splits the data. Pure: the same configuration and data give the same bits.
 *
 * @throws RangeError when there are fewer than two rows or classes; MisfitError when the split leaves a side empty, when
 * a batch is larger than the training rows, when a cosine would raise the learning rate, or
 * when so few states of the run fit into MAX_HISTORY_BYTES that returning to one between would take too long
 */
export function prepareExperiment(config: TrainingConfig, dataset: Dataset): Experiment {
  return encoded(fitExperiment(config, dataset));
}

/** Scales and encodes the rows. */
export function encoded(fitted: FittedExperiment): Experiment {
  const { scaler, dataset, nClasses } = fitted;
  return {
    ...fitted,
    x: scaler ? transform(scaler, dataset.values) : dataset.values,
    targets: oneHot(dataset.labels, nClasses),
  };
}

/** Splits the data, fits the scaler and checks that all of it can be trained. @throws as `prepareExperiment` */
export function fitExperiment(config: TrainingConfig, dataset: Dataset): FittedExperiment {
  const nRows = dataset.labels.length;
  const nFeatures = dataset.features.length;
  const nClasses = dataset.classes.length;
  if (nRows < 2) throw new RangeError(`the data must have at least 2 rows, got ${nRows}`);
  if (nClasses < 2) throw new RangeError(`the label column must hold at least 2 classes, got ${nClasses}`);
  const { shape, split } = fittingSplit(config, dataset);
  const { standardize, fitScalerOn } = config.preprocessing;
  const rows = fitScalerOn === 'train' ? split.train : splitRows(dataset, null).train;
  const scaler = standardize ? fitScaler(dataset.values, nFeatures, rows) : null;
  return {
    config,
    dataset,
    shape,
    nRows,
    nFeatures,
    nClasses,
    scaler,
    split,
    sample: null,
  };
}

/** The split of the data, once it is certain that the configuration fits them; no value is looked at. @throws MisfitError */
export function fittingSplit(
  config: TrainingConfig,
  dataset: Dataset,
): { readonly shape: NetworkShape; readonly split: Split } {
  const shape = shapeFor(config, dataset);
  const split = splitRows(dataset, config.split);
  refuseTooLargeBatch(config.training, split.train.length);
  refuseRisingCosine(config.training);
  refuseTooMuchHistory(shape, config.training, isLarge(dataset) ? Infinity : split.train.length);
  return { shape, split };
}

/** The network of a configuration for some data. */
export function shapeFor({ network }: TrainingConfig, { features, classes }: Dataset): NetworkShape {
  const { hiddenLayers } = network;
  return {
    sizes: [features.length, ...hiddenLayers.map(({ units }) => units), classes.length],
    activations: hiddenLayers.map(({ activation }) => activation),
  };
}

/** Tables of up to so many rows are shown as a whole, however many columns they have … */
const FEW_ROWS = 2000;
/** … and larger ones of up to so many values: rows × (features + classes). */
const FEW_VALUES = 100_000;

/** Is a table too large to be shown, and gone back in, as a whole? Then the views have a sample of its rows. */
export function isLarge({ labels, features, classes }: Dataset): boolean {
  return labels.length > FEW_ROWS && labels.length * (features.length + classes.length) > FEW_VALUES;
}

/** A cosine ends at its minimum, so one that ends above its beginning would rise. */
function refuseRisingCosine({ learningRate, schedule }: TrainingConfig['training']): void {
  if (schedule.kind !== 'cosine' || schedule.minimum <= learningRate) return;
  throw new MisfitError(
    'training.schedule.minimum',
    t(
      '{0} is above the learning rate {1} that the schedule begins with; lower it, or raise training.learningRate',
      schedule.minimum,
      learningRate,
    ),
  );
}

/** Multiplications that the way from a key epoch to the next may take: about a second of plain TypeScript. */
const MOST_REPLAY_WORK = 1e9;

/** @param nTrainRows those that a state between is trained again with; Infinity where they will not be at hand */
function refuseTooMuchHistory(
  { sizes }: NetworkShape,
  { epochs, optimizer }: TrainingConfig['training'],
  nTrainRows: number,
): void {
  const nState = stateLength(sizes, optimizer);
  const { spacing } = KeyEpochs.within(nState, epochs);
  const perEpoch = 3 * nTrainRows * parameterCount(sizes); // Z, dW and dA, each about the parameters times the rows
  if (spacing === 1 || spacing * perEpoch <= MOST_REPLAY_WORK) return;
  const megabytes = (n: number) => Math.ceil(n / 1024 / 1024);
  const bytes = (epochs + 1) * (nState + SCORES.length) * Float64Array.BYTES_PER_ELEMENT;
  throw new MisfitError(
    'training.epochs',
    t(
      '{0} would need {1} MB of states, of which {2} MB can be kept, and training from one that is kept to the next would take more than a second; lower it, or the units of the hidden layers',
      epochs,
      megabytes(bytes),
      megabytes(MAX_HISTORY_BYTES),
    ),
  );
}
