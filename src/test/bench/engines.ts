import { backward, createBackwardPass, createPass, forward, lossOf } from '#engine/network';
import type { NetworkShape } from '#engine/network';
import { gradientDescent } from '#engine/optimizers';
import { layParameters } from '#engine/parameters';
import type { Workload } from './workload.ts';

/** A way to train that the project has. All ways give the same bits. */
export interface Engine {
  readonly name: EngineName;
  prepare(workload: Workload): BareTraining;
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
  prepare: ({ shape: { nRows, nFeatures, nHidden, nClasses }, x, targets, initial, learningRate }) => {
    const shape: NetworkShape = { sizes: [nFeatures, nHidden, nClasses], activations: ['relu'] };
    const parameters = layParameters(shape.sizes, initial.slice());
    const pass = createPass(shape, nRows);
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
