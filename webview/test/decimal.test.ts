import { expect, test } from 'vitest';
import { readDecimal, withoutComma } from '../decimal.ts';

test.each<[string, number | undefined]>([
  ['5.1', 5.1],
  [' 5.1 ', 5.1],
  ['.5', 0.5],
  ['5.', 5],
  ['−2', -2],
  ['+1e-3', 0.001],
  ['1e999', Infinity],
  ['5,1', undefined],
  ['1,234.5', undefined],
  ['0x10', undefined],
  ['Infinity', undefined],
  ['5 1', undefined],
  ['5.1.2', undefined],
  ['', undefined],
])('%j is read as %s', (typed, value) => {
  expect(readDecimal(typed)).toBe(value);
});

test.each([
  ['5,1', '5.1', '51'],
  [' −0,25 ', '-0.25', '-025'],
  [',5', '.5', '5'],
  ['1,234,567', undefined, undefined],
  ['5.1', undefined, undefined],
  ['a,b', undefined, undefined],
])('%j is mended to %s or %s', (typed, point, nothing) => {
  expect([withoutComma(typed, '.'), withoutComma(typed, '')]).toEqual([point, nothing]);
});
