import type { BackwardPass, Pass } from './network.ts';
import type { EpochState, Parameters } from './parameters.ts';

/** Where a run stopped being finite: the first array that went bad, in the order of computation. */
export interface Divergence {
  readonly epoch: number;
  readonly where: string; // "Z1", "test Z2", "dW2", "W1" …
}

type NamedArray = readonly [name: string, values: Float64Array];

/**
 * The first pre-activation of a forward pass that holds a NaN or an infinity. Where all of Z is finite, so are the
 * activations, P and the loss.
 */
export function nonFinitePreActivation({ preActivations }: Pass): string | undefined {
  const bad = preActivations.findIndex((z) => !allFinite(z));
  return bad < 0 ? undefined : `Z${bad + 1}`;
}

/** The first array of a backward pass that holds a NaN or an infinity: dZ, dW, db, then dA of the layer before. */
export function nonFiniteGradient(backwardPass: BackwardPass): string | undefined {
  const { dPreActivations, dActivations, gradient } = backwardPass;
  const named: NamedArray[] = [];
  for (let l = dPreActivations.length - 1; l >= 0; l--) {
    if (l < dActivations.length) named.push([`dA${l + 1}`, dActivations[l]!]);
    named.push([`dZ${l + 1}`, dPreActivations[l]!]);
    named.push([`dW${l + 1}`, gradient.layers[l]!.weights], [`db${l + 1}`, gradient.layers[l]!.biases]);
  }
  return firstNonFinite(named);
}

/** The first weight matrix or bias row that holds a NaN or an infinity. */
export function nonFiniteParameter({ layers, values }: Parameters): string | undefined {
  if (allFinite(values)) return undefined;
  return firstNonFinite(
    layers.flatMap(({ weights, biases }, l): NamedArray[] => [
      [`W${l + 1}`, weights],
      [`b${l + 1}`, biases],
    ]),
  );
}

/** Adam's squares can overflow while the parameters, divided by their root, stay finite. */
export function nonFiniteMoment({ moments }: EpochState): string | undefined {
  return allFinite(moments) ? undefined : 'the optimiser’s moments';
}

function firstNonFinite(named: readonly NamedArray[]): string | undefined {
  return named.find(([, values]) => !allFinite(values))?.[0];
}

/** v · 0 is 0 for every finite v and NaN for the others. Two sums, so that no addition has to wait for the one before. */
function allFinite(values: Float64Array): boolean {
  const last = values.length - 1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i <= last; i += 2) {
    even += values[i]! * 0;
    odd += values[Math.min(i + 1, last)]! * 0;
  }
  return even + odd === 0;
}
