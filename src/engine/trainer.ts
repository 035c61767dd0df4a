import { nonFiniteGradient, nonFiniteParameter, nonFinitePreActivation } from './divergence.ts';
import type { Divergence } from './divergence.ts';
import type { Experiment } from './experiment.ts';
import { recordLength } from './keyEpochs.ts';
import { gatherRows } from './matrix.ts';
import { countCorrect } from './metrics.ts';
import { backward, createBackwardPass, createPass, forward, lossOf, probabilitiesOf } from './network.ts';
import type { BackwardPass, Pass } from './network.ts';
import { gradientDescent } from './optimizers.ts';
import { initializeUniform, layParameters } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import { RandomStream } from './random.ts';

/** What one call of `Trainer.next` has done. */
export type TrainerProgress = 'trained' | 'completed' | 'diverged';

/** Rows as the network sees them. */
export interface Batch {
  readonly x: Float64Array; // [nRows × nFeatures], scaled
  readonly targets: Float64Array; // [nRows × nClasses]
  readonly pass: Pass;
}

/**
 * Full-batch training, an epoch at a time: forward, scores, backward, update. All memory is allocated here, once.
 *
 * The scores of epoch e are those of `parameters[e]`, before that epoch's update. E epochs have E + 1 states; the last
 * one is only scored.
 */
export class Trainer {
  readonly experiment: Experiment;
  readonly parameters: Parameters;
  readonly train: Batch;
  readonly test: Batch;
  readonly backwardPass: BackwardPass;
  /** The epoch whose state `parameters` is. */
  epoch = 0;
  divergence: Divergence | null = null;

  constructor(experiment: Experiment) {
    const { shape, split, config } = experiment;
    this.experiment = experiment;
    this.parameters = layParameters(shape.sizes);
    this.train = batchOf(experiment, split.train);
    this.test = batchOf(experiment, split.test);
    this.backwardPass = createBackwardPass(this.train.pass);
    initializeUniform(this.parameters, new RandomStream(config.network.seed));
  }

  /**
   * Writes the record of the current epoch, then trains one epoch unless it was the last. Overwrites `record`
   * [recordLength]. After 'completed' or 'diverged' there is nothing more to do; the record of a diverged epoch is
   * still right: its parameters are finite, its losses may not be.
   */
  next(record: Float64Array): TrainerProgress {
    const { train, parameters, backwardPass } = this;
    const { epochs, learningRate } = this.experiment.config.training;
    this.score(record);
    if (this.divergedForward()) return 'diverged';
    if (this.epoch === epochs) return 'completed';
    backward(backwardPass, train.pass, parameters, train.x, train.targets);
    gradientDescent(parameters.values, backwardPass.gradient.values, learningRate);
    if (this.divergedInUpdate()) return 'diverged';
    this.epoch++;
    return 'trained';
  }

  /** Numbers per record. */
  get recordLength(): number {
    return recordLength(this.experiment.shape.sizes);
  }

  private score(record: Float64Array): void {
    const { train, test, parameters } = this;
    const { nClasses } = this.experiment;
    forward(train.pass, parameters, train.x);
    forward(test.pass, parameters, test.x);
    const at = parameters.values.length;
    record.set(parameters.values);
    record[at] = lossOf(train.pass, train.targets);
    record[at + 1] = lossOf(test.pass, test.targets);
    record[at + 2] = countCorrect(probabilitiesOf(train.pass), train.targets, train.pass.nRows, nClasses);
    record[at + 3] = countCorrect(probabilitiesOf(test.pass), test.targets, test.pass.nRows, nClasses);
  }

  private divergedForward(): boolean {
    const inTest = () => {
      const name = nonFinitePreActivation(this.test.pass);
      return name === undefined ? undefined : `test ${name}`;
    };
    return this.noteDivergence(this.epoch, nonFinitePreActivation(this.train.pass) ?? inTest());
  }

  /** Parameters that a finite gradient made infinite belong to the next epoch. */
  private divergedInUpdate(): boolean {
    const parameter = nonFiniteParameter(this.parameters);
    if (parameter === undefined) return false;
    const inGradient = nonFiniteGradient(this.backwardPass);
    return inGradient === undefined
      ? this.noteDivergence(this.epoch + 1, parameter)
      : this.noteDivergence(this.epoch, inGradient);
  }

  private noteDivergence(epoch: number, where: string | undefined): boolean {
    if (where !== undefined) this.divergence = { epoch, where };
    return where !== undefined;
  }
}

function batchOf({ x, targets, shape, nFeatures, nClasses }: Experiment, rows: Int32Array): Batch {
  return {
    x: gatherRows(x, rows, nFeatures),
    targets: gatherRows(targets, rows, nClasses),
    pass: createPass(shape, rows.length),
  };
}
