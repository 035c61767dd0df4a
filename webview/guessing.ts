import { rowLoss } from '#engine/loss';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import type { Experiment } from '#engine/experiment';
import { RandomStream } from '#engine/random';
import type { Guess } from './lessons.ts';
import type { ShownRun } from './run.ts';

/** So many flowers make a round. */
export const FLOWERS = 10;

/** The rows of a round: test rows by chance, the same whenever the round is played. */
export function flowersOf({ split }: Experiment, round: number): number[] {
  const rows = split.test.slice().sort();
  return [...new RandomStream(round).permutation(rows.length).slice(0, FLOWERS)].map((at) => rows[at]!);
}

/** As sure of one class as of the other, in per cent. */
export function evenShares(nClasses: number): number[] {
  const share = Math.floor(100 / nClasses);
  return Array.from({ length: nClasses }, (_, k) => share + (k < 100 - share * nClasses ? 1 : 0));
}

/**
 * One share set, the others taking what is left in the proportion that they had (alike where they had nothing): whole
 * numbers that add up to 100, in a new array.
 */
export function withShare(shares: readonly number[], k: number, share: number): number[] {
  const value = Math.min(100, Math.max(0, Math.round(share)));
  const others = shares.map((one, i) => (i === k ? 0 : one));
  const sum = others.reduce((a, b) => a + b, 0);
  const left = 100 - value;
  const wanted = others.map((one, i) =>
    i === k ? 0 : sum > 0 ? (left * one) / sum : left / (shares.length - 1),
  );
  const whole = wanted.map(Math.floor);
  const byRest = wanted
    .map((one, i) => ({ i, rest: one - Math.floor(one) }))
    .filter(({ i }) => i !== k)
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  const missing = left - whole.reduce((a, b) => a + b, 0);
  for (const { i } of byRest.slice(0, missing)) whole[i]!++;
  whole[k] = value;
  return whole;
}

/** −ln(p + 1e-9) of a share in per cent: what that certainty costs if it is this class. */
export function costOf(share: number): number {
  return rowLoss(share / 100);
}

/** What the network says of a row at an epoch, [nClasses], in a new array. */
export function networkCertainty(
  { experiment, history }: ShownRun,
  epoch: number,
  row: number,
): Float64Array {
  const { shape, x, nFeatures } = experiment;
  const pass = createPass(shape, 1);
  forward(pass, history.parameters(epoch), x.slice(row * nFeatures, (row + 1) * nFeatures));
  return probabilitiesOf(pass).slice();
}

/** What a guess and the network's own answer cost, in nats. */
export interface Costs {
  readonly own: number;
  readonly network: number;
}

export function costsOf(run: ShownRun, { row, certainty, epoch }: Guess): Costs {
  const actual = run.experiment.dataset.labels[row]!;
  return {
    own: costOf(certainty[actual] ?? 0),
    network: rowLoss(networkCertainty(run, epoch, row)[actual]!),
  };
}

/** Smallest and largest value of a feature among the training rows of a class; null where it has none. */
export function classRange(
  { dataset, split, nFeatures }: Experiment,
  feature: number,
  k: number,
): { readonly minimum: number; readonly maximum: number } | null {
  let [minimum, maximum] = [Infinity, -Infinity];
  for (const row of split.train) {
    if (dataset.labels[row] !== k) continue;
    const value = dataset.values[row * nFeatures + feature]!;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  }
  return minimum <= maximum ? { minimum, maximum } : null;
}
