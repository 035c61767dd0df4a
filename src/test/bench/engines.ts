import type { Experiment } from '#engine/experiment';
import { gatherRows } from '#engine/matrix';
import { backward, createBackwardPass, createPass, forward, lossOf } from '#engine/network';
import { gradientDescent } from '#engine/optimizers';
import { initializeUniform, layParameters } from '#engine/parameters';
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

export type EngineName = 'typescript';

/** The engine that the product trains with. */
export const PRODUCT_ENGINE: EngineName = 'typescript';

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

export const ENGINES: readonly Engine[] = [typescript];
