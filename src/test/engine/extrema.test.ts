import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localExtrema, lowest } from '#engine/extrema';
import { randomRuns } from '../randomRuns.ts';

/** The definition, taken word for word: runs of equal values, with a higher or lower neighbour on both sides. */
function brute(values: readonly number[]): { epoch: number; kind: string }[] {
  const found: { epoch: number; kind: string }[] = [];
  for (let start = 0; start < values.length; start++) {
    if (start > 0 && values[start - 1] === values[start]) continue;
    let end = start;
    while (values[end + 1] === values[start]) end++;
    const sides = [values[start - 1], values[end + 1]];
    if (![values[start], ...sides].every(Number.isFinite)) continue;
    if (sides.every((side) => side! < values[start]!)) found.push({ epoch: start, kind: 'maximum' });
    if (sides.every((side) => side! > values[start]!)) found.push({ epoch: start, kind: 'minimum' });
  }
  return found;
}

describe('local extrema', () => {
  test('are peaks, valleys and the first epoch of flat ones', () => {
    expect(localExtrema([0, 2, 1, 1, 1, 3, 3, 2])).toEqual([
      { epoch: 1, kind: 'maximum' },
      { epoch: 2, kind: 'minimum' },
      { epoch: 5, kind: 'maximum' },
    ]);
  });

  test('are neither the ends nor beside what is not finite', () => {
    expect(localExtrema([5, 1, NaN, 0, 9, Infinity, 2])).toEqual([]);
    expect(localExtrema([])).toEqual([]);
    expect(localExtrema([1, 1, 1])).toEqual([]);
    expect(localExtrema([2, 1, 1])).toEqual([]);
  });

  test('of a window are those of all epochs that lie in it', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom(NaN, Infinity));
    fc.assert(
      fc.property(fc.array(value), fc.nat(20), fc.nat(20), (values, from, length) => {
        const to = from + length;
        const all = brute(values);
        expect(localExtrema(values)).toEqual(all);
        expect(localExtrema(values, from, to)).toEqual(
          all.filter(({ epoch }) => epoch >= from && epoch <= to),
        );
      }),
      { seed: 4, numRuns: 1000 },
    );
  });

  test('and the lowest losses of 20 random runs equal a plain search', () => {
    let nFound = 0;
    for (const { history } of randomRuns(20)) {
      for (const score of ['trainLoss', 'testLoss'] as const) {
        const values = [...history.scores(score)];
        expect(localExtrema(values)).toEqual(brute(values));
        nFound += localExtrema(values).length;
        const finite = values.filter(Number.isFinite);
        expect(lowest(values)).toBe(finite.length === 0 ? -1 : values.indexOf(Math.min(...finite)));
      }
    }
    expect(nFound).toBeGreaterThan(20);
  });
});
