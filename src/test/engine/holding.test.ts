import { expect, test } from 'vitest';
import { HoldingWatch } from '#engine/holding';

const read = (text: string) => {
  const watch = new HoldingWatch();
  for (const one of text) watch.read(one === '+');
  return [watch.length, watch.holding] as const;
};

test.each([
  ['', null, null, null, 0, 0],
  ['----', null, null, null, 0, 0],
  ['++++', 0, null, 0, 4, 1],
  ['--++', 2, null, 2, 2, 1],
  ['-+--', 1, 2, null, 1, 1],
  ['-+-+-+', 1, 2, 5, 3, 3],
  ['+--++', 0, 1, 3, 3, 2],
])('a condition that held as in "%s"', (text, first, lost, forGoodSince, nHeld, nTimes) => {
  expect(read(text)).toEqual([text.length, { first, lost, forGoodSince, nHeld, nTimes }]);
});
