import type { Experiment } from '#engine/experiment';
import type { Confusion } from '#engine/inspect';
import { normalizedConfusion } from '#engine/metrics';
import type { Normalization } from '#engine/metrics';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { count, percent1, whole } from './format.ts';

/** A cell, by its actual and its predicted class. */
export interface ClassPair {
  readonly actual: number;
  readonly predicted: number;
}

/** What the table shows at an epoch. */
export interface ConfusionLook extends Confusion {
  readonly normalization: Normalization;
  readonly chosen: ClassPair | null; // the cell of the selected row
  readonly pressed: ClassPair | null;
}

/** What the table shows, with the shares that follow from it. */
export interface Filled extends ConfusionLook {
  readonly labels: readonly string[];
  readonly shares: Float64Array; // [nClasses × nClasses], the counts themselves if they are not normalised
}

export function filled(labels: readonly string[], look: ConfusionLook | null): Filled | null {
  if (!look) return null;
  const shares = normalizedConfusion(look.counts, look.unpredicted, look.normalization);
  return { ...look, labels, shares };
}

/** How many rows have no prediction, and which shares count them; nothing where all have one. */
export function unpredictedText({ counts, unpredicted, normalization }: Filled): string {
  const add = (sum: number, n: number) => sum + n;
  const without = unpredicted.reduce(add, 0);
  if (without === 0) return '';
  const all = counts.reduce(add, without);
  const head =
    without === 1
      ? t('{0} of {1} has no prediction (P is not finite)', whole(without), count(all, 'row'))
      : t('{0} of {1} have no prediction (P is not finite)', whole(without), count(all, 'row'));
  const inShares = {
    counts: t(', and count as wrong.'),
    actual: t('; the shares are of all rows of a class, these included.'),
    predicted: t('; the shares are of the rows read as a class, without these.'),
    all: t('; the shares are of all rows, these included.'),
  };
  return head + inShares[normalization];
}

/** "versicolor read as virginica: 1", and what share that is. */
export function nameOf(matrix: Filled, cell: ClassPair): string {
  const [actual = '', predicted = ''] = [matrix.labels[cell.actual], matrix.labels[cell.predicted]];
  const text = t('{0} read as {1}: {2}', actual, predicted, whole(matrix.counts[indexOf(matrix, cell)]!));
  const percent = percentOf(matrix, cell);
  if (percent === '') return text;
  const groups = {
    counts: '',
    actual: t('all {0}', actual),
    predicted: t('all read as {0}', predicted),
    all: t('all rows'),
  };
  return t('{0}, {1} of {2}', text, percent, groups[matrix.normalization]);
}

export function indexOf({ labels }: Filled, { actual, predicted }: ClassPair): number {
  return actual * labels.length + predicted;
}

/** A share with one decimal: 0.111 is 11.1 %; nothing where there is no share. */
export function percentOf(matrix: Filled, cell: ClassPair): string {
  const share = matrix.shares[indexOf(matrix, cell)]!;
  return matrix.normalization === 'counts' || Number.isNaN(share) ? '' : percent1(share);
}

/** How many of some cells are on the diagonal: 8/9. @param unpredicted rows that belong to them and stand in none */
export function correctOf(
  { counts, labels }: Filled,
  among: (actual: number, predicted: number) => boolean,
  unpredicted = 0,
): string {
  let [correct, all] = [0, unpredicted];
  counts.forEach((n, at) => {
    const [actual, predicted] = [Math.floor(at / labels.length), at % labels.length];
    if (!among(actual, predicted)) return;
    all += n;
    if (actual === predicted) correct += n;
  });
  return `${whole(correct)}/${whole(all)}`;
}

export function listRows(experiment: Pick<Experiment, 'sample'>, rows: Int32Array): string {
  if (rows.length === 0) return '';
  const list = [...rows.subarray(0, 12)].map((row) => rowNumber(experiment, row));
  const named = `${list.join(', ')}${rows.length > 12 ? ' …' : ''}`;
  return rows.length === 1 ? t('row {0}', named) : t('rows {0}', named);
}
