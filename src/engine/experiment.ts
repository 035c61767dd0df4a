import { MAX_HISTORY_BYTES } from './config.ts';
import type { TrainingConfig } from './config.ts';
import type { Dataset } from './dataset.ts';
import { recordLength } from './history.ts';
import { MisfitError } from './misfit.ts';
import type { NetworkShape } from './network.ts';
import { fitScaler, oneHot, splitRows, transform } from './preprocessing.ts';
import type { Scaler, Split } from './preprocessing.ts';

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
}

/**
 * Scales, encodes and splits the data. Pure: the same configuration and data give the same bits.
 *
 * @throws RangeError when there are fewer than two rows or classes; MisfitError when the split leaves a side empty, or
 * when the states of the run would need more than MAX_HISTORY_BYTES
 */
export function prepareExperiment(config: TrainingConfig, dataset: Dataset): Experiment {
  const nRows = dataset.labels.length;
  const nFeatures = dataset.features.length;
  const nClasses = dataset.classes.length;
  if (nRows < 2) throw new RangeError(`the data must have at least 2 rows, got ${nRows}`);
  if (nClasses < 2) throw new RangeError(`the label column must hold at least 2 classes, got ${nClasses}`);
  const { hiddenLayers } = config.network;
  const shape: NetworkShape = {
    sizes: [nFeatures, ...hiddenLayers.map(({ units }) => units), nClasses],
    activations: hiddenLayers.map(({ activation }) => activation),
  };
  refuseTooMuchHistory(shape, config.training.epochs);
  const split = splitRows(nRows, config.split);
  const { standardize, fitScalerOn } = config.preprocessing;
  const rows = fitScalerOn === 'train' ? split.train : splitRows(nRows, null).train;
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
    x: scaler ? transform(scaler, dataset.values) : dataset.values,
    targets: oneHot(dataset.labels, nClasses),
  };
}

function refuseTooMuchHistory(shape: NetworkShape, epochs: number): void {
  const bytes = (epochs + 1) * recordLength(shape.sizes) * Float64Array.BYTES_PER_ELEMENT;
  if (bytes <= MAX_HISTORY_BYTES) return;
  const megabytes = (n: number) => Math.ceil(n / 1024 / 1024);
  throw new MisfitError(
    'training.epochs',
    `${epochs} would keep ${megabytes(bytes)} MB of states, more than the ${megabytes(MAX_HISTORY_BYTES)} MB allowed; ` +
      'lower it, or the units of the hidden layers',
  );
}
