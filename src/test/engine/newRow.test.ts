import { describe, expect, test } from 'vitest';
import { ArraySource, valueAt } from '#engine/arrays';
import { explain, outcomeOf } from '#engine/explain';
import { experimentOfRow, nearestRows, trainingRange } from '#engine/newRow';
import { DEFAULT_CONFIG } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { layState } from '#engine/parameters';
import { datasetOf, relativeError } from '../fixtureFiles.ts';
import { randomRuns } from '../randomRuns.ts';

/** A run on rows of one feature, unscaled. */
function line(values: readonly number[], train: readonly number[], test: readonly number[]): Experiment {
  const dataset = {
    name: 'line',
    features: ['x'],
    classes: ['a', 'b'],
    values: Float64Array.from(values),
    labels: Int32Array.from(values, (_, i) => i % 2),
  };
  const config = {
    ...DEFAULT_CONFIG,
    preprocessing: { standardize: false, fitScalerOn: 'all' as const },
    split: null,
  };
  const split = { train: Int32Array.from(train), test: Int32Array.from(test) };
  return { ...prepareExperiment(config, dataset), split };
}

describe('a row of one’s own', () => {
  test('with the values of a row of the data has its Z, A and P, to the last bit', () => {
    for (const { experiment, history } of randomRuns(20)) {
      const { nFeatures, nRows, dataset, shape } = experiment;
      const parameters = history.parameters(history.length - 1);
      const all = new ArraySource(experiment).derive(parameters);
      for (let row = 0; row < nRows; row++) {
        const values = dataset.values.slice(row * nFeatures, (row + 1) * nFeatures);
        const one = new ArraySource(experimentOfRow(experiment, values)).derive(parameters);
        shape.sizes.slice(1).forEach((nUnits, l) => {
          for (let column = 0; column < nUnits; column++) {
            for (const name of ['Z', 'A'] as const) {
              const address = { name, layer: l + 1, column };
              expect(valueAt(one, { ...address, row: 0 })).toBe(valueAt(all, { ...address, row }));
            }
          }
        });
      }
    }
  });

  test('is explained like any other: its terms give its values', () => {
    const experiment = prepareExperiment(DEFAULT_CONFIG, datasetOf('iris'));
    const own = experimentOfRow(experiment, Float64Array.of(6.1, 2.8, 5.05, 1.7));
    const arrays = new ArraySource(own).derive(someParameters(experiment));
    for (const [name, layer, nColumns] of [
      ['X', 0, 4],
      ['Z', 1, 5],
      ['A', 1, 5],
      ['Z', 2, 3],
      ['P', 2, 3],
    ] as const) {
      for (let column = 0; column < nColumns; column++) {
        const explanation = explain(arrays, null, { name, layer, row: 0, column });
        expect(relativeError(outcomeOf(explanation), explanation.value)).toBeLessThan(1e-12);
      }
    }
    expect(explain(arrays, null, { name: 'X', layer: 0, row: 0, column: 2 }).terms[0]!.value).toBe(5.05);
  });

  test('needs as many values as there are features', () => {
    const experiment = line([1, 2], [0, 1], [0, 1]);
    expect(() => experimentOfRow(experiment, Float64Array.of(1, 2))).toThrow('a row has 1 values, got 2');
  });

  test('leaves the experiment that it comes from as it is', () => {
    const experiment = line([1, 2, 3], [0, 1, 2], [0, 1, 2]);
    experimentOfRow(experiment, Float64Array.of(9));
    expect([experiment.nRows, [...experiment.x], [...experiment.dataset.labels]]).toEqual([
      3,
      [1, 2, 3],
      [0, 1, 0],
    ]);
  });
});

/** Parameters of all sizes and signs. */
function someParameters(experiment: Experiment) {
  const values = Float64Array.from({ length: 43 }, (_, i) => Math.sin(i + 1));
  return layState(experiment.shape.sizes, values, 0);
}

describe('the range of the training rows', () => {
  test('leaves the test rows aside', () => {
    const experiment = line([5, -2, 9, 3, -7], [3, 0, 1], [2, 4]);
    expect(trainingRange(experiment, 0)).toEqual({ minimum: -2, maximum: 5 });
  });

  test('is told of each feature by itself', () => {
    const experiment = prepareExperiment({ ...DEFAULT_CONFIG, split: null }, datasetOf('iris'));
    const ranges = [0, 1, 2, 3].map((feature) => trainingRange(experiment, feature));
    expect(ranges.map(({ minimum, maximum }) => [minimum, maximum])).toEqual([
      [4.3, 7.9],
      [2, 4.4],
      [1, 6.9],
      [0.1, 2.5],
    ]);
  });
});

describe('the nearest training rows', () => {
  test('come by distance, and at the same distance in the order of the data', () => {
    const experiment = line([4, 0, 2, 2, 7, 1], [5, 3, 1, 2, 0], [4]);
    expect(nearestRows(experiment, [3], 4)).toEqual([
      { row: 0, distance: 1 },
      { row: 2, distance: 1 },
      { row: 3, distance: 1 },
      { row: 5, distance: 2 },
    ]);
  });

  test('are fewer where there are fewer, and never test rows', () => {
    const experiment = line([1, 2, 3], [2, 0], [1]);
    expect(nearestRows(experiment, [2], 3).map(({ row }) => row)).toEqual([0, 2]);
  });

  test('are measured in scaled features: each counts the same', () => {
    for (const { experiment } of randomRuns(20)) {
      const { x, nFeatures, nRows, split } = experiment;
      for (let row = 0; row < nRows; row++) {
        const point = x.slice(row * nFeatures, (row + 1) * nFeatures);
        const distances = Array.from(split.train, (other) => ({
          row: other,
          distance: Math.sqrt(
            point.reduce((sum, value, i) => sum + (value - x[other * nFeatures + i]!) ** 2, 0),
          ),
        }));
        const expected = distances.sort((a, b) => a.distance - b.distance || a.row - b.row).slice(0, 3);
        expect(nearestRows(experiment, point, 3)).toEqual(expected);
      }
    }
  });
});
