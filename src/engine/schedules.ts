import type { TrainingConfig } from './config.ts';

/**
 * The learning rate η(e) of epoch e, of E epochs that are planned, from the rate η and the schedule:
 *
 *     constant      η
 *     step          η · factor^⌊e / every⌋
 *     exponential   η · factor^e
 *     cosine        minimum + (η − minimum) · (1 + cos(π e / E)) / 2
 *
 * Source of cosine: I. Loshchilov and F. Hutter, "SGDR", ICLR 2017, without restarts.
 */
export function learningRateAt(
  { learningRate, schedule, epochs }: TrainingConfig['training'],
  epoch: number,
): number {
  switch (schedule.kind) {
    case 'constant':
      return learningRate;
    case 'step':
      return learningRate * power(schedule.factor, Math.floor(epoch / schedule.every));
    case 'exponential':
      return learningRate * power(schedule.factor, epoch);
    case 'cosine': {
      const share = epochs === 0 ? 0 : epoch / epochs;
      return schedule.minimum + (learningRate - schedule.minimum) * ((1 + cosineOfHalfTurns(share)) / 2);
    }
  }
}

/** baseⁿ by repeated squaring, n whole and not negative: the same bits wherever it is computed, as `Math.pow` is not. */
export function power(base: number, n: number): number {
  let result = 1;
  let square = base;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}

/** Terms of the series that count for arguments up to π / 4. */
const N_TERMS = 10;

/** cos(π t) for t from 0 to 1, from its series about the nearest quarter turn: the same bits wherever it is computed. */
export function cosineOfHalfTurns(t: number): number {
  if (t > 0.5) return -cosineOfHalfTurns(1 - t);
  return t <= 0.25 ? series(1, 0, Math.PI * t) : series(Math.PI * (0.5 - t), 1, Math.PI * (0.5 - t));
}

/** Σ (−1)ⁱ x²ⁱ⁺ᵏ / (2i + k)!, smallest terms first: the cosine with k = 0 and first = 1, the sine with k = 1 and first = x. */
function series(first: number, k: 0 | 1, x: number): number {
  let sum = 1;
  for (let i = N_TERMS; i > 0; i--) sum = 1 - (sum * x * x) / ((2 * i + k) * (2 * i + k - 1));
  return first * sum;
}
