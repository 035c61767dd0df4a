import { expect, test } from 'vitest';
import { problemText } from '../../host/problemText.ts';

const problems = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key) => ({ key, message: 'is wrong, got 7' }));

test.each([
  [1, 'Nothing was trained: irisNetwork.a is wrong, got 7.'],
  [
    3,
    'Nothing was trained: irisNetwork.a is wrong, got 7; irisNetwork.b is wrong, got 7; irisNetwork.c is wrong, got 7.',
  ],
  [
    7,
    'Nothing was trained: irisNetwork.a is wrong, got 7; irisNetwork.b is wrong, got 7; irisNetwork.c is wrong, got 7; and ' +
      '4 more.',
  ],
])('%d wrong settings are named, or counted from the fourth on', (n, text) => {
  expect(problemText(problems.slice(0, n))).toBe(text);
});
