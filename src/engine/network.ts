import { activate, activationGradient } from './activations.ts';
import type { Activation } from './activations.ts';
import { crossEntropy, softmax, softmaxCrossEntropyGradient } from './loss.ts';
import { affine, biasGradient, inputGradient, weightGradient } from './matrix.ts';
import { layParameters } from './parameters.ts';
import type { LayerSizes, Parameters } from './parameters.ts';

/** What a network looks like: its sizes and the activation of each hidden layer. The output is a softmax. */
export interface NetworkShape {
  readonly sizes: LayerSizes; // [nFeatures, hidden units …, nClasses]
  readonly activations: readonly Activation[]; // one per hidden layer
}

/** All arrays of one pass over `nRows` rows. Allocated once, overwritten by each pass. */
export interface Pass {
  readonly nRows: number;
  readonly shape: NetworkShape;
  /** Z of each layer; the last are the logits. */
  readonly preActivations: readonly Float64Array[]; // each [nRows × nUnits]
  /** A of each layer; the last are the probabilities P. */
  readonly activations: readonly Float64Array[]; // each [nRows × nUnits]
}

/** The arrays that the backward pass adds. */
export interface BackwardPass {
  readonly dPreActivations: readonly Float64Array[]; // dZ of each layer, [nRows × nUnits]
  readonly dActivations: readonly Float64Array[]; // dA of each hidden layer, [nRows × nUnits]
  readonly gradient: Parameters; // dW and db of each layer
}

/** Memory for a forward pass over `nRows` rows. */
export function createPass(shape: NetworkShape, nRows: number): Pass {
  const perLayer = () => shape.sizes.slice(1).map((nUnits) => new Float64Array(nRows * nUnits));
  return { nRows, shape, preActivations: perLayer(), activations: perLayer() };
}

/** Memory for the backward pass that belongs to `pass`. */
export function createBackwardPass({ shape, nRows }: Pass): BackwardPass {
  const arrays = (sizes: LayerSizes) => sizes.map((nUnits) => new Float64Array(nRows * nUnits));
  return {
    dPreActivations: arrays(shape.sizes.slice(1)),
    dActivations: arrays(shape.sizes.slice(1, -1)),
    gradient: layParameters(shape.sizes),
  };
}

/**
 * Z₁ = X·W₁ + b₁, A₁ = activation(Z₁), … , P = softmax(Z_last). Overwrites the arrays of `pass`.
 *
 * @param x [pass.nRows × nFeatures], scaled
 */
export function forward(pass: Pass, parameters: Parameters, x: Float64Array): void {
  const output = parameters.layers.length - 1;
  let input = x;
  for (let l = 0; l <= output; l++) {
    const { weights, biases, nInputs, nUnits } = parameters.layers[l]!;
    const z = pass.preActivations[l]!;
    const a = pass.activations[l]!;
    affine(z, input, weights, biases, pass.nRows, nInputs, nUnits);
    if (l === output) softmax(a, z, pass.nRows, nUnits);
    else activate(pass.shape.activations[l]!, a, z);
    input = a;
  }
}

/**
 * From the output back to the first layer: dZ_last = P − Y; dW = (A of the layer before)ᵀ·dZ; db = Σ rows dZ;
 * dA of the layer before = dZ·Wᵀ; its dZ = dA ∘ activation′. Overwrites `backwardPass`; needs a finished forward pass
 * with the same parameters.
 *
 * @param x [nRows × nFeatures], scaled
 * @param targets [nRows × nClasses], one-hot
 */
export function backward(
  backwardPass: BackwardPass,
  pass: Pass,
  parameters: Parameters,
  x: Float64Array,
  targets: Float64Array,
): void {
  const { dPreActivations, dActivations, gradient } = backwardPass;
  const output = parameters.layers.length - 1;
  softmaxCrossEntropyGradient(dPreActivations[output]!, pass.activations[output]!, targets);
  for (let l = output; l >= 0; l--) {
    const { weights, nInputs, nUnits } = parameters.layers[l]!;
    const dZ = dPreActivations[l]!;
    const input = l === 0 ? x : pass.activations[l - 1]!;
    weightGradient(gradient.layers[l]!.weights, input, dZ, pass.nRows, nInputs, nUnits);
    biasGradient(gradient.layers[l]!.biases, dZ, pass.nRows, nUnits);
    if (l === 0) break;
    const dA = dActivations[l - 1]!;
    inputGradient(dA, dZ, weights, pass.nRows, nInputs, nUnits);
    activationGradient(pass.shape.activations[l - 1]!, dPreActivations[l - 1]!, dA, input);
  }
}

/** P of a finished forward pass, [nRows × nClasses]. */
export function probabilitiesOf(pass: Pass): Float64Array {
  return pass.activations[pass.activations.length - 1]!;
}

/** Mean cross-entropy of a finished forward pass against one-hot targets [nRows × nClasses]. */
export function lossOf(pass: Pass, targets: Float64Array): number {
  const nClasses = pass.shape.sizes[pass.shape.sizes.length - 1]!;
  return crossEntropy(probabilitiesOf(pass), targets, pass.nRows, nClasses);
}
