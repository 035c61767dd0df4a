import type { Experiment } from './experiment.ts';
import { initialize, layParameters, parameterCount } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { RandomStream } from './random.ts';

/** The first array of an update that is no longer finite, and whether it still belongs to the epoch that made it. */
export interface UpdateFault {
  readonly where: string; // "dW2", or "W1" for the parameters of the next epoch
  readonly isNextEpoch: boolean;
}

/**
 * Computes the epochs of one experiment, starting from its drawn parameters. All memory is allocated when it is made.
 *
 * There are two, with the same bits: `PlainEngine`, to be read, and `KernelEngine`, to be fast. An epoch is
 * `scoreTrain`, `scoreTest` and, unless it is the last, `learn`.
 */
export interface EpochEngine {
  /** The state of the current epoch, then its scores in the order of SCORES, [recordLength]. */
  readonly record: Float64Array;

  /**
   * Forward over the training rows; writes their loss and right rows into `record`.
   *
   * @param learns whether `learn` is to follow
   * @returns the name of the first pre-activation that is not finite ("Z1"), or undefined
   */
  scoreTrain(learns: boolean): string | undefined;

  /** The same for the test rows: "test Z1". */
  scoreTest(): string | undefined;

  /**
   * Backward over the training rows and the updates of the state in `record`; needs `scoreTrain` before it.
   *
   * @param epoch whose state it is
   * @param before the record of this epoch, as `record` stood before the call
   */
  learn(epoch: number, before: Float64Array): UpdateFault | undefined;
}

/** The parameters at the beginning of a record, as views on it. */
export function parametersOf({ shape }: Experiment, record: Float64Array): Parameters {
  return layParameters(shape.sizes, record.subarray(0, parameterCount(shape.sizes)));
}

/** Draws the parameters of epoch 0 into a record. */
export function drawParameters(experiment: Experiment, record: Float64Array): void {
  const { initialization, seed } = experiment.config.network;
  initialize(parametersOf(experiment, record), initialization, new RandomStream(seed));
}
