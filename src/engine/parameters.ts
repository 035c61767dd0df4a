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
 * The tutorial's initial parameters, uniform in [0, 1). Mutates `parameters` and draws from `random`: every weight
 * matrix from input to output, then every bias row. Hidden biases are drawn and multiplied by 0; the output's stay.
 */
export function initializeUniform(parameters: Parameters, random: RandomStream): void {
  const output = parameters.layers.length - 1;
  for (const { weights } of parameters.layers) {
    for (let i = 0; i < weights.length; i++) weights[i] = random.nextDouble();
  }
  parameters.layers.forEach(({ biases }, l) => {
    for (let i = 0; i < biases.length; i++) biases[i] = random.nextDouble() * (l === output ? 1 : 0);
  });
}
