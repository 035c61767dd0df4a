import { nonFiniteParameter } from './divergence.ts';
import { drawParameters, parametersOf } from './epochEngine.ts';
import type { EpochEngine, UpdateFault } from './epochEngine.ts';
import type { Experiment } from './experiment.ts';
import { recordLength } from './keyEpochs.ts';
import { instantiateKernel, layNetwork } from './kernelModule.ts';
import type { Kernel } from './kernelModule.ts';
import type { Parameters } from './parameters.ts';
import { PlainEngine } from './plainEngine.ts';
import { learningRateAt } from './schedules.ts';

/** While no Z can exceed this, nothing in a forward pass can overflow, whatever is rounded on the way. */
const FARTHEST_REACH = 1e300;

/** The kernel's addresses have 32 bits; this leaves room for a panel. */
const MOST_BYTES = 3 * 1024 ** 3;

const NUMBERS = Float64Array.BYTES_PER_ELEMENT;

/**
 * The engine in WebAssembly, with the bits of `PlainEngine`.
 *
 * It computes an epoch only while a bound shows that every number of it is finite. Where the bound does not show it, and
 * where an update went wrong, the plain engine computes that epoch: it looks at every array, and finds the same as ever.
 */
export class KernelEngine implements EpochEngine {
  readonly record: Float64Array; // in the kernel's memory
  /**
   * How many milliseconds to wait for a helper that takes its part in every epoch: one that is at the kernel's `help`, in
   * the same memory. 0 while there is none.
   */
  helperPatience = 0;
  private readonly experiment: Experiment;
  private readonly kernel: Kernel;
  private readonly parameters: Parameters; // views on `record`
  private readonly largestInput: number;
  private plainEngine: PlainEngine | null = null;
  private isBounded: boolean;

  /**
   * Can the kernel train an experiment? It knows gradient descent with the sum over the full batch, and needs room in
   * its memory for the rows, and for the parameters in five shapes.
   */
  static fits({ config, shape, split, nFeatures, nClasses }: Experiment): boolean {
    const { optimizer, batchSize, reduction } = config.training;
    if (optimizer !== 'gradientDescent' || batchSize !== null || reduction !== 'sum') return false;
    const rows = split.train.length + split.test.length;
    const numbers = rows * (nFeatures + 1 + nClasses) + 6 * recordLength(shape.sizes);
    return numbers * NUMBERS <= MOST_BYTES;
  }

  /**
   * @param kernel a fresh one
   * @throws Error where `hasKernel` is false; WebAssembly.RuntimeError where there is no memory for what `fits`
   */
  constructor(experiment: Experiment, kernel = instantiateKernel()) {
    const { shape, split, x } = experiment;
    this.experiment = experiment;
    this.kernel = kernel;
    const at = layNetwork(kernel, shape, split.train.length, split.test.length);
    this.record = new Float64Array(kernel.memory.buffer, at, recordLength(shape.sizes));
    this.parameters = parametersOf(experiment, this.record);
    this.layRows(split.train, false);
    this.layRows(split.test, true);
    this.largestInput = x.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    drawParameters(experiment, this.record);
    this.isBounded = this.parametersChanged();
  }

  scoreTrain(learns: boolean): string | undefined {
    if (!this.isBounded) return this.plainAt(this.record).scoreTrain();
    if (learns) this.learnTrain();
    else this.kernel.scoreTrain();
    return undefined;
  }

  scoreTest(): string | undefined {
    if (this.isBounded) {
      this.kernel.scoreTest();
      return undefined;
    }
    const plain = this.plain();
    const where = plain.scoreTest();
    this.record.set(plain.record);
    return where;
  }

  learn(epoch: number, before: Float64Array): UpdateFault | undefined {
    if (!this.isBounded) {
      const plain = this.plain();
      const fault = plain.learn(epoch);
      this.record.set(plain.record);
      this.kernel.arrangeWeights();
      this.isBounded = this.reachIsBounded();
      return fault;
    }
    this.kernel.update(learningRateAt(this.experiment.config.training, epoch));
    this.isBounded = this.reachIsBounded();
    if (this.isBounded || nonFiniteParameter(this.parameters) === undefined) return undefined;
    const plain = this.plainAt(before);
    plain.scoreTrain();
    return plain.learn(epoch);
  }

  /** @throws Error when a helper has not come in time; nothing can be trained after that */
  private learnTrain(): void {
    try {
      this.kernel.learnTrain(this.helperPatience);
    } catch (error) {
      throw new Error('the second thread of the training has ended', { cause: error });
    }
  }

  private parametersChanged(): boolean {
    this.kernel.arrangeWeights();
    return this.reachIsBounded();
  }

  private reachIsBounded(): boolean {
    return this.kernel.reach(this.largestInput) < FARTHEST_REACH;
  }

  private plain(): PlainEngine {
    this.plainEngine ??= new PlainEngine(this.experiment);
    return this.plainEngine;
  }

  private plainAt(record: Float64Array): PlainEngine {
    const plain = this.plain();
    plain.record.set(record);
    return plain;
  }

  /** Writes rows into the kernel's memory, in pairs, column by column, and a column of ones after the features. */
  private layRows(rows: Int32Array, isTest: boolean): void {
    const { kernel, experiment } = this;
    const { x, targets, nFeatures, nClasses } = experiment;
    const numbers = new Float64Array(kernel.memory.buffer);
    const xAt = kernel.xOf(isTest) / NUMBERS;
    const targetsAt = kernel.targetsOf(isTest) / NUMBERS;
    for (let i = 0; i < rows.length; i++) {
      const pair = i >> 1;
      const lane = i & 1;
      const row = rows[i]!;
      const to = xAt + pair * (nFeatures + 1) * 2 + lane;
      for (let f = 0; f < nFeatures; f++) numbers[to + f * 2] = x[row * nFeatures + f]!;
      numbers[to + nFeatures * 2] = 1;
      const target = targetsAt + pair * nClasses * 2 + lane;
      for (let k = 0; k < nClasses; k++) numbers[target + k * 2] = targets[row * nClasses + k]!;
    }
  }
}
