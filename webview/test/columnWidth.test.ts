import { expect, test } from 'vitest';
import { columnWidth, headLines } from '../components/columnWidth.ts';

test('a column is as wide as the longest word of its heads needs, within limits', () => {
  expect(columnWidth(['h1', 'h64'], 46)).toBe(46);
  expect(columnWidth(['setosa', 'versicolor'], 46)).toBeGreaterThan(46);
  expect(columnWidth(['Iris-versicolor'], 46)).toBe(columnWidth(['versicolor'], 46));
  expect(columnWidth(['x'.repeat(200)], 46)).toBe(columnWidth(['x'.repeat(300)], 46));
  expect(columnWidth([], 46)).toBe(46);
});

test.each([
  ['setosa', ['setosa']],
  ['sepal length', ['sepal', 'length']],
  ['Iris-versicolor', ['Iris-', 'versicolor']],
  ['a very long name of a class', ['a very', 'long name of a class']],
  ['Acanthopterygii', ['Acantho', 'pterygii']],
  ['', ['']],
])('the head %j stands in the lines %j', (head, lines) => {
  expect(headLines(head, 50)).toEqual(lines);
});

test('a head in its lines loses nothing', () => {
  for (const head of ['one_two three', 'abc-def-ghi-jkl', 'petal width in centimetres']) {
    expect(headLines(head, 46).join(' ').replace(/[ ]/g, '')).toBe(head.replace(/ /g, ''));
  }
});
