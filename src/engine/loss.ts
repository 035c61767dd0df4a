import { exp, log } from './elementary.ts';

/** Added to a probability before its logarithm is taken, so that a probability of 0 costs 20.7 and not ∞. */
export const LOG_OFFSET = 1e-9;

/**
 * P = softmax(Z): e^{z − max} / Σ e^{z − max} in each row. Overwrites `probabilities`.
 *
 * Each row subtracts its own maximum, which leaves the result as it is and keeps every row's largest term at 1.
 */
export function softmax(
  probabilities: Float64Array, // [nRows × nClasses]
  logits: Float64Array, // [nRows × nClasses]
  nRows: number,
  nClasses: number,
): void {
  for (let row = 0; row < nRows; row++) {
    const start = row * nClasses;
    const end = start + nClasses;
    let max = logits[start]!;
    for (let i = start + 1; i < end; i++) if (logits[i]! > max) max = logits[i]!;
    let sum = 0;
    for (let i = start; i < end; i++) {
      const e = exp(logits[i]! - max);
      probabilities[i] = e;
      sum += e;
    }
    for (let i = start; i < end; i++) probabilities[i]! /= sum;
  }
}

/** −ln(p + 1e-9): what a row costs whose own class has the probability `p`, in nats. */
export function rowLoss(p: number): number {
  return -log(p + LOG_OFFSET);
}

/**
 * Mean cross-entropy −1/n · Σ rows Σ classes Y · ln(P + 1e-9), in nats. Like every sum over rows it is that of the even
 * rows plus that of the odd rows. NaN when there are no rows.
 */
export function crossEntropy(
  probabilities: Float64Array, // [nRows × nClasses]
  targets: Float64Array, // [nRows × nClasses], one-hot
  nRows: number,
  nClasses: number,
): number {
  let even = 0;
  let odd = 0;
  for (let row = 0; row < nRows; row++) {
    const logP = log(probabilityOfTarget(probabilities, targets, row, nClasses) + LOG_OFFSET);
    if (row % 2 === 0) even += logP;
    else odd += logP;
  }
  return -(even + odd) / nRows;
}

/** Σ classes Y · P of one row: P of its own class. */
function probabilityOfTarget(
  probabilities: Float64Array,
  targets: Float64Array,
  row: number,
  nClasses: number,
): number {
  let p = 0;
  for (let i = row * nClasses; i < (row + 1) * nClasses; i++) p += targets[i]! * probabilities[i]!;
  return p;
}

/** dZ = P − Y, the gradient of softmax and cross-entropy together (summed over rows, not averaged). Overwrites `dZ`. */
export function softmaxCrossEntropyGradient(
  dZ: Float64Array, // [nRows × nClasses]
  probabilities: Float64Array,
  targets: Float64Array,
): void {
  for (let i = 0; i < dZ.length; i++) dZ[i] = probabilities[i]! - targets[i]!;
}
