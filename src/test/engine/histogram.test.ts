import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countInto, histogramEdges, roundEdges } from '#engine/histogram';

describe('edges', () => {
  test('are evenly spaced and end where the range ends', () => {
    expect([...histogramEdges(-1, 1, 4)]).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(histogramEdges(-1e308, 1e308, 2)[1]).toBe(0);
  });

  test.each([
    [1, 1, 3],
    [2, 1, 3],
    [NaN, 1, 3],
    [0, Infinity, 3],
    [0, 1, 0],
    [0, 1, 1.5],
  ])('from %d to %d in %d bins do not exist', (minimum, maximum, nBins) => {
    expect(() => histogramEdges(minimum, maximum, nBins)).toThrow(RangeError);
  });

  test.each([
    [-0.93, 2.1, 10, -1, 2.5, 7],
    [0, 8.3, 20, 0, 8.5, 17],
    [3.2, 3.9, 7, 3.2, 3.9, 7],
    [-0.3, 0.3, 6, -0.3, 0.3, 6],
  ])('round ones around %d to %d, about %d', (minimum, maximum, wanted, first, last, nBins) => {
    const edges = roundEdges(minimum, maximum, wanted);
    expect([edges[0], edges.at(-1), edges.length - 1]).toEqual([first, last, nBins]);
  });

  test('round ones hold 0 as an edge wherever the range holds it, and the range itself', () => {
    const ends = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(ends, ends, fc.integer({ min: 1, max: 60 }), (a, b, wanted) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const edges = roundEdges(low, high, wanted);
        const slack = 1e-6 * Math.max(1e-300, edges[1]! - edges[0]!);
        expect(edges[0]!).toBeLessThanOrEqual(low + slack);
        expect(edges.at(-1)!).toBeGreaterThanOrEqual(high - slack);
        expect(edges.length).toBeLessThanOrEqual(wanted + 3);
        if (low < -slack && high > slack) expect([...edges]).toContain(0);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test.each([
    [0, 0],
    [7, 7],
    [Infinity, -Infinity],
    [NaN, NaN],
  ])('round ones around nothing (%d to %d) are still a range', (minimum, maximum) => {
    const edges = roundEdges(minimum, maximum, 10);
    expect(edges.at(-1)!).toBeGreaterThan(edges[0]!);
    expect(edges.every(Number.isFinite)).toBe(true);
  });
});

describe('counting', () => {
  test('puts a value on an edge into the bin above it, and the last edge into the last bin', () => {
    const edges = histogramEdges(-1, 1, 4);
    expect([...countInto(edges, [-1, -0.5, -0.2, 0.5, 0.9, 1]).counts]).toEqual([1, 2, 0, 3]);
  });

  test('finds the bin of every edge, where the division by the width would miss it', () => {
    for (let nBins = 1; nBins <= 80; nBins++) {
      const edges = histogramEdges(0.1, 0.7, nBins);
      const expected = Array.from({ length: nBins }, (_, bin) => (bin === nBins - 1 ? 2 : 1));
      expect([...countInto(edges, edges).counts]).toEqual(expected);
    }
  });

  test('counts zeros, what lies beyond and what is not finite apart', () => {
    const values = [0, -0, 0.1, 5, -7, -8, NaN, NaN, NaN, Infinity, -Infinity];
    expect(countInto(histogramEdges(-1, 1, 2), values)).toEqual({
      counts: Int32Array.of(0, 1),
      zeros: 2,
      below: 2,
      above: 1,
      nan: 3,
      positiveInfinity: 1,
      negativeInfinity: 1,
    });
  });

  test('equals brute force, and everything together is all values', () => {
    const value = fc.oneof(fc.double(), fc.double({ min: -3, max: 3 }), fc.constantFrom(0, -2, 2, 0.4, -0.4));
    fc.assert(
      fc.property(fc.array(value), fc.integer({ min: 1, max: 30 }), (values, nBins) => {
        const edges = histogramEdges(-2, 2, nBins);
        const made = countInto(edges, values);
        const brute = Array.from({ length: nBins }, (_, bin) => {
          const holds = (v: number) =>
            v !== 0 && v >= edges[bin]! && (bin === nBins - 1 ? v <= edges[nBins]! : v < edges[bin + 1]!);
          return values.filter(holds).length;
        });
        expect([...made.counts]).toEqual(brute);
        const { zeros, below, above, nan, positiveInfinity, negativeInfinity } = made;
        const apart = zeros + below + above + nan + positiveInfinity + negativeInfinity;
        expect(made.counts.reduce((sum, n) => sum + n, apart)).toBe(values.length);
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});
