import { expect, test } from 'vitest';
import { RATES, unitScale, wholeNumbers } from '../configuration/sliderScales.ts';

const all = Array.from({ length: RATES.maximum + 1 }, (_, position) => RATES.valueAt(position));

test('learning rates rise from 1e-6 to 0.1 in small even steps of the logarithm', () => {
  expect([all[0], all.at(-1)]).toEqual([1e-6, 0.1]);
  for (let i = 1; i < all.length; i++) {
    expect(all[i]! / all[i - 1]!).toBeGreaterThan(1.05);
    expect(all[i]! / all[i - 1]!).toBeLessThan(1.2);
  }
});

test('they are written with two digits at most, and the tutorial’s is one of them', () => {
  for (const rate of all) expect(Number(rate.toPrecision(2))).toBe(rate);
  expect(all).toContain(3e-5);
});

test('each position is that of its value, and what lies beyond an end is at that end', () => {
  all.forEach((rate, position) => expect(RATES.positionOf(rate)).toBe(position));
  expect(RATES.positionOf(1e-12)).toBe(0);
  expect(RATES.positionOf(5000)).toBe(RATES.maximum);
  expect(RATES.valueAt(RATES.positionOf(3.1e-5))).toBe(3e-5);
});

test('units go as far as is worth trying, and for a larger layer as far as may be', () => {
  expect([unitScale(5, 256).minimum, unitScale(5, 256).maximum, unitScale(33, 256).maximum]).toEqual([
    1, 32, 256,
  ]);
  expect(wholeNumbers(0, 9).positionOf(12)).toBe(9);
});
