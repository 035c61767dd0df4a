import { expect, test } from 'vitest';
import { brief, cell, count, exact, fixed, parseEpoch, percent, plain, whole } from '../format.ts';

test.each([
  [-0.34, '−0.340'],
  [0, '0.000'],
  [1.2345678, '1.235'],
  [NaN, 'NaN'],
  [-Infinity, '−∞'],
  [2.5e7, '2.500e7'],
])('fixed writes %f as %s', (value, text) => {
  expect(fixed(value)).toBe(text);
});

test.each([
  [0.1224, '0.122'],
  [-9.9994, '−9.999'],
  [9.9996, '10.00'],
  [-45.678, '−45.68'],
  [123.45, '123.5'],
  [-12345, '−1.2e4'],
  [Infinity, '∞'],
])('a cell holds %f as %s', (value, text) => {
  expect(cell(value)).toBe(text);
});

test.each([
  [0.8031123456789, '0.80311235'],
  [-0.5, '−0.50000000'],
  [0, '0.00000000'],
  [1.5e-7, '1.50000000e−7'],
  [-3.2e9, '−3.20000000e9'],
])('a tooltip shows %f as %s', (value, text) => {
  expect(exact(value)).toBe(text);
});

test('whole numbers have their thousands apart', () => {
  expect([0, 999, 2600, 1234567, -1000].map(whole)).toEqual(['0', '999', '2,600', '1,234,567', '−1,000']);
});

test('raw values keep the digits they came with', () => {
  expect([6.3, 5, -0.25, 1e-9].map(plain)).toEqual(['6.3', '5', '−0.25', '1e−9']);
  expect([6.3, -1.9737, 12345.67, NaN].map(brief)).toEqual(['6.3', '−1.97', '12346', 'NaN']);
});

test('epochs are read as people type them', () => {
  const typed = ['700', ' 2,600 ', '1 234', '1,234,567', '1 234 567', '0', '145270'];
  expect(typed.map(parseEpoch)).toEqual([700, 2600, 1234, 1234567, 1234567, 0, 145270]);
});

test.each([
  '',
  '12x',
  '-3',
  '1.5e3',
  '1.5',
  '1.234',
  '1,2,3',
  '12,34',
  '1,234 567',
  ',234',
  '1,234,',
  '0x10',
  '1’234',
])('%j is no epoch', (text) => {
  expect(parseEpoch(text)).toBeUndefined();
});

test('shares and counts in words', () => {
  expect([percent(0.8333), percent(1), count(1, 'cell'), count(1200, 'cell')]).toEqual([
    '83',
    '100',
    '1 cell',
    '1,200 cells',
  ]);
});
