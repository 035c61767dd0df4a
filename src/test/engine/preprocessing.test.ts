import { describe, expect, test } from 'vitest';
import { DEFAULT_SPLIT } from '#engine/config';
import { sortClasses, splitUnit } from '#engine/dataset';
import { fitScaler, oneHot, splitRows, transform } from '#engine/preprocessing';
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

describe('the split agrees with scikit-learn', () => {
  test.each(ENTRIES.filter((entry) => entry.kind === 'split'))(
    '$testSize of $nRows rows, seed $randomState',
    ({ nRows, testSize, randomState, train, test: testRows }) => {
      const split = splitRows(nRows, { testSize, randomState, stratify: false });
      expect([...split.train]).toEqual(train);
      expect([...split.test]).toEqual(testRows);
    },
  );

  test('without a split both parts are all rows in data order', () => {
    const { train, test: testRows } = splitRows(4, null);
    expect([[...train], [...testRows]]).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  test.each([
    [3, 0.99],
    [1, 0.5],
  ])('%d rows and test size %d leave no training row and are refused', (nRows, testSize) => {
    expect(() => splitRows(nRows, { ...DEFAULT_SPLIT, testSize })).toThrow(/leaves 0 training rows/);
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
