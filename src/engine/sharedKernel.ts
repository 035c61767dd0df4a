import type { Experiment } from './experiment.ts';
import { KernelEngine } from './kernelEngine.ts';
import { hasKernel, instantiateKernel, layNetwork, sharedMemory } from './kernelModule.ts';
import type { NetworkShape } from './network.ts';
import sharedBytes from './sharedKernel.wasm';

/** What a helper thread must know to take its part in the epochs of an engine. It can be posted to a thread. */
export interface HelperPlan {
  readonly memory: object;
  readonly shape: NetworkShape;
  readonly nTrain: number;
  readonly nTest: number;
}

/** Multiplications from which an epoch is worth the meetings of two threads, and a run the start of the second. */
const FEWEST_PER_EPOCH = 1e7; // about a millisecond
const FEWEST_PER_RUN = 1e10; // about a second

/** Is a run so large that a helper makes it faster, and can the kernel for two threads run here? */
export function isWorthHelper(experiment: Experiment): boolean {
  const { config, shape, split } = experiment;
  const nWeights = shape.sizes.slice(1).reduce((sum, nUnits, l) => sum + nUnits * shape.sizes[l]!, 0);
  const perEpoch = 3 * split.train.length * nWeights; // Z, dW and dA
  if (perEpoch < FEWEST_PER_EPOCH || perEpoch * config.training.epochs < FEWEST_PER_RUN) return false;
  return hasKernel(sharedBytes) && KernelEngine.fits(experiment);
}

/** An engine that a helper can join while it trains (`helperPatience`), and what the helper needs for it. */
export function shareableEngine(experiment: Experiment): {
  readonly engine: KernelEngine;
  readonly plan: HelperPlan;
} {
  const { shape, split } = experiment;
  const memory = sharedMemory();
  return {
    engine: new KernelEngine(experiment, instantiateKernel(sharedBytes, memory)),
    plan: { memory, shape, nTrain: split.train.length, nTest: split.test.length },
  };
}

/**
 * The helper: takes its part in every epoch until its thread is ended. Never returns.
 *
 * @param ready called when the engine may count on it
 */
export function help({ memory, shape, nTrain, nTest }: HelperPlan, ready: () => void): void {
  const kernel = instantiateKernel(sharedBytes, memory);
  layNetwork(kernel, shape, nTrain, nTest); // writes what is there already: the first thread may go on meanwhile
  ready();
  kernel.help();
}
