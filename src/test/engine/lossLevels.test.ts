import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LevelCounter, lossLevel, lossLevels } from '#engine/lossLevels';

describe('a loss to two decimals', () => {
  test.each([
    [0.4780164, 48],
    [1.2097796828259508, 121],
    [0.125, 12], // ties to even, as NumPy's round
    [0.375, 38],
    [0, 0],
    [-1e-9, 0],
    [20.72, 2072],
  ])('%d is %d hundredths', (loss, level) => {
    expect(Object.is(lossLevel(loss), level)).toBe(true);
  });

  test('stays what it is where it is not finite', () => {
    expect([lossLevel(NaN), lossLevel(Infinity)]).toEqual([NaN, Infinity]);
  });
});

describe('levels', () => {
  test('say how many epochs had each of them', () => {
    expect(lossLevels([0.5, 0.501, 0.48, 0.5, NaN, 0.484])).toEqual({
      lowest: 48,
      counts: Int32Array.of(2, 0, 3),
      notFinite: 1,
    });
  });

  test('of no finite loss there are none', () => {
    expect(lossLevels([])).toEqual({ lowest: 0, counts: new Int32Array(0), notFinite: 0 });
    expect(lossLevels([NaN, Infinity])).toEqual({ lowest: 0, counts: new Int32Array(0), notFinite: 2 });
  });

  test('equal brute force, and sum to the epochs', () => {
    const loss = fc.oneof(fc.double({ min: 0, max: 20.8, noNaN: true }), fc.constantFrom(NaN, Infinity));
    fc.assert(
      fc.property(fc.array(loss), (losses) => {
        const { lowest, counts, notFinite } = lossLevels(losses);
        const named = new Map([...counts].map((n, i) => [lowest + i, n]).filter(([, n]) => n !== 0) as []);
        const brute = new Map<number, number>();
        for (const one of losses.filter(Number.isFinite)) {
          const level = Math.round(one * 100);
          brute.set(level, (brute.get(level) ?? 0) + 1);
        }
        expect(new Map([...named].sort())).toEqual(new Map([...brute].sort()));
        expect(counts.reduce((sum, n) => sum + n, notFinite)).toBe(losses.length);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('that no run can have are refused', () => {
    expect(() => lossLevels([0, 1e9])).toThrow(RangeError);
  });
});

test('a counter that moves back and forth says at each epoch what counting anew says', () => {
  const losses = [0.5, 0.501, NaN, 0.48, 0.5, 0.484, 0.47];
  const counter = new LevelCounter(losses);
  expect(counter.whole).toEqual(lossLevels(losses));
  for (const n of [3, 7, 0, 5, 5, 1, 99, -1, 4]) {
    const anew = lossLevels(losses.slice(0, Math.max(0, n)));
    const now = counter.upTo(n);
    const named = (lowest: number, counts: Int32Array) =>
      [...counts].flatMap((count, i) => (count > 0 ? [[lowest + i, count]] : []));
    expect(named(47, now)).toEqual(named(anew.lowest, anew.counts));
  }
});
