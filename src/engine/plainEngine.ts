import { nonFiniteGradient, nonFiniteParameter, nonFinitePreActivation } from './divergence.ts';
import { drawParameters, parametersOf } from './epochEngine.ts';
import type { EpochEngine, UpdateFault } from './epochEngine.ts';
import type { Experiment } from './experiment.ts';
import { recordLength } from './keyEpochs.ts';
import { gatherRows } from './matrix.ts';
import { countCorrect } from './metrics.ts';
import { backward, createBackwardPass, createPass, forward, lossOf, probabilitiesOf } from './network.ts';
import type { BackwardPass, Pass } from './network.ts';
import { gradientDescent } from './optimizers.ts';
import type { Parameters } from './parameters.ts';

/** Rows as the network sees them. */
interface Batch {
  readonly x: Float64Array; // [nRows × nFeatures], scaled
  readonly targets: Float64Array; // [nRows × nClasses]
  readonly pass: Pass;
}

/** The engine in plain TypeScript: the functions that also derive every array of an epoch. */
export class PlainEngine implements EpochEngine {
  readonly record: Float64Array;
  readonly parameters: Parameters; // views on `record`
  readonly train: Batch;
  readonly test: Batch;
  readonly backwardPass: BackwardPass;

  constructor(experiment: Experiment) {
    const { shape, split } = experiment;
    this.record = new Float64Array(recordLength(shape.sizes));
    this.parameters = parametersOf(experiment, this.record);
    this.train = batchOf(experiment, split.train);
    this.test = batchOf(experiment, split.test);
    this.backwardPass = createBackwardPass(this.train.pass);
    drawParameters(experiment, this.record);
  }

  scoreTrain(): string | undefined {
    return this.score(this.train, 0);
  }

  scoreTest(): string | undefined {
    const where = this.score(this.test, 1);
    return where === undefined ? undefined : `test ${where}`;
  }

  learn(learningRate: number): UpdateFault | undefined {
    const { train, parameters, backwardPass } = this;
    backward(backwardPass, train.pass, parameters, train.x, train.targets);
    gradientDescent(parameters.values, backwardPass.gradient.values, learningRate);
    const parameter = nonFiniteParameter(parameters);
    if (parameter === undefined) return undefined;
    const inGradient = nonFiniteGradient(backwardPass);
    return { where: inGradient ?? parameter, isNextEpoch: inGradient === undefined };
  }

  /** Loss and right rows go to the `place`-th of the two losses and of the two counts. */
  private score({ x, targets, pass }: Batch, place: 0 | 1): string | undefined {
    const { parameters, record } = this;
    forward(pass, parameters, x);
    const p = probabilitiesOf(pass);
    const at = parameters.values.length + place;
    record[at] = lossOf(pass, targets);
    record[at + 2] = countCorrect(p, targets, pass.nRows, p.length / pass.nRows);
    return nonFinitePreActivation(pass);
  }
}

function batchOf({ x, targets, shape, nFeatures, nClasses }: Experiment, rows: Int32Array): Batch {
  return {
    x: gatherRows(x, rows, nFeatures),
    targets: gatherRows(targets, rows, nClasses),
    pass: createPass(shape, rows.length),
  };
}
