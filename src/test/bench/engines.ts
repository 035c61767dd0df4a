import type { Experiment } from '#engine/experiment';
import { KernelEngine } from '#engine/kernelEngine';
import { gatherRows } from '#engine/matrix';
import { backward, createBackwardPass, createPass, forward, lossOf } from '#engine/network';
import { gradientDescent } from '#engine/optimizers';
import { initializeUniform, layParameters, parameterCount } from '#engine/parameters';
import { RandomStream } from '#engine/random';
import { helpedEngine } from '../helperThread.ts';

/** A way to train on one thread that the project has. All ways give the same bits. */
export interface Engine {
  readonly name: EngineName;
  prepare(experiment: Experiment): BareTraining;
}

/** Training and nothing else: no state is kept and no test row is scored. */
export interface BareTraining {
  /** One epoch: forward, loss, backward, update. Returns the loss of before the update. */
  epoch(): number;
}

export type EngineName = 'typescript' | 'kernel';

/** The kernel with a helper. */
export const HELPED_KERNEL = 'kernel, 2 workers';

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
  prepare: (experiment) => bareKernel(experiment, new KernelEngine(experiment)),
};

function bareKernel({ shape }: Experiment, engine: KernelEngine): BareTraining {
  const before = engine.record.slice(); // of no use unless an update overflows
  const lossAt = parameterCount(shape.sizes);
  return {
    epoch: () => {
      engine.scoreTrain(true);
      const loss = engine.record[lossAt]!;
      engine.learn(0, before); // the learning rate is the same in every epoch
      return loss;
    },
  };
}

export const ENGINES: readonly Engine[] = [kernel, typescript];

/** Everybody of ours in a race: the engines, and the kernel with a helper. */
export const CONTESTANTS: readonly string[] = [...ENGINES.map(({ name }) => name), HELPED_KERNEL];

/** @param contestant one of `CONTESTANTS`. @throws RangeError for another */
export async function prepareContestant(contestant: string, experiment: Experiment): Promise<BareTraining> {
  if (contestant === HELPED_KERNEL) return helpedKernel(experiment);
  const engine = ENGINES.find(({ name }) => name === contestant);
  if (!engine) throw new RangeError(`no such engine: ${contestant}`);
  return engine.prepare(experiment);
}

/** The kernel with a helper, whatever the size. The helper ends with the process. */
async function helpedKernel(experiment: Experiment): Promise<BareTraining> {
  const { engine } = await helpedEngine(experiment);
  return bareKernel(experiment, engine);
}
