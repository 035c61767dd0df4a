import type { Experiment } from './experiment.ts';
import { createPass, forward } from './network.ts';
import type { Pass } from './network.ts';
import type { Parameters } from './parameters.ts';
import { fitScaler, splitRows, transform } from './preprocessing.ts';

/**
 * The features as the run does not see them: as measured where it standardises them, else standardised, by the scaler
 * that the configuration would have fitted. All rows in data order, [nRows × nFeatures].
 */
export function otherFeatures({ config, dataset, scaler, split, nFeatures }: Experiment): Float64Array {
  if (scaler) return dataset.values;
  const rows = config.preprocessing.fitScalerOn === 'train' ? split.train : splitRows(dataset, null).train;
  return transform(fitScaler(dataset.values, nFeatures, rows), dataset.values);
}

/** A forward pass with a run's own parameters on the features that it does not see: what scaling has spared it. */
export class OtherScaling {
  private readonly x: Float64Array;
  private readonly pass: Pass;

  constructor(experiment: Experiment) {
    this.x = otherFeatures(experiment);
    this.pass = createPass(experiment.shape, experiment.nRows);
  }

  /** Over all rows. Overwrites what the last call returned. */
  derive(parameters: Parameters): Pass {
    forward(this.pass, parameters, this.x);
    return this.pass;
  }
}
