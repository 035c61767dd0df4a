import type { SplitConfig } from './config.ts';
import type { Dataset } from './dataset.ts';
import { MisfitError } from './misfit.ts';
import { RandomStream } from './random.ts';
import { stratifiedRows } from './stratify.ts';
import { t } from './translation.ts';

/** Mean and scale of each feature; `transform` maps a column to (x − mean) / scale. */
export interface Scaler {
  readonly mean: Float64Array; // [nFeatures], in the feature's unit
  readonly scale: Float64Array; // [nFeatures], population standard deviation, 1 for a constant feature
}

/** Row indices into the dataset. Without a split both hold all rows in data order. */
export interface Split {
  readonly train: Int32Array; // in training order
  readonly test: Int32Array;
}

/**
 * scikit-learn's StandardScaler: mean and population standard deviation √(1/n · Σ (x − mean)²) of each column.
 * A column that is constant up to rounding gets scale 1, by scikit-learn's own bound.
 *
 * @param values [nRows × nFeatures]
 * @param rows the rows to fit on; at least one
 * @throws RangeError when there is no row
 */
export function fitScaler(values: Float64Array, nFeatures: number, rows: Int32Array): Scaler {
  const n = rows.length;
  if (n === 0) throw new RangeError('a scaler needs at least one row');
  const mean = new Float64Array(nFeatures);
  const scale = new Float64Array(nFeatures);
  for (let feature = 0; feature < nFeatures; feature++) {
    let sum = 0;
    for (const row of rows) sum += values[row * nFeatures + feature]!;
    const m = sum / n;
    let deviation = 0; // Σ (x − m) is 0 but for the rounding of m, and corrects the sum of squares for it
    let squares = 0;
    for (const row of rows) {
      const d = values[row * nFeatures + feature]! - m;
      deviation += d;
      squares += d * d;
    }
    const variance = (squares - (deviation * deviation) / n) / n;
    const noise = n * Number.EPSILON * variance + (n * m * Number.EPSILON) ** 2;
    mean[feature] = m;
    scale[feature] = variance <= noise ? 1 : Math.sqrt(variance);
  }
  return { mean, scale };
}

/** Does a feature have the same value in every row? @param values [nRows × nFeatures] */
export function isConstant(values: Float64Array, nFeatures: number, feature: number): boolean {
  for (let i = feature; i < values.length; i += nFeatures) if (values[i] !== values[feature]) return false;
  return true;
}

/** (x − mean) / scale of every value, in a new array [nRows × nFeatures]. */
export function transform(scaler: Scaler, values: Float64Array): Float64Array {
  const nFeatures = scaler.mean.length;
  return values.map((value, i) => (value - scaler.mean[i % nFeatures]!) / scaler.scale[i % nFeatures]!);
}

/** Y: 1 at each row's class, 0 elsewhere. A new array [nRows × nClasses]. */
export function oneHot(labels: Int32Array, nClasses: number): Float64Array {
  const targets = new Float64Array(labels.length * nClasses);
  labels.forEach((label, row) => {
    targets[row * nClasses + label] = 1;
  });
  return targets;
}

/** What is divided into training and test rows. */
export type LabelledRows = Pick<Dataset, 'labels' | 'classes'>;

/**
 * scikit-learn's train_test_split: a permutation of the rows from its own stream; the first ⌈testSize · n⌉ are the test
 * rows, the rest, in that order, the training rows. Stratified, each class is divided: see `stratifiedRows`.
 *
 * @throws MisfitError when either side would be empty, or a class has too few rows to be divided
 */
export function splitRows({ labels, classes }: LabelledRows, config: SplitConfig | null): Split {
  const nRows = labels.length;
  if (config === null) {
    const all = Int32Array.from({ length: nRows }, (_, row) => row);
    return { train: all, test: all };
  }
  const nTest = countTestRows(nRows, config);
  if (config.stratify) return stratifiedRows(labels, classes, nTest, config);
  const order = new RandomStream(config.randomState).permutation(nRows);
  return { train: order.slice(nTest), test: order.slice(0, nTest) };
}

/** How many test rows a split has: ⌈testSize · n⌉. @throws MisfitError when either side would be empty */
export function countTestRows(nRows: number, { testSize }: SplitConfig): number {
  const nTest = Math.ceil(testSize * nRows);
  if (nTest >= 1 && nTest < nRows) return nTest;
  throw new MisfitError(
    'split.testSize',
    t('{0} of {1} rows leaves {2} training rows; choose a smaller share', testSize, nRows, nRows - nTest),
  );
}
