import type { SplitConfig } from './config.ts';
import { MisfitError } from './misfit.ts';
import { RandomStream } from './random.ts';
import { t } from './translation.ts';

/**
 * scikit-learn's train_test_split(stratify=labels): as many rows of each class on both sides as its share asks for.
 * How many is `drawsByClass`, first for the training rows, then for the test rows out of those that remain; then each
 * class is permuted, and at last each side. All from one stream, in this order.
 *
 * @param labels class of each row, [nRows]
 * @param nTest how many test rows there are to be
 * @returns row indices, the training rows in training order
 * @throws MisfitError when a class has a single row, or a side would have fewer rows than there are classes
 */
export function stratifiedRows(
  labels: Int32Array,
  classes: readonly string[],
  nTest: number,
  { randomState, testSize }: SplitConfig,
): { readonly train: Int32Array; readonly test: Int32Array } {
  const byClass = rowsByClass(labels, classes.length);
  const counts = byClass.map((rows) => rows.length);
  const nTrain = labels.length - nTest;
  refuseFewRows(counts, classes, nTrain, nTest, testSize);
  const random = new RandomStream(randomState);
  const ofTrain = drawsByClass(counts, nTrain, random);
  const left = counts.map((count, k) => count - ofTrain[k]!);
  const ofTest = drawsByClass(left, nTest, random);
  const train: number[] = [];
  const test: number[] = [];
  byClass.forEach((rows, k) => {
    const order = random.permutation(rows.length);
    const end = ofTrain[k]! + ofTest[k]!;
    for (let i = 0; i < end; i++) (i < ofTrain[k]! ? train : test).push(rows[order[i]!]!);
  });
  const shuffled = (rows: readonly number[]) => random.permutation(rows.length).map((at) => rows[at]!);
  return { train: shuffled(train), test: shuffled(test) };
}

function rowsByClass(labels: Int32Array, nClasses: number): readonly (readonly number[])[] {
  const rows = Array.from({ length: nClasses }, (): number[] => []);
  labels.forEach((label, row) => rows[label]!.push(row));
  return rows;
}

function refuseFewRows(
  counts: readonly number[],
  classes: readonly string[],
  nTrain: number,
  nTest: number,
  testSize: number,
): void {
  const alone = classes.filter((_, k) => counts[k]! < 2);
  if (alone.length > 0) {
    const named = JSON.stringify(alone[0]);
    const others = alone.length > 1 ? t(' (and {0} more classes)', alone.length - 1) : '';
    throw new MisfitError(
      'split.stratify',
      t('needs at least 2 rows of each class, and {0}{1} has 1; set it to false, or add rows', named, others),
    );
  }
  for (const [side, n] of [
    ['test', nTest],
    ['training', nTrain],
  ] as const) {
    if (n >= classes.length) continue;
    const nRows = nTrain + nTest;
    throw new MisfitError(
      'split.testSize',
      side === 'test'
        ? t(
            '{0} of {1} rows gives {2} test rows, fewer than the {3} classes of a stratified split; choose a larger share',
            ...[testSize, nRows, n, classes.length],
          )
        : t(
            '{0} of {1} rows gives {2} training rows, fewer than the {3} classes of a stratified split; choose a smaller share',
            ...[testSize, nRows, n, classes.length],
          ),
    );
  }
}

/**
 * How many of n draws fall to each class when each gets its share: the mode of the multivariate hypergeometric
 * distribution, approximately. Shares are rounded down; what is left goes to the largest remainders, ties at random.
 */
function drawsByClass(counts: readonly number[], n: number, random: RandomStream): readonly number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const exact = counts.map((count) => (count / total) * n);
  const draws = exact.map(Math.floor);
  let missing = n - draws.reduce((sum, count) => sum + count, 0);
  const remainders = exact.map((share, k) => share - draws[k]!);
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing === 0) break;
    const tied = [...remainders.keys()].filter((k) => remainders[k] === remainder);
    const nAdded = Math.min(tied.length, missing);
    for (const at of random.permutation(tied.length).subarray(0, nAdded)) draws[tied[at]!]! += 1;
    missing -= nAdded;
  }
  return draws;
}
