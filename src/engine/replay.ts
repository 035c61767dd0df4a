import type { Experiment } from './experiment.ts';
import { gatherRows } from './matrix.ts';
import { backward, createBackwardPass, createPass, forward } from './network.ts';
import type { BackwardPass, Pass } from './network.ts';
import { gradientDescent } from './optimizers.ts';
import { layParameters } from './parameters.ts';
import type { Parameters } from './parameters.ts';

/** Trains on from a state that is known. The same arithmetic in the same order, so the states are those of the run to the last bit. */
export class Replay {
  private readonly experiment: Experiment;
  private readonly x: Float64Array; // the training rows in training order, [nTrain × nFeatures]
  private readonly targets: Float64Array; // [nTrain × nClasses]
  private readonly pass: Pass;
  private readonly backwardPass: BackwardPass;

  constructor(experiment: Experiment) {
    const { x, targets, nFeatures, nClasses, shape, split } = experiment;
    this.experiment = experiment;
    this.x = gatherRows(x, split.train, nFeatures);
    this.targets = gatherRows(targets, split.train, nClasses);
    this.pass = createPass(shape, split.train.length);
    this.backwardPass = createBackwardPass(this.pass);
  }

  /** Trains `values` [parameterCount] by some epochs, in place. */
  advance(values: Float64Array, nEpochs: number): void {
    const parameters = layParameters(this.experiment.shape.sizes, values);
    for (let i = 0; i < nEpochs; i++) this.step(parameters);
  }

  private step(parameters: Parameters): void {
    const { pass, backwardPass, x, targets } = this;
    forward(pass, parameters, x);
    backward(backwardPass, pass, parameters, x, targets);
    gradientDescent(
      parameters.values,
      backwardPass.gradient.values,
      this.experiment.config.training.learningRate,
    );
  }
}

/** How many replayed states are at hand again without another replay. */
const MOST_RECENT = 16;

/** The states between key epochs, replayed as they are asked for. What it has handed out is never overwritten. */
export class ReplayedStates {
  private readonly experiment: Experiment;
  private replay: Replay | null = null; // made when the first state is asked for
  private readonly recent = new Map<number, Float64Array>(); // by epoch, the one used last at the end

  constructor(experiment: Experiment) {
    this.experiment = experiment;
  }

  /**
   * All parameters of `epoch`, [parameterCount].
   *
   * @param key the last key epoch before it
   * @param keyValues the parameters of that key epoch
   */
  at(epoch: number, key: number, keyValues: Float64Array): Float64Array {
    const values = this.recent.get(epoch) ?? this.replayTo(epoch, key, keyValues);
    this.recent.delete(epoch);
    this.recent.set(epoch, values);
    const [oldest] = this.recent.keys();
    if (this.recent.size > MOST_RECENT && oldest !== undefined) this.recent.delete(oldest);
    return values;
  }

  private replayTo(epoch: number, key: number, keyValues: Float64Array): Float64Array {
    let nearest = key;
    let from = keyValues;
    for (const [known, values] of this.recent) {
      if (known <= nearest || known >= epoch) continue;
      nearest = known;
      from = values;
    }
    const values = from.slice();
    this.replay ??= new Replay(this.experiment);
    this.replay.advance(values, epoch - nearest);
    return values;
  }
}
