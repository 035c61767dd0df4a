import { expect, test } from 'vitest';
import { recordLength } from '#engine/keyEpochs';
import { layersAt } from '../../host/layersModel.ts';
import { smallRun } from '../session/smallRun.ts';

function layersWith(value: number, other: number) {
  const run = smallRun({ epochs: 1 });
  const record = new Float64Array(recordLength(run.history.sizes)).fill(value);
  record[0] = other;
  run.append(0, record);
  return layersAt(run, 0);
}

test('the lines of a layer stand for its weights, its biases and its units', () => {
  const [, hidden] = layersWith(0.5, -0.25);
  expect(hidden?.children.slice(0, 3).map(({ label, array, unit }) => [label, array, unit])).toEqual([
    ['W1', 'W', null],
    ['b1', 'b', null],
    ['h1.1', null, 0],
  ]);
});

test.each([
  ['relu', 'fires'],
  ['tanh', 'is positive'],
] as const)('of a %s unit it is said that it %s', (activation, words) => {
  const run = smallRun({ epochs: 1 }, activation);
  run.append(0, new Float64Array(recordLength(run.history.sizes)).fill(0.5));
  expect(layersAt(run, 0)[1]?.children[2]?.detail).toBe(`${words} on 6 of 9`);
});

test.each([
  [0.5, -0.34, '2 × 5, −0.340 … 0.500'],
  [99_999, -1, '2 × 5, −1.000 … 99999.000'],
  [3.2e8, -1.35e17, '2 × 5, −1.4e17 … 3.2e8'],
])('ranges stay short: %d and %d', (value, other, text) => {
  expect(layersWith(value, other)[1]?.children[0]?.detail).toBe(text);
});
