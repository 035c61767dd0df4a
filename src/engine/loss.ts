import { exp, log } from './elementary.ts';

/** Added to a probability before its logarithm is taken, so that a probability of 0 costs 20.7 and not ∞. */
export const LOG_OFFSET = 1e-9;

/**
 * P = softmax(Z): e^{z − max} / Σ e^{z − max} in each row. Overwrites `probabilities`.
 *
 * Each row subtracts its own maximum, which leaves the result as it is and keeps every row's largest term at 1. Two rows
 * at a time, so that a processor can work on the exponentials of both; a last row that is alone is computed twice.
 */
export function softmax(
  probabilities: Float64Array, // [nRows × nClasses]
  logits: Float64Array, // [nRows × nClasses]
  nRows: number,
  nClasses: number,
): void {
  for (let row = 0; row < nRows; row += 2) {
    const row1 = row * nClasses;
    const row2 = Math.min(row + 1, nRows - 1) * nClasses;
    let max1 = logits[row1]!;
    let max2 = logits[row2]!;
    for (let k = 1; k < nClasses; k++) {
      max1 = Math.max(max1, logits[row1 + k]!);
      max2 = Math.max(max2, logits[row2 + k]!);
    }
    let sum1 = 0;
    let sum2 = 0;
    for (let k = 0; k < nClasses; k++) {
      const e1 = exp(logits[row1 + k]! - max1);
      const e2 = exp(logits[row2 + k]! - max2);
      sum1 += e1;
      sum2 += e2;
      probabilities[row1 + k] = e1;
      probabilities[row2 + k] = e2;
    }
    for (let k = 0; k < nClasses; k++) {
      const p1 = probabilities[row1 + k]! / sum1;
      const p2 = probabilities[row2 + k]! / sum2;
      probabilities[row1 + k] = p1;
      probabilities[row2 + k] = p2;
    }
  }
}

/** −ln(p + 1e-9): what a row costs whose own class has the probability `p`, in nats. */
export function rowLoss(p: number): number {
  return -log(p + LOG_OFFSET);
}

/**
 * Mean cross-entropy −1/n · Σ rows Σ classes Y · ln(P + 1e-9), in nats. Like every sum over rows it is that of the even
 * rows plus that of the odd rows. NaN when there are no rows.
 *
 * Σ classes Y · P of a row is the probability of its own class.
 */
export function crossEntropy(
  probabilities: Float64Array, // [nRows × nClasses]
  targets: Float64Array, // [nRows × nClasses], one-hot
  nRows: number,
  nClasses: number,
): number {
  let even = 0;
  let odd = 0;
  for (let row = 0; row < nRows; row += 2) {
    const row1 = row * nClasses;
    const row2 = Math.min(row + 1, nRows - 1) * nClasses;
    let p1 = 0;
    let p2 = 0;
    for (let k = 0; k < nClasses; k++) {
      p1 += targets[row1 + k]! * probabilities[row1 + k]!;
      p2 += targets[row2 + k]! * probabilities[row2 + k]!;
    }
    even += log(p1 + LOG_OFFSET);
    if (row + 1 < nRows) odd += log(p2 + LOG_OFFSET);
  }
  return -(even + odd) / nRows;
}

/** dZ = P − Y, the gradient of softmax and cross-entropy together (summed over rows, not averaged). Overwrites `dZ`. */
export function softmaxCrossEntropyGradient(
  dZ: Float64Array, // [nRows × nClasses]
  probabilities: Float64Array,
  targets: Float64Array,
): void {
  const last = dZ.length - 1;
  for (let i = 0; i <= last; i += 2) {
    const j = Math.min(i + 1, last);
    const d1 = probabilities[i]! - targets[i]!;
    const d2 = probabilities[j]! - targets[j]!;
    dZ[i] = d1;
    dZ[j] = d2;
  }
}
