import { epochOrder, updatesPerEpoch } from './batches.ts';
import {
  nonFiniteGradient,
  nonFiniteMoment,
  nonFiniteParameter,
  nonFinitePreActivation,
} from './divergence.ts';
import type { UpdateFault } from './epochEngine.ts';
import type { Experiment } from './experiment.ts';
import { backward, createBackwardPass, createPass, forward } from './network.ts';
import type { BackwardPass, Pass } from './network.ts';
import { applyUpdate } from './optimizers.ts';
import type { EpochState } from './parameters.ts';
import { learningRateAt } from './schedules.ts';

/** Rows as the network sees them. */
export interface Rows {
  readonly x: Float64Array; // [nRows × nFeatures], scaled
  readonly targets: Float64Array; // [nRows × nClasses]
}

/** Memory for the rows of one update. */
interface Batch extends Rows {
  readonly pass: Pass;
  readonly backwardPass: BackwardPass;
}

/**
 * The updates of an epoch: what makes the next state of this one. Training and `ArraySource` both have the next state
 * from here, so that they agree to the last bit.
 */
export class EpochUpdates {
  private readonly experiment: Experiment;
  private readonly rows: Rows;
  private readonly whole: Batch | null; // null with the full batch, which needs no memory of its own
  private readonly remainder: Batch | null; // the last batch where the rows do not divide evenly

  /** @param rows the training rows in training order */
  constructor(experiment: Experiment, rows: Rows) {
    const { batchSize } = experiment.config.training;
    const nLeft = batchSize === null ? 0 : experiment.split.train.length % batchSize;
    this.experiment = experiment;
    this.rows = rows;
    this.whole = batchSize === null ? null : createBatch(experiment, batchSize);
    this.remainder = nLeft === 0 ? null : createBatch(experiment, nLeft);
  }

  /**
   * Mutates the values and moments of `state`, from those of its epoch to those of the next.
   *
   * @param full the backward pass over all training rows at this state, as `reducedBackward` leaves it; only the full
   * batch reads it
   * @param onUpdate called after each update of the epoch
   * @returns what went bad first, undefined where all is finite
   */
  apply(state: EpochState, full: BackwardPass, onUpdate?: () => void): UpdateFault | undefined {
    if (this.whole) return this.applyBatches(state, this.whole, onUpdate);
    const { training } = this.experiment.config;
    const step = { learningRate: learningRateAt(training, state.epoch), count: state.epoch + 1 };
    applyUpdate(training, step, state.values, state.moments, full.gradient.values);
    onUpdate?.();
    return faultOf(state, full);
  }

  private applyBatches(state: EpochState, whole: Batch, onUpdate?: () => void): UpdateFault | undefined {
    const { split, config } = this.experiment;
    const { training, network } = config;
    const nRows = split.train.length;
    const nUpdates = updatesPerEpoch(training, nRows);
    const learningRate = learningRateAt(training, state.epoch);
    const order = epochOrder(network.seed, state.epoch, nRows);
    for (let k = 0; k < nUpdates; k++) {
      const isLast = k === nUpdates - 1;
      const batch = isLast ? (this.remainder ?? whole) : whole;
      this.gather(batch, order, k * whole.pass.nRows);
      forward(batch.pass, state, batch.x);
      reducedBackward(this.experiment, batch.backwardPass, batch.pass, state, batch);
      const step = { learningRate, count: state.epoch * nUpdates + k + 1 };
      applyUpdate(training, step, state.values, state.moments, batch.backwardPass.gradient.values);
      onUpdate?.();
      const fault = faultOf(state, batch.backwardPass, batch.pass);
      if (!fault) continue;
      return isLast && fault.isNextEpoch
        ? fault
        : { where: `batch ${k + 1} ${fault.where}`, isNextEpoch: false };
    }
    return undefined;
  }

  /** Copies the rows at `order[from …]` into the memory of a batch. */
  private gather({ x, targets, pass }: Batch, order: Int32Array, from: number): void {
    const { nFeatures, nClasses } = this.experiment;
    for (let i = 0; i < pass.nRows; i++) {
      const row = order[from + i]!;
      copyRow(x, i, this.rows.x, row, nFeatures);
      copyRow(targets, i, this.rows.targets, row, nClasses);
    }
  }
}

/** `backward`, with its gradient reduced as the configuration says: the sum over the rows of the pass, or their mean. */
export function reducedBackward(
  { config }: Experiment,
  backwardPass: BackwardPass,
  pass: Pass,
  state: EpochState,
  { x, targets }: Rows,
): void {
  backward(backwardPass, pass, state, x, targets);
  if (config.training.reduction === 'sum') return;
  const { values } = backwardPass.gradient;
  for (let i = 0; i < values.length; i++) values[i]! /= pass.nRows;
}

/** What is no longer finite after an update: an array of this epoch that made it so, else the parameters of the next. */
function faultOf(state: EpochState, backwardPass: BackwardPass, pass?: Pass): UpdateFault | undefined {
  const after = nonFiniteParameter(state) ?? nonFiniteMoment(state);
  if (after === undefined) return undefined;
  const within = (pass && nonFinitePreActivation(pass)) ?? nonFiniteGradient(backwardPass);
  return { where: within ?? after, isNextEpoch: within === undefined };
}

function createBatch({ shape, nFeatures, nClasses }: Experiment, nRows: number): Batch {
  const pass = createPass(shape, nRows);
  return {
    x: new Float64Array(nRows * nFeatures),
    targets: new Float64Array(nRows * nClasses),
    pass,
    backwardPass: createBackwardPass(pass),
  };
}

function copyRow(out: Float64Array, to: number, source: Float64Array, from: number, nColumns: number): void {
  for (let column = 0; column < nColumns; column++) {
    out[to * nColumns + column] = source[from * nColumns + column]!;
  }
}
