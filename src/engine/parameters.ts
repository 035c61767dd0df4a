import type { Initialization } from './config.ts';
import type { RandomStream } from './random.ts';

/** The sizes of a network, from input to output: [nFeatures, units of each hidden layer …, nClasses]. */
export type LayerSizes = readonly number[];

/** One layer's weights and biases: views on the memory of all parameters. */
export interface LayerParameters {
  readonly nInputs: number;
  readonly nUnits: number;
  readonly weights: Float64Array; // [nInputs × nUnits], row-major
  readonly biases: Float64Array; // [nUnits]
}

/** All parameters of a network at one epoch (or their gradients, which have the same shape). */
export interface Parameters {
  /** Every weight matrix from input to output, row-major, then every bias row. */
  readonly values: Float64Array; // [parameterCount]
  readonly layers: readonly LayerParameters[];
}

/** The parameters of an epoch, with what the optimiser remembers then: all that the next epoch follows from. */
export interface EpochState extends Parameters {
  readonly epoch: number;
  readonly moments: Float64Array; // [momentCount]
}

/** Σ inputs · units + units over all layers: 43 for the tutorial's 4-5-3. */
export function parameterCount(sizes: LayerSizes): number {
  let count = 0;
  for (let l = 1; l < sizes.length; l++) count += (sizes[l - 1]! + 1) * sizes[l]!;
  return count;
}

/**
 * Layers as views on `values`; nothing is copied.
 *
 * @param values [parameterCount(sizes)], all zeros when left out
 * @throws RangeError when `values` has another length
 */
export function layParameters(
  sizes: LayerSizes,
  values: Float64Array = new Float64Array(parameterCount(sizes)),
): Parameters {
  const count = parameterCount(sizes);
  if (values.length !== count) {
    throw new RangeError(`sizes ${sizes.join('-')} have ${count} parameters, got ${values.length}`);
  }
  const layers: LayerParameters[] = [];
  let weightsAt = 0;
  let biasesAt = 0;
  for (let l = 1; l < sizes.length; l++) biasesAt += sizes[l - 1]! * sizes[l]!;
  for (let l = 1; l < sizes.length; l++) {
    const nInputs = sizes[l - 1]!;
    const nUnits = sizes[l]!;
    const weights = values.subarray(weightsAt, weightsAt + nInputs * nUnits);
    const biases = values.subarray(biasesAt, biasesAt + nUnits);
    weightsAt += weights.length;
    biasesAt += biases.length;
    layers.push({ nInputs, nUnits, weights, biases });
  }
  return { values, layers };
}

/**
 * A state as views on its numbers; nothing is copied.
 *
 * @param numbers the parameters, then the moments: [stateLength]
 */
export function layState(sizes: LayerSizes, numbers: Float64Array, epoch: number): EpochState {
  const nParameters = parameterCount(sizes);
  const parameters = layParameters(sizes, numbers.subarray(0, nParameters));
  return { ...parameters, epoch, moments: numbers.subarray(nParameters) };
}

/**
 * The initial parameters, each weight from a draw u that is uniform in [0, 1). Mutates `parameters` and draws from
 * `random`: every weight matrix from input to output, then every bias row.
 *
 *     uniform   w = u, as in the tutorial; hidden biases are drawn and multiplied by 0, the output's stay
 *     glorot    w = (2u − 1) · √(6 / (inputs + units)), biases 0
 *     he        w = (2u − 1) · √(6 / inputs), biases 0
 *     zeros     w = 0, biases 0: nothing is drawn
 *
 * Sources: X. Glorot and Y. Bengio, AISTATS 2010; K. He et al., ICCV 2015; both in their uniform form.
 */
export function initialize(parameters: Parameters, kind: Initialization, random: RandomStream): void {
  switch (kind) {
    case 'uniform':
      return initializeUniform(parameters, random);
    case 'glorot':
      return initializeWithin(parameters, random, (nInputs, nUnits) => Math.sqrt(6 / (nInputs + nUnits)));
    case 'he':
      return initializeWithin(parameters, random, (nInputs) => Math.sqrt(6 / nInputs));
    case 'zeros':
      parameters.values.fill(0);
  }
}

/** The tutorial's initial parameters: `initialize` with 'uniform'. */
export function initializeUniform(parameters: Parameters, random: RandomStream): void {
  const output = parameters.layers.length - 1;
  for (const { weights } of parameters.layers) {
    for (let i = 0; i < weights.length; i++) weights[i] = random.nextDouble();
  }
  parameters.layers.forEach(({ biases }, l) => {
    for (let i = 0; i < biases.length; i++) biases[i] = random.nextDouble() * (l === output ? 1 : 0);
  });
}

/** Weights uniform in ±limit, biases 0. */
function initializeWithin(
  parameters: Parameters,
  random: RandomStream,
  limitOf: (nInputs: number, nUnits: number) => number,
): void {
  parameters.values.fill(0);
  for (const { weights, nInputs, nUnits } of parameters.layers) {
    const limit = limitOf(nInputs, nUnits);
    for (let i = 0; i < weights.length; i++) weights[i] = (2 * random.nextDouble() - 1) * limit;
  }
}
