import type { Alert } from '#engine/alerts';
import type { Dataset } from '#engine/dataset';
import type { RowSample } from '#engine/experiment';
import type { Scaler } from '#engine/preprocessing';
import { checkIndex, checkObject } from './guards.ts';

/**
 * What the rows of a data set are a sample of; null: they are all. The alerts come from the host's own reading of the
 * data, so only that they are a list is checked.
 */
export function checkSample(value: unknown, { labels, features, classes }: Dataset): RowSample | null {
  if (value === null) return null;
  const { rows, nRows, nTrain, nTest, trainCounts, alerts, scaler, split } = checkObject(value, 'sample');
  const n = labels.length;
  const total = checkIndex(nRows, 'sample.nRows');
  const { train, test } = checkObject(split, 'sample.split');
  if (!Array.isArray(alerts)) throw new TypeError('sample.alerts must be a list');
  return {
    rows: checkIndices(rows, 'sample.rows', { length: n, below: total }),
    nRows: total,
    nTrain: checkIndex(nTrain, 'sample.nTrain', total),
    nTest: checkIndex(nTest, 'sample.nTest', total),
    trainCounts: checkIndices(trainCounts, 'sample.trainCounts', {
      length: classes.length,
      below: total + 1,
    }),
    alerts: alerts as Alert[],
    scaler: scaler === null ? null : checkScaler(scaler, features.length),
    split: {
      train: checkIndices(train, 'sample.split.train', { below: n }),
      test: checkIndices(test, 'sample.split.test', { below: n }),
    },
  };
}

function checkIndices(
  value: unknown,
  name: string,
  { length, below }: { length?: number; below: number },
): Int32Array {
  if (!(value instanceof Int32Array)) throw new TypeError(`${name} must be an Int32Array`);
  if (length !== undefined && value.length !== length) {
    throw new TypeError(`${name} must have ${length} numbers, got ${value.length}`);
  }
  if (!value.every((index) => index >= 0 && index < below)) {
    throw new TypeError(`${name} must hold whole numbers from 0 to ${below - 1}`);
  }
  return value;
}

function checkScaler(value: unknown, nFeatures: number): Scaler {
  const { mean, scale } = checkObject(value, 'sample.scaler');
  if (!(mean instanceof Float64Array && scale instanceof Float64Array)) {
    throw new TypeError('sample.scaler must hold two Float64Arrays');
  }
  if (mean.length !== nFeatures || scale.length !== nFeatures) {
    throw new TypeError(`sample.scaler must be of ${nFeatures} features`);
  }
  return { mean, scale };
}
