import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  NO_CLASS,
  argmax,
  confusionMatrix,
  countCorrect,
  normalizedConfusion,
  predictions,
  unpredictedCounts,
  wilsonInterval,
} from '#engine/metrics';

describe('predictions', () => {
  const P = Float64Array.of(0.2, 0.3, 0.5, 0.4, 0.4, 0.2, 1 / 3, 1 / 3, 1 / 3, 0, 1, 0);

  test('are the first of the largest probabilities', () => {
    expect([...predictions(P, 4, 3)]).toEqual([2, 0, 0, 1]);
    expect(argmax(P, 1, 3)).toBe(0);
  });

  test('are right where they meet the target', () => {
    const targets = Float64Array.of(0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 1, 0);
    expect(countCorrect(P, targets, 4, 3)).toBe(3);
  });
});

describe('a row whose probabilities are not finite', () => {
  const P = Float64Array.of(NaN, NaN, NaN, 0.1, NaN, 0.2, Infinity, 0, 0, 0.2, 0.3, 0.5);
  const targets = Float64Array.of(1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1);

  test('has no prediction', () => {
    expect([...predictions(P, 4, 3)]).toEqual([NO_CLASS, NO_CLASS, NO_CLASS, 2]);
  });

  test('is right nowhere, not even by the target of the row before it', () => {
    expect(countCorrect(P, targets, 4, 3)).toBe(1);
  });

  test('is in no cell of the confusion matrix', () => {
    expect([...confusionMatrix([0, 2, 0, 2], predictions(P, 4, 3), 3)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('is counted by its actual class', () => {
    expect([...unpredictedCounts([0, 2, 0, 2], predictions(P, 4, 3), 3)]).toEqual([2, 0, 1]);
  });
});

describe('the confusion matrix', () => {
  test('has actual classes in its rows and predicted ones in its columns', () => {
    expect([...confusionMatrix([0, 0, 1, 2, 2, 2], [0, 1, 1, 0, 2, 2], 3)]).toEqual([
      1, 1, 0, 0, 1, 0, 1, 0, 2,
    ]);
  });

  test('sums to the rows: all of them, by actual and by predicted class', () => {
    const classes = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(classes, classes)), (pairs) => {
        const counts = confusionMatrix(
          pairs.map(([a]) => a),
          pairs.map(([, p]) => p),
          4,
        );
        expect(counts.reduce((a, b) => a + b, 0)).toBe(pairs.length);
        for (let k = 0; k < 4; k++) {
          const row = counts.subarray(4 * k, 4 * k + 4).reduce((a, b) => a + b);
          expect(row).toBe(pairs.filter(([actual]) => actual === k).length);
        }
      }),
    );
  });
});

describe('the shares of a confusion matrix', () => {
  const COUNTS = Int32Array.of(3, 1, 0, 0, 0, 0, 1, 0, 5);
  const NONE = new Int32Array(3);

  test.each([
    ['counts', [3, 1, 0, 0, 0, 0, 1, 0, 5]],
    ['actual', [3 / 4, 1 / 4, 0, NaN, NaN, NaN, 1 / 6, 0, 5 / 6]],
    ['predicted', [3 / 4, 1, 0, 0, 0, 0, 1 / 4, 0, 1]],
    ['all', [0.3, 0.1, 0, 0, 0, 0, 0.1, 0, 0.5]],
  ] as const)('%s', (normalization, shares) => {
    expect([...normalizedConfusion(COUNTS, NONE, normalization)]).toEqual(shares);
  });

  test('add up to 1 in each group that has rows', () => {
    const counts = fc.array(fc.nat(9), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(counts, (list) => {
        const matrix = Int32Array.from(list);
        const actual = normalizedConfusion(matrix, new Int32Array(4), 'actual');
        const predicted = normalizedConfusion(matrix, new Int32Array(4), 'predicted');
        for (let k = 0; k < 4; k++) {
          const ofRow = [0, 1, 2, 3].map((i) => actual[4 * k + i]!);
          const ofColumn = [0, 1, 2, 3].map((i) => predicted[4 * i + k]!);
          for (const shares of [ofRow, ofColumn]) {
            const sum = shares.reduce((a, b) => a + b, 0);
            if (!Number.isNaN(sum)) expect(sum).toBeCloseTo(1, 12);
            else expect(shares.every(Number.isNaN)).toBe(true);
          }
        }
      }),
      { seed: 6 },
    );
  });

  test('are of all rows of their class, also of those without a prediction: as counted row by row', () => {
    const nClasses = 4;
    const classes = fc.integer({ min: 0, max: nClasses - 1 });
    const read = fc.integer({ min: NO_CLASS, max: nClasses - 1 });
    fc.assert(
      fc.property(fc.array(fc.tuple(classes, read), { maxLength: 40 }), (rows) => {
        const [actual, predicted] = [rows.map(([a]) => a), rows.map(([, p]) => p)];
        const counts = confusionMatrix(actual, predicted, nClasses);
        const unpredicted = unpredictedCounts(actual, predicted, nClasses);
        const nWithout = (k: number) => rows.filter(([a, p]) => a === k && p === NO_CLASS).length;
        expect([...unpredicted]).toEqual([0, 1, 2, 3].map(nWithout));
        for (const normalization of ['actual', 'predicted', 'all'] as const) {
          normalizedConfusion(counts, unpredicted, normalization).forEach((share, cell) => {
            const [a, p] = [Math.floor(cell / nClasses), cell % nClasses];
            const group = rows.filter(
              (row) => ({ actual: row[0] === a, predicted: row[1] === p, all: true })[normalization],
            );
            const inside = group.filter((row) => row[0] === a && row[1] === p);
            expect(share).toBe(inside.length / group.length);
          });
        }
      }),
      { seed: 7 },
    );
  });

  test('leave the counts as they are', () => {
    normalizedConfusion(COUNTS, NONE, 'all');
    expect([...COUNTS]).toEqual([3, 1, 0, 0, 0, 0, 1, 0, 5]);
  });
});

describe('Wilson’s interval', () => {
  test.each([
    [29, 30, 0.833296, 0.994091],
    [0, 10, 0, 0.277533],
    [10, 10, 0.722467, 1],
    [5, 10, 0.236593, 0.763407],
    [1, 1, 0.206549, 1],
  ])('of %d in %d is %d to %d', (k, n, low, high) => {
    const interval = wilsonInterval(k, n);
    expect(interval[0]).toBeCloseTo(low, 5);
    expect(interval[1]).toBeCloseTo(high, 5);
  });

  test.each([
    [1, 0],
    [-1, 5],
    [6, 5],
    [NaN, 5],
  ])('of %d in %d does not exist', (k, n) => {
    expect(() => wilsonInterval(k, n)).toThrow(RangeError);
  });

  test('lies in [0, 1] and holds the share itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, share) => {
          const k = Math.round(share * n);
          const [low, high] = wilsonInterval(k, n);
          expect(low >= 0 && low <= k / n + 1e-12 && high >= k / n - 1e-12 && high <= 1).toBe(true);
        },
      ),
    );
  });
});
