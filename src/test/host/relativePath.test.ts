import { expect, test } from 'vitest';
import { relativePath } from '../../host/relativePath.ts';

test.each([
  ['/a/b/run.irisnet.json', '/a/b/data.csv', 'data.csv'],
  ['/a/b/run.irisnet.json', '/a/b/c/data.csv', 'c/data.csv'],
  ['/a/b/run.irisnet.json', '/a/data.csv', '../data.csv'],
  ['/a/b/run.irisnet.json', '/a/bc/data.csv', '../bc/data.csv'],
  ['/a/b/c/run.irisnet.json', '/x/data.csv', '../../../x/data.csv'],
  ['/run.irisnet.json', '/data.csv', 'data.csv'],
  ['/a/b/run.irisnet.json', '/a/b', '../b'],
  ['/a/שלום/run.irisnet.json', '/a/שלום/my data.csv', 'my data.csv'],
])('from %s to %s: %s', (from, to, way) => {
  expect(relativePath(from, to)).toBe(way);
});
