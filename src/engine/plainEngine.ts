import { nonFinitePreActivation } from './divergence.ts';
import { drawParameters } from './epochEngine.ts';
import type { EpochEngine, UpdateFault } from './epochEngine.ts';
import { EpochUpdates, reducedBackward } from './epochUpdates.ts';
import type { Rows } from './epochUpdates.ts';
import type { Experiment } from './experiment.ts';
import { SCORES, recordLength } from './keyEpochs.ts';
import { gatherRows } from './matrix.ts';
import { countCorrect } from './metrics.ts';
import { createBackwardPass, createPass, forward, lossOf, probabilitiesOf } from './network.ts';
import type { BackwardPass, Pass } from './network.ts';
import { layState } from './parameters.ts';
import type { EpochState } from './parameters.ts';

/** Rows, and memory for a pass over them. */
interface ScoredRows extends Rows {
  readonly pass: Pass;
}

/** The engine in plain TypeScript: the functions that also derive every array of an epoch. */
export class PlainEngine implements EpochEngine {
  readonly record: Float64Array;
  readonly state: EpochState; // views on `record`
  readonly train: ScoredRows;
  readonly test: ScoredRows;
  readonly backwardPass: BackwardPass;
  private readonly experiment: Experiment;
  private readonly updates: EpochUpdates;

  constructor(experiment: Experiment) {
    const { shape, split, config } = experiment;
    this.experiment = experiment;
    this.record = new Float64Array(recordLength(shape.sizes, config.training.optimizer));
    this.state = layState(shape.sizes, this.record.subarray(0, -SCORES.length), 0);
    this.train = scoredRows(experiment, split.train);
    this.test = scoredRows(experiment, split.test);
    this.backwardPass = createBackwardPass(this.train.pass);
    this.updates = new EpochUpdates(experiment, this.train);
    drawParameters(experiment, this.record);
  }

  scoreTrain(): string | undefined {
    return this.score(this.train, 0);
  }

  scoreTest(): string | undefined {
    const where = this.score(this.test, 1);
    return where === undefined ? undefined : `test ${where}`;
  }

  learn(epoch: number): UpdateFault | undefined {
    const { experiment, train, backwardPass } = this;
    const state = { ...this.state, epoch };
    if (experiment.config.training.batchSize === null) {
      reducedBackward(experiment, backwardPass, train.pass, state, train);
    }
    return this.updates.apply(state, backwardPass);
  }

  /** Loss and right rows go to the `place`-th of the two losses and of the two counts. */
  private score({ x, targets, pass }: ScoredRows, place: 0 | 1): string | undefined {
    const { state, record } = this;
    forward(pass, state, x);
    const p = probabilitiesOf(pass);
    const at = record.length - SCORES.length + place;
    record[at] = lossOf(pass, targets);
    record[at + 2] = countCorrect(p, targets, pass.nRows, p.length / pass.nRows);
    return nonFinitePreActivation(pass);
  }
}

function scoredRows({ x, targets, shape, nFeatures, nClasses }: Experiment, rows: Int32Array): ScoredRows {
  return {
    x: gatherRows(x, rows, nFeatures),
    targets: gatherRows(targets, rows, nClasses),
    pass: createPass(shape, rows.length),
  };
}
