import { activate, activationGradient, activationSlope } from './activations.ts';
import type { Activation } from './activations.ts';

/** An activation and its derivative over a range of Z. All three arrays have the same length. */
export interface ActivationCurve {
  readonly z: Float64Array; // rising
  readonly a: Float64Array; // activation(z)
  readonly slope: Float64Array; // activation′(z), from a
}

/** The smallest step to the right of 0: where a derivative that jumps at 0 has its new value. */
const JUST_ABOVE_ZERO = Number.MIN_VALUE;

/**
 * `nPoints` points at least, evenly spaced. Where the range holds 0, both 0 and the number after it are points, so that
 * the derivative's jump is drawn where it is and not smeared over a step.
 *
 * @throws RangeError unless minimum < maximum and nPoints ≥ 2
 */
export function activationCurve(
  activation: Activation,
  minimum: number,
  maximum: number,
  nPoints: number,
): ActivationCurve {
  if (!(minimum < maximum && nPoints >= 2)) {
    throw new RangeError(`need a range and 2 points, got ${minimum} to ${maximum} and ${nPoints}`);
  }
  const even = Array.from(
    { length: nPoints },
    (_, i) => minimum + (maximum - minimum) * (i / (nPoints - 1)),
  ).filter((z) => z !== 0);
  const jump = minimum <= 0 && maximum > 0 ? [0, JUST_ABOVE_ZERO] : [];
  const z = Float64Array.from([...even, ...jump]).sort();
  const a = new Float64Array(z.length);
  activate(activation, a, z);
  return { z, a, slope: a.map((value) => activationSlope(activation, value)) };
}

/**
 * activation′ of every unit on every row, from its output: what the backward pass multiplies dA with. NaN where `a` is.
 * Overwrites `out`, which is as long as `a`.
 */
export function activationSlopes(out: Float64Array, activation: Activation, a: Float64Array): void {
  out.fill(1);
  activationGradient(activation, out, out, a);
  for (let i = 0; i < a.length; i++) if (Number.isNaN(a[i]!)) out[i] = NaN;
}
