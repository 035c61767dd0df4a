import { describe, expect, test } from 'vitest';
import { History } from '#engine/history';
import { recordLength } from '#engine/keyEpochs';
import { RowTrace, firingCounts, pick, strongestUnit, wrongRows, scoreLead } from '#engine/inspect';
import { NO_CLASS } from '#engine/metrics';
import { createPass, forward } from '#engine/network';
import type { NetworkShape } from '#engine/network';
import { layParameters } from '#engine/parameters';

const SHAPE: NetworkShape = { sizes: [1, 2, 2], activations: ['relu'] };

/** Unit 0 passes positive x on to class 0, unit 1 negative x to class 1. */
const VALUES = Float64Array.of(1, -1, 3, 0, 0, 2, 0, 0, 0, 0);

describe('a finished pass', () => {
  const pass = createPass(SHAPE, 4);
  const parameters = layParameters(SHAPE.sizes, VALUES);
  forward(pass, parameters, Float64Array.of(2, -1, 0, 5));

  test('counts the rows each unit fires on', () => {
    expect([...firingCounts(pass, 0, [0, 1, 2, 3])]).toEqual([2, 1]);
    expect([...firingCounts(pass, 0, [1, 2])]).toEqual([0, 1]);
    expect([...firingCounts(pass, 0, [])]).toEqual([0, 0]);
  });

  test('names the unit that adds most to the predicted class', () => {
    const weights = parameters.layers[1]!.weights;
    expect([0, 1, 3].map((row) => strongestUnit(pass, weights, row))).toEqual([0, 1, 0]);
  });
});

test('a row without a prediction has no strongest unit but the first', () => {
  const pass = createPass(SHAPE, 1);
  pass.activations[0]!.set([1, 5]);
  pass.activations[1]!.fill(NaN);
  expect(strongestUnit(pass, Float64Array.of(1, 1, 1, 1), 0)).toBe(0);
});

test('without a hidden layer the strongest unit is the first', () => {
  const shape: NetworkShape = { sizes: [1, 2], activations: [] };
  expect(strongestUnit(createPass(shape, 1), new Float64Array(2), 0)).toBe(0);
});

test('wrong rows come in data order, whatever the order of the split', () => {
  const labels = [0, 1, 2, 0, 1];
  const predicted = [1, 1, 0, 0, 2];
  expect([...wrongRows(Int32Array.of(4, 0, 3, 2), labels, predicted)]).toEqual([0, 2, 4]);
  expect([...wrongRows(Int32Array.of(), labels, predicted)]).toEqual([]);
});

test('pick gathers by row', () => {
  expect([...pick(Int32Array.of(10, 20, 30), Int32Array.of(2, 0))]).toEqual([30, 10]);
});

describe('a row’s predictions over a history', () => {
  /** The sign of the only feature's weight decides; epochs 0 … 4 predict classes 0 0 1 1 0. */
  function history(signs: readonly number[]): History {
    const states = new History([1, 2], signs.length - 1);
    for (const sign of signs) {
      const record = new Float64Array(recordLength([1, 2]));
      record.set([sign, -sign, 0, 0]);
      states.append(states.filled, record);
    }
    return states;
  }

  test('say since when the row is read as it is', () => {
    const states = history([1, 1, -1, -1, 1]);
    const trace = new RowTrace(states, { sizes: [1, 2], activations: [] }, Float64Array.of(1));
    expect([3, 4, 0, 1, 2].map((epoch) => trace.since(epoch))).toEqual([2, 4, 0, 0, 2]);
  });

  test('are none where the outputs overflow', () => {
    const states = history([1, 1, 1e308, 1e308]);
    const trace = new RowTrace(states, { sizes: [1, 2], activations: [] }, Float64Array.of(10));
    expect([0, 1, 2, 3].map((epoch) => trace.predictedClass(epoch))).toEqual([0, 0, NO_CLASS, NO_CLASS]);
    expect(trace.since(3)).toBe(2);
  });
});

test('what the units add to a lead sums to the difference of the two scores', () => {
  const shape: NetworkShape = { sizes: [2, 3, 3], activations: ['tanh'] };
  const values = Float64Array.from({ length: 21 }, (_, i) => Math.sin(3 * i + 1));
  const parameters = layParameters(shape.sizes, values);
  const pass = createPass(shape, 1);
  forward(pass, parameters, Float64Array.of(0.7, -1.2));
  const scores = pass.preActivations[1]!;
  const { byUnit, bias } = scoreLead(parameters.layers[1]!, pass.activations[0]!, 2, 0);
  expect(byUnit.reduce((sum, value) => sum + value, bias)).toBeCloseTo(scores[2]! - scores[0]!, 12);
});
