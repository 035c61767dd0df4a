/** Stands for the class of a row that is read as none: its probabilities are not finite, as where a run has diverged. */
export const NO_CLASS = -1;

/** Index of the largest of the `nColumns` entries of `row`; the first one on a tie, NO_CLASS where one is not finite. */
export function argmax(matrix: Float64Array, row: number, nColumns: number): number {
  const start = row * nColumns;
  let best = 0;
  for (let k = 0; k < nColumns; k++) {
    const value = matrix[start + k]!;
    if (!Number.isFinite(value)) return NO_CLASS;
    if (value > matrix[start + best]!) best = k;
  }
  return best;
}

/** The predicted class of each row, [nRows], in a new array; NO_CLASS for a row without a prediction. */
export function predictions(probabilities: Float64Array, nRows: number, nClasses: number): Int32Array {
  return Int32Array.from({ length: nRows }, (_, row) => argmax(probabilities, row, nClasses));
}

/** How many rows have their largest probability at the target class. A row without a prediction is not right. */
export function countCorrect(
  probabilities: Float64Array, // [nRows × nClasses]
  targets: Float64Array, // [nRows × nClasses], one-hot
  nRows: number,
  nClasses: number,
): number {
  let correct = 0;
  for (let row = 0; row < nRows; row++) {
    const predicted = argmax(probabilities, row, nClasses);
    if (predicted !== NO_CLASS && targets[row * nClasses + predicted] === 1) correct++;
  }
  return correct;
}

/**
 * Counts by actual class (rows) and predicted class (columns), [nClasses × nClasses], in a new array. A row without a
 * prediction is counted in no cell.
 */
export function confusionMatrix(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  nClasses: number,
): Int32Array {
  const counts = new Int32Array(nClasses * nClasses);
  for (let row = 0; row < actual.length; row++) {
    if (predicted[row]! !== NO_CLASS) counts[actual[row]! * nClasses + predicted[row]!]!++;
  }
  return counts;
}

/** So many rows of one class are read as another. */
export interface ConfusedPair {
  readonly actual: number;
  readonly predicted: number;
  readonly n: number;
}

/** The pairs of classes that are confused, the most frequent first, in the order of the classes where they are equal. */
export function largestConfusions(
  counts: ArrayLike<number>, // [nClasses × nClasses]
  nClasses: number,
): readonly ConfusedPair[] {
  const pairs = Array.from(counts, (n, at) => ({
    actual: Math.floor(at / nClasses),
    predicted: at % nClasses,
    n,
  }));
  return pairs.filter(({ n, actual, predicted }) => n > 0 && actual !== predicted).sort((a, b) => b.n - a.n);
}

/** How many rows of each actual class have no prediction and so stand in no cell of the matrix, [nClasses], in a new array. */
export function unpredictedCounts(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  nClasses: number,
): Int32Array {
  const counts = new Int32Array(nClasses);
  for (let row = 0; row < actual.length; row++) {
    if (predicted[row] === NO_CLASS) counts[actual[row]!]!++;
  }
  return counts;
}

/** What the counts of a confusion matrix are shares of: nothing, their actual class, their predicted class, all rows. */
export const NORMALIZATIONS = ['counts', 'actual', 'predicted', 'all'] as const;
export type Normalization = (typeof NORMALIZATIONS)[number];

/**
 * count / rows of its actual class (matrix row), of its predicted class (column) or of all, [nClasses × nClasses], in a
 * new array; `counts` leaves them as they are. Rows without a prediction are of their actual class and of all, and were
 * predicted as no class. NaN where there is nothing to have a share of.
 *
 * Where every row has a prediction the three shares are those of scikit-learn's
 * `confusion_matrix(normalize='true' | 'pred' | 'all')`.
 */
export function normalizedConfusion(
  counts: Int32Array, // [nClasses × nClasses]
  unpredicted: Int32Array, // [nClasses], by actual class
  normalization: Normalization,
): Float64Array {
  if (normalization === 'counts') return Float64Array.from(counts);
  const nClasses = unpredicted.length;
  const totals = new Int32Array(nClasses);
  const groupOf = (cell: number) => {
    if (normalization === 'all') return 0;
    return normalization === 'actual' ? Math.floor(cell / nClasses) : cell % nClasses;
  };
  counts.forEach((count, cell) => (totals[groupOf(cell)]! += count));
  if (normalization !== 'predicted') {
    unpredicted.forEach((count, actual) => (totals[groupOf(actual * nClasses)]! += count));
  }
  return Float64Array.from(counts, (count, cell) => count / totals[groupOf(cell)]!);
}

/**
 * Wilson's 95 % score interval for k successes in n, as shares in [0, 1]: 29 of 30 gives [0.833, 0.994].
 *
 * Source: E. B. Wilson, JASA 22 (1927). @throws RangeError unless 0 ≤ k ≤ n and n ≥ 1
 */
export function wilsonInterval(k: number, n: number): readonly [low: number, high: number] {
  if (!(n >= 1 && k >= 0 && k <= n)) throw new RangeError(`need 0 ≤ k ≤ n and n ≥ 1, got k ${k}, n ${n}`);
  const z = 1.959963984540054;
  const p = k / n;
  const denominator = 1 + (z * z) / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, (centre - half) / denominator), Math.min(1, (centre + half) / denominator)];
}
