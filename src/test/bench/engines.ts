import type { Experiment } from '#engine/experiment';
import { KernelEngine } from '#engine/kernelEngine';
import { gatherRows } from '#engine/matrix';
import { backward, createBackwardPass, createPass, forward, lossOf } from '#engine/network';
import { gradientDescent } from '#engine/optimizers';
import { initializeUniform, layParameters, parameterCount } from '#engine/parameters';
import { RandomStream } from '#engine/random';

/** A way to train that the project has. All ways give the same bits. */
export interface Engine {
  readonly name: EngineName;
  prepare(experiment: Experiment): BareTraining;
}

/** Training and nothing else: no state is kept, no test row is scored, nothing is checked. */
export interface BareTraining {
  /** One epoch: forward, loss, backward, update. Returns the loss of before the update. */
  epoch(): number;
}

export type EngineName = 'typescript' | 'kernel';

/** The engine that the product trains with. */
export const PRODUCT_ENGINE: EngineName = 'kernel';

const typescript: Engine = {
  name: 'typescript',
  prepare: ({ config, shape, split, x: allRows, targets: allTargets, nFeatures, nClasses }) => {
    const { learningRate } = config.training;
    const x = gatherRows(allRows, split.train, nFeatures);
    const targets = gatherRows(allTargets, split.train, nClasses);
    const parameters = layParameters(shape.sizes);
    initializeUniform(parameters, new RandomStream(config.network.seed));
    const pass = createPass(shape, split.train.length);
    const backwardPass = createBackwardPass(pass);
    return {
      epoch: () => {
        forward(pass, parameters, x);
        const loss = lossOf(pass, targets);
        backward(backwardPass, pass, parameters, x, targets);
        gradientDescent(parameters.values, backwardPass.gradient.values, learningRate);
        return loss;
      },
    };
  },
};

const kernel: Engine = {
  name: 'kernel',
  prepare: (experiment) => {
    const engine = new KernelEngine(experiment);
    const { learningRate } = experiment.config.training;
    const before = engine.record.slice(); // of no use unless an update overflows
    const lossAt = parameterCount(experiment.shape.sizes);
    return {
      epoch: () => {
        engine.scoreTrain(true);
        const loss = engine.record[lossAt]!;
        engine.learn(learningRate, before);
        return loss;
      },
    };
  },
};

export const ENGINES: readonly Engine[] = [kernel, typescript];
