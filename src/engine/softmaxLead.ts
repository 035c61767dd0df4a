import { exp } from './elementary.ts';

/** How softmax turns a lead into a factor. */
export interface SoftmaxLead {
  /** e^{z − max} of each class, the terms of the softmax; the largest is 1. [nClasses] */
  readonly exponentials: Float64Array;
  readonly best: number; // the class of the largest score, the first of several
  readonly second: number; // the class of the largest score of the others
  readonly difference: number; // of their scores
  readonly factor: number; // e^difference = P of the best / P of the second
}

/**
 * What makes the largest score stand out: P of the best over P of the second is e^{z_best − z_second}, whatever the other
 * scores are.
 *
 * @param scores Z of the output for one row, [nClasses ≥ 2]
 */
export function softmaxLead(scores: Float64Array): SoftmaxLead {
  let best = 0;
  for (let k = 1; k < scores.length; k++) if (scores[k]! > scores[best]!) best = k;
  let second = best === 0 ? 1 : 0;
  for (let k = 0; k < scores.length; k++) {
    if (k !== best && scores[k]! > scores[second]!) second = k;
  }
  const max = scores[best]!;
  const difference = max - scores[second]!;
  return { exponentials: scores.map((z) => exp(z - max)), best, second, difference, factor: exp(difference) };
}
