import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { Schedule } from '#engine/config';
import { cosineOfHalfTurns, learningRateAt, power } from '#engine/schedules';
import { relativeError } from '../fixtureFiles.ts';

const ratesOf = (schedule: Schedule, epochs: readonly number[]) =>
  epochs.map((epoch) =>
    learningRateAt({ ...DEFAULT_CONFIG.training, epochs: 100, learningRate: 0.8, schedule }, epoch),
  );

describe('the learning rate', () => {
  test.each<[Schedule, readonly number[], readonly number[]]>([
    [{ kind: 'constant' }, [0, 50, 100], [0.8, 0.8, 0.8]],
    [
      { kind: 'step', every: 10, factor: 0.5 },
      [0, 9, 10, 19, 20, 100],
      [0.8, 0.8, 0.4, 0.4, 0.2, 0.8 / 1024],
    ],
    [{ kind: 'exponential', factor: 0.5 }, [0, 1, 2, 10], [0.8, 0.4, 0.2, 0.8 / 1024]],
    [{ kind: 'cosine', minimum: 0 }, [0, 50, 100], [0.8, 0.4, 0]],
    [{ kind: 'cosine', minimum: 0.2 }, [0, 50, 100], [0.8, 0.5, 0.2]],
  ])('%j at the epochs %j', (schedule, epochs, expected) => {
    ratesOf(schedule, epochs).forEach((rate, i) => expect(rate).toBeCloseTo(expected[i]!, 15));
  });

  test('a cosine over no epochs is its beginning', () => {
    const schedule = { kind: 'cosine', minimum: 0 } as const;
    expect(learningRateAt({ ...DEFAULT_CONFIG.training, epochs: 0, schedule }, 0)).toBe(3e-5);
  });
});

test('the cosine is that of Math, to an ulp or two', () => {
  for (let i = 0; i <= 1000; i++) {
    const t = i / 1000;
    expect(Math.abs(cosineOfHalfTurns(t) - Math.cos(Math.PI * t))).toBeLessThanOrEqual(4e-16);
  }
  expect([0, 0.5, 1].map(cosineOfHalfTurns)).toEqual([1, 0, -1]);
});

test('a power is that of Math, as near as repeated squaring comes', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.5, max: 1, noNaN: true }), fc.nat(2000), (base, n) => {
      const exact = Math.pow(base, n);
      expect(exact < 1e-300 || relativeError(power(base, n), exact) < 1e-12).toBe(true);
    }),
    { seed: 3 },
  );
  expect([power(0.3, 0), power(0.3, 1), power(2, 10)]).toEqual([1, 0.3, 1024]);
});
