import { expect, test } from 'vitest';
import { median, quantile, round, spreadOf } from './statistics.ts';

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
  [[], NaN],
])('the median of %j is %d', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

test('a quantile is the number that the share stays at or below', () => {
  const numbers = Array.from({ length: 100 }, (_, i) => 100 - i);
  expect(quantile(numbers, 0)).toBe(1);
  expect(quantile(numbers, 0.25)).toBe(25.5);
  expect(quantile(numbers, 0.955)).toBe(96);
  expect(quantile(numbers, 1)).toBe(100);
});

test('a spread tells the middle, the ninety-fifth and the worst', () => {
  expect(spreadOf([0.123, 5, 9.99], 2)).toEqual({ p50: 5, p95: 9.99, max: 9.99 });
});

test('figures have four digits', () => {
  expect([123456, 0.00098765, 0].map(round)).toEqual([123500, 0.0009877, 0]);
});
