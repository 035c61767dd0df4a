import { expect, test } from 'vitest';
import { tabulate } from './tabulate.ts';

test('a group of values is a row, named by the way to it', () => {
  const figures = { ratio: 2, cold: { whole: { p50: 1 }, milliseconds: 3 }, note: 'warm' };
  expect(tabulate(figures)).toEqual({
    '': { ratio: 2, note: 'warm' },
    cold: { milliseconds: 3 },
    'cold whole': { p50: 1 },
  });
});
