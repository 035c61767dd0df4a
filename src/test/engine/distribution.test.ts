import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArraySource } from '#engine/arrays';
import {
  binOf,
  binned,
  distribute,
  rangeOf,
  roundEdges,
  roundStep,
  union,
  valuesOf,
  withoutExplosion,
} from '#engine/distribution';
import { finish, randomRuns } from '../randomRuns.ts';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
const ordinary = fc.double({ noNaN: true, min: -1e6, max: 1e6 });
const anything = fc.oneof(
  ordinary,
  finite,
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, Number.MIN_VALUE, Number.MAX_VALUE),
);
const range = fc
  .oneof(fc.tuple(ordinary, ordinary), fc.tuple(finite, finite))
  .map(([a, b]) => ({ minimum: Math.min(a, b), maximum: Math.max(a, b) }));
const wanted = fc.integer({ min: 1, max: 60 });

function sumOf(distribution: ReturnType<typeof distribute>): number {
  const { below, above, zeros, nan, plusInfinity, minusInfinity } = distribution;
  return binned(distribution) + below + above + zeros + nan + plusInfinity + minusInfinity;
}

describe('edges', () => {
  test('rise strictly and hold their range', () => {
    fc.assert(
      fc.property(range, wanted, (held, n) => {
        const edges = roundEdges(held, n);
        expect(edges.length).toBeGreaterThanOrEqual(2);
        expect(edges.length).toBeLessThanOrEqual(2 * n + 3);
        expect(edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)).toBe(true);
        expect(edges[0]!).toBeLessThanOrEqual(held.minimum);
        expect(edges.at(-1)!).toBeGreaterThanOrEqual(held.maximum);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('are round numbers', () => {
    expect([...roundEdges({ minimum: -0.31, maximum: 0.52 }, 10)]).toEqual([
      -0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6,
    ]);
    expect([...roundEdges({ minimum: 0, maximum: 1 }, 4)]).toEqual([0, 0.5, 1]);
    expect([0.11, 0.2, 3, 7, 100].map(roundStep)).toEqual([0.2, 0.2, 5, 10, 100]);
  });

  test.each([
    [{ minimum: Infinity, maximum: -Infinity }, [-1, 1]],
    [{ minimum: 3, maximum: 3 }, [1.5, 4.5]],
    [{ minimum: 0, maximum: 0 }, [-1, 1]],
    [{ minimum: -1.7e308, maximum: 1.7e308 }, [-1.7e308, 1.7e308]],
  ])('of %o lie about %o', (held, [low, high]) => {
    const edges = roundEdges(held, 4);
    expect(edges[0]!).toBeLessThanOrEqual(low!);
    expect(edges.at(-1)!).toBeGreaterThanOrEqual(high!);
  });
});

test('every value is in the bin whose edges hold it', () => {
  fc.assert(
    fc.property(range, wanted, fc.array(finite), (held, n, values) => {
      const edges = roundEdges(held, n);
      const nBins = edges.length - 1;
      for (const value of [...values, ...edges]) {
        const bin = binOf(edges, value);
        if (bin === -1) expect(value).toBeLessThan(edges[0]!);
        else if (bin === nBins) expect(value).toBeGreaterThan(edges[nBins]!);
        else {
          expect(edges[bin]!).toBeLessThanOrEqual(value);
          if (bin < nBins - 1) expect(value).toBeLessThan(edges[bin + 1]!);
          else expect(value).toBeLessThanOrEqual(edges[nBins]!);
        }
      }
    }),
    { seed: 2, numRuns: 300 },
  );
});

describe('counts', () => {
  test('sum to n and equal those of every value by itself', () => {
    fc.assert(
      fc.property(range, wanted, fc.array(anything), (held, n, list) => {
        const edges = roundEdges(held, n);
        const made = distribute(Float64Array.from(list), edges);
        expect(sumOf(made)).toBe(list.length);
        expect(made.n).toBe(list.length);
        const binnedValues = list.filter((value) => Number.isFinite(value) && value !== 0);
        const brute = Array.from(
          { length: edges.length - 1 },
          (_, bin) =>
            binnedValues.filter(
              (value) =>
                value >= edges[bin]! &&
                (value < edges[bin + 1]! || (bin === edges.length - 2 && value === edges[bin + 1])),
            ).length,
        );
        expect([...made.counts]).toEqual(brute);
        expect(made.zeros).toBe(list.filter((value) => value === 0).length);
        expect(made.nan).toBe(list.filter(Number.isNaN).length);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('keep what has no bin apart', () => {
    const values = Float64Array.of(0, -0, 5, -5, NaN, Infinity, -Infinity, 0.5, 1, -1);
    const made = distribute(values, Float64Array.of(-1, 0, 1));
    expect(made).toEqual({
      n: 10,
      counts: Int32Array.of(1, 2),
      below: 1,
      above: 1,
      zeros: 2,
      nan: 1,
      plusInfinity: 1,
      minusInfinity: 1,
    });
  });
});

test('ranges are those of the finite values', () => {
  expect(rangeOf(Float64Array.of(NaN, 2, -3, Infinity))).toEqual({ minimum: -3, maximum: 2 });
  expect(rangeOf(Float64Array.of())).toEqual({ minimum: Infinity, maximum: -Infinity });
  expect(union({ minimum: 1, maximum: 2 }, { minimum: -1, maximum: 1.5 })).toEqual({
    minimum: -1,
    maximum: 2,
  });
});

test('a run that explodes does not set the edges', () => {
  const first = { minimum: -1, maximum: 0.5 };
  expect(withoutExplosion({ minimum: -1, maximum: 1e9 }, first)).toEqual({ minimum: -1, maximum: 16 });
  expect(withoutExplosion({ minimum: -9, maximum: 9 }, first)).toEqual({ minimum: -9, maximum: 9 });
  const none = { minimum: 0, maximum: 0 };
  expect(withoutExplosion({ minimum: -9, maximum: 9 }, none)).toEqual({ minimum: -9, maximum: 9 });
});

test('in 20 random runs the counts of every array sum to its values at every epoch', () => {
  for (const { experiment, history } of randomRuns(20)) {
    const source = new ArraySource(experiment);
    const nLayers = experiment.shape.sizes.length - 1;
    for (let epoch = 0; epoch < history.length; epoch += 7) {
      const arrays = source.derive(history.parameters(epoch));
      for (let layer = 1; layer <= nLayers; layer++) {
        for (const name of ['Z', 'A', 'W', 'dW'] as const) {
          const values = valuesOf(arrays, name, layer);
          const made = distribute(values, roundEdges(rangeOf(values), 20));
          expect(sumOf(made)).toBe(values.length);
          expect([made.below, made.above]).toEqual([0, 0]);
        }
      }
    }
  }
});

test('the same runs are the same, so that these tests are', () => {
  const [run] = randomRuns(1);
  expect([...finish(run!.experiment).history.data]).toEqual([...run!.history.data]);
});
