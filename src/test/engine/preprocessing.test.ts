import { describe, expect, test } from 'vitest';
import { DEFAULT_SPLIT } from '#engine/config';
import { sortClasses, splitUnit } from '#engine/dataset';
import { fitScaler, oneHot, splitRows, transform } from '#engine/preprocessing';
import type { LabelledRows } from '#engine/preprocessing';
import { readPreprocessing, worstError } from '../fixtureFiles.ts';

const ENTRIES = readPreprocessing();

describe('the scaler agrees with scikit-learn', () => {
  test.each(ENTRIES.filter((entry) => entry.kind === 'scaler'))(
    '$name',
    ({ rows, mean, scale, transformed }) => {
      const values = Float64Array.from(rows.flat());
      const scaler = fitScaler(values, mean.length, Int32Array.from(rows.keys()));
      expect(worstError(scaler.mean, mean)).toBeLessThan(1e-15);
      expect(worstError(scaler.scale, scale)).toBeLessThan(1e-14);
      const difference = transform(scaler, values).map((value, i) =>
        Math.abs(value - transformed.flat()[i]!),
      );
      expect(Math.max(...difference)).toBeLessThan(1e-9);
    },
  );

  test('a constant column has scale 1 exactly, whatever its rounding', () => {
    const constant = ENTRIES.filter((entry) => entry.kind === 'scaler' && entry.name.startsWith('constant'));
    expect(constant.length).toBeGreaterThanOrEqual(3);
    for (const value of [0, 0.1, 1e-12, 7.3, 123456.789, -1e15]) {
      const { scale } = fitScaler(new Float64Array(77).fill(value), 1, Int32Array.from(Array(77).keys()));
      expect(scale[0], `column of ${value}`).toBe(1);
    }
  });

  test.each([
    ['the last bit of a sum', [0.1 + 0.2, 0.3, 0.3], 1],
    ['the last bit of 1', [1 + Number.EPSILON, 1, 1, 1], 1],
    ['more than rounding', [0.3 + 1e-15, 0.3, 0.3], 4.710277376051325e-16],
  ])('a column that varies by %s has the scale that scikit-learn gives it', (_, column, expected) => {
    const { scale } = fitScaler(Float64Array.from(column), 1, Int32Array.from(column.keys()));
    expect(worstError(scale, [expected])).toBeLessThan(1e-12);
  });

  test('only the named rows count', () => {
    const { mean, scale } = fitScaler(Float64Array.of(1, 10, 3, 20, 1000, 1000), 2, Int32Array.of(0, 1));
    expect([[...mean], [...scale]]).toEqual([
      [2, 15],
      [1, 5],
    ]);
  });

  test('no rows are refused', () => {
    expect(() => fitScaler(Float64Array.of(1), 1, new Int32Array())).toThrow(RangeError);
  });
});

/** Rows of a single class, for splits that do not look at it. */
function unlabelled(nRows: number): LabelledRows {
  return { labels: new Int32Array(nRows), classes: ['all'] };
}

function labelled(labels: readonly number[]): LabelledRows {
  const names = ['a', 'b', 'c', 'd'].slice(0, 1 + Math.max(...labels));
  return { labels: Int32Array.from(labels), classes: names };
}

describe('the split agrees with scikit-learn', () => {
  test.each(ENTRIES.filter((entry) => entry.kind === 'split'))(
    '$testSize of $nRows rows, seed $randomState',
    ({ nRows, testSize, randomState, train, test: testRows }) => {
      const split = splitRows(unlabelled(nRows), { testSize, randomState, stratify: false });
      expect([...split.train]).toEqual(train);
      expect([...split.test]).toEqual(testRows);
    },
  );

  test('without a split both parts are all rows in data order', () => {
    const { train, test: testRows } = splitRows(unlabelled(4), null);
    expect([[...train], [...testRows]]).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  test.each([
    [3, 0.99],
    [1, 0.5],
  ])('%d rows and test size %d leave no training row and are refused', (nRows, testSize) => {
    expect(() => splitRows(unlabelled(nRows), { ...DEFAULT_SPLIT, testSize })).toThrow(
      /leaves 0 training rows/,
    );
  });
});

describe('the stratified split agrees with scikit-learn', () => {
  const entries = ENTRIES.filter((entry) => entry.kind === 'stratified');
  test.each(entries)(
    '$testSize of rows, seed $randomState',
    ({ labels, train, test: testRows, ...split }) => {
      const divided = splitRows(labelled(labels), { ...split, stratify: true });
      expect([...divided.train]).toEqual(train);
      expect([...divided.test]).toEqual(testRows);
    },
  );

  test('both parts have each class in the share that all rows have, to one row', () => {
    for (const { labels, testSize, randomState } of entries) {
      const divided = splitRows(labelled(labels), { testSize, randomState, stratify: true });
      for (const k of new Set(labels)) {
        const of = (rows: Iterable<number>) => [...rows].filter((row) => labels[row] === k).length;
        const share = (of(labels.keys()) * divided.test.length) / labels.length;
        expect(Math.abs(of(divided.test) - share)).toBeLessThanOrEqual(1);
        expect(of(divided.test) + of(divided.train)).toBe(of(labels.keys()));
      }
    }
  });

  test.each([
    [
      [0, 0, 0, 0, 1],
      0.4,
      'split.stratify needs at least 2 rows of each class, and "b" has 1; set it to false, or add rows',
    ],
    [
      [0, 1, 2, 3, 0, 0],
      0.5,
      'split.stratify needs at least 2 rows of each class, and "b" (and 2 more classes) has 1; set it to false, or add rows',
    ],
    [
      [0, 0, 1, 1, 2, 2],
      0.2,
      'split.testSize 0.2 of 6 rows gives 2 test rows, fewer than the 3 classes of a stratified split; choose a larger share',
    ],
    [
      [0, 0, 1, 1, 2, 2],
      0.8,
      'split.testSize 0.8 of 6 rows gives 1 training rows, fewer than the 3 classes of a stratified split; choose a ' +
        'smaller share',
    ],
  ])('labels %j with test size %d are refused', (labels, testSize, message) => {
    const split = { ...DEFAULT_SPLIT, testSize };
    expect(() => splitRows(labelled(labels), { ...split, stratify: true })).toThrow(message);
    expect(splitRows(labelled(labels), split).test.length).toBe(Math.ceil(testSize * labels.length));
  });
});

describe('classes and targets', () => {
  // Numeric labels are the exception below: scikit-learn sorts numbers by value, but these, given as text, by character.
  const ofWords = ENTRIES.filter(
    (entry) => entry.kind === 'oneHot' && entry.labels.some((label) => isNaN(+label)),
  );
  test.each(ofWords.filter((entry) => entry.kind === 'oneHot'))(
    'of $labels',
    ({ labels, classes, targets }) => {
      const sorted = sortClasses(labels);
      expect(sorted).toEqual(classes);
      const indices = Int32Array.from(labels, (label) => sorted.indexOf(label));
      expect([...oneHot(indices, sorted.length)]).toEqual(targets.flat());
    },
  );

  test.each([
    [
      ['10', '9', '2'],
      ['2', '9', '10'],
    ],
    [
      ['1', '-1', '0.5'],
      ['-1', '0.5', '1'],
    ],
    [
      ['1.0', '1'],
      ['1', '1.0'],
    ],
    [
      ['10', '9', 'x'],
      ['10', '9', 'x'],
    ],
    [
      ['b', 'B', 'a'],
      ['B', 'a', 'b'],
    ],
    [
      ['\u{1f33a}', '\uffee'],
      ['\uffee', '\u{1f33a}'],
    ], // by code point, not by UTF-16 unit
    [
      ['__proto__', 'constructor'],
      ['__proto__', 'constructor'],
    ],
    [
      ['ab', 'a'],
      ['a', 'ab'],
    ],
  ])('%j are sorted as %j', (labels, sorted) => {
    expect(sortClasses(labels)).toEqual(sorted);
  });

  test.each([
    ['petal length (cm)', 'petal length', 'cm'],
    ['side', 'side', ''],
    ['(cm)', '(cm)', ''],
    ['a (b) (c) ', 'a (b)', 'c'],
    ['', '', ''],
  ])('the header %j is %j in %j', (header, name, unit) => {
    expect(splitUnit(header)).toEqual({ name, unit });
  });
});
