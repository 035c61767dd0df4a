import { expect, test } from 'vitest';
import { checkSample } from '#protocol/sampleGuards';

const DATASET = {
  name: 'sample',
  features: ['a', 'b'],
  classes: ['x', 'y'],
  values: new Float64Array(6),
  labels: Int32Array.of(0, 1, 1),
};
const SAMPLE = {
  rows: Int32Array.of(0, 50, 99),
  nRows: 100,
  nTrain: 70,
  nTest: 30,
  trainCounts: Int32Array.of(60, 10),
  alerts: [],
  scaler: { mean: new Float64Array(2), scale: new Float64Array(2) },
  split: { train: Int32Array.of(2, 0), test: Int32Array.of(1) },
};

test('a well-formed sample comes through as it is, and so does none', () => {
  expect(checkSample(SAMPLE, DATASET)).toEqual(SAMPLE);
  expect(checkSample({ ...SAMPLE, secret: 1 }, DATASET)).toEqual(SAMPLE);
  expect(checkSample({ ...SAMPLE, scaler: null }, DATASET)?.scaler).toBeNull();
  expect(checkSample(null, DATASET)).toBeNull();
});

test.each([
  ['nothing', undefined],
  ['rows of a list', { ...SAMPLE, rows: [0, 50, 99] }],
  ['fewer numbers than rows', { ...SAMPLE, rows: Int32Array.of(0, 50) }],
  ['a row beyond the table', { ...SAMPLE, rows: Int32Array.of(0, 50, 100) }],
  ['more training rows than rows', { ...SAMPLE, nTrain: 101 }],
  ['counts of other classes', { ...SAMPLE, trainCounts: Int32Array.of(70) }],
  ['alerts that are no list', { ...SAMPLE, alerts: 'none' }],
  ['a scaler of other features', { ...SAMPLE, scaler: { ...SAMPLE.scaler, mean: new Float64Array(3) } }],
  ['a scaler of lists', { ...SAMPLE, scaler: { mean: [0, 0], scale: [1, 1] } }],
  ['no split', { ...SAMPLE, split: null }],
  [
    'a training row that is not in the sample',
    { ...SAMPLE, split: { ...SAMPLE.split, train: Int32Array.of(3) } },
  ],
  [
    'a test row that is not in the sample',
    { ...SAMPLE, split: { ...SAMPLE.split, test: Int32Array.of(-1) } },
  ],
])('%s is refused', (_, value) => {
  expect(() => checkSample(value, DATASET)).toThrow(TypeError);
});
