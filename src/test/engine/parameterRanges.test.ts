import { expect, test } from 'vitest';
import { ArraySource } from '#engine/arrays';
import { rangeOf, union } from '#engine/distribution';
import { History } from '#engine/history';
import { ParameterRanges } from '#engine/parameterRanges';
import { randomRuns } from '../randomRuns.ts';

const NOTHING = { minimum: Infinity, maximum: -Infinity };

test('of 20 random runs hold all weights exactly, and all gradients as closely as rounding allows', () => {
  for (const { experiment, history } of randomRuns(20)) {
    const { learningRate } = experiment.config.training;
    const ranges = new ParameterRanges(history, learningRate);
    const source = new ArraySource(experiment);
    for (let layer = 1; layer < experiment.shape.sizes.length; layer++) {
      let [weights, gradients] = [NOTHING, NOTHING];
      for (let epoch = 0; epoch < history.length; epoch++) {
        const arrays = source.derive(history.parameters(epoch));
        weights = union(weights, rangeOf(arrays.parameters.layers[layer - 1]!.weights));
        if (epoch === history.length - 1) continue; // its gradient has not been applied
        gradients = union(gradients, rangeOf(arrays.gradient.layers[layer - 1]!.weights));
      }
      expect(ranges.weights(layer)).toEqual(weights);
      const made = ranges.gradients(layer);
      if (!(gradients.minimum <= gradients.maximum)) continue;
      expect(made.minimum).toBeLessThanOrEqual(gradients.minimum);
      expect(made.maximum).toBeGreaterThanOrEqual(gradients.maximum);
      const largest = Math.max(Math.abs(gradients.minimum), Math.abs(gradients.maximum));
      const size = Math.max(Math.abs(weights.minimum), Math.abs(weights.maximum));
      const room = 2e-15 * (largest + size / learningRate);
      expect(gradients.minimum - made.minimum).toBeLessThanOrEqual(room);
      expect(made.maximum - gradients.maximum).toBeLessThanOrEqual(room);
    }
  }
});

test('go on with what has arrived since', () => {
  const history = new History([1, 1], 2);
  const ranges = new ParameterRanges(history, 0.5);
  const push = (weight: number) => history.append(history.filled, Float64Array.of(weight, 0, 0, 0, 0, 0));
  push(1);
  expect(ranges.weights(1)).toEqual({ minimum: 1, maximum: 1 });
  push(3);
  push(-1);
  expect(ranges.weights(1)).toEqual({ minimum: -1, maximum: 3 });
  expect(ranges.gradients(1).minimum).toBeCloseTo(-4, 12);
  expect(ranges.gradients(1).maximum).toBeCloseTo(8, 12);
});
