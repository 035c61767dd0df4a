import { describe, expect, test } from 'vitest';
import { fixesOf } from '#engine/alertFixes';
import { AlertLog } from '#engine/alertLog';
import { operationEpoch, operationOf } from '#engine/alertOperation';
import type { Alert, AlertKind } from '#engine/alerts';
import { alertsOfData, equalUnits } from '#engine/alertsAtStart';
import { ArraySource, valueAt } from '#engine/arrays';
import { changed } from '#engine/configChange';
import { DEFAULT_CONFIG, DEFAULT_SPLIT } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { layParameters } from '#engine/parameters';
import { guessLoss } from '#engine/lossWatch';
import { updateRatio } from '#engine/weightsWatch';
import { experimentOf } from '../fixtureFiles.ts';
import { alertRun, readLog } from './alertRuns.ts';

/** Two features, and as many rows of each class as asked. */
function dataOf(counts: readonly number[], second: (row: number) => number, config = DEFAULT_CONFIG) {
  const labels = counts.flatMap((count, k) => new Array<number>(count).fill(k));
  return prepareExperiment(config, {
    name: 'made up',
    features: ['a', 'b'],
    classes: counts.map((_, k) => `class ${k + 1}`),
    values: Float64Array.from(labels.flatMap((_, row) => [row % 7, second(row)])),
    labels: Int32Array.from(labels),
  });
}
const NO_SPLIT = { ...DEFAULT_CONFIG, split: null };
const UNSCALED = changed(NO_SPLIT, { key: 'preprocessing.standardize', value: false });

describe('what the data say', () => {
  test('features far apart, without scaling only', () => {
    const far = (row: number) => 1024 * (row % 7);
    expect(alertsOfData(dataOf([20, 20], far, UNSCALED))).toEqual([
      { kind: 'unscaled', level: 'warning', epoch: 0, widest: 1, narrowest: 0, ratio: 1024 },
    ]);
    expect(alertsOfData(dataOf([20, 20], (row) => 9.9 * (row % 7), UNSCALED))).toEqual([]);
    expect(alertsOfData(dataOf([20, 20], far, NO_SPLIT))).toEqual([]);
  });

  test('a feature that never changes', () => {
    expect(alertsOfData(dataOf([20, 20], () => 0.1, UNSCALED))).toEqual([
      { kind: 'constantFeature', level: 'note', epoch: 0, feature: 1 },
    ]);
  });

  test('classes with ten times as many rows, and one without a training row', () => {
    const even = (row: number) => row % 7;
    expect(alertsOfData(dataOf([3, 29, 5], even, NO_SPLIT))).toEqual([]);
    expect(alertsOfData(dataOf([3, 30, 5], even, NO_SPLIT))).toEqual([
      { kind: 'imbalance', level: 'note', epoch: 0, smallest: 0, largest: 1, counts: [3, 30] },
    ]);
    const config = { ...DEFAULT_CONFIG, split: { ...DEFAULT_SPLIT, testSize: 0.5 } };
    const lost = Array.from({ length: 40 }, (_, randomState) =>
      dataOf([1, 20], even, changed(config, { key: 'split.randomState', value: randomState })),
    ).find(({ split }) => !split.train.includes(0))!;
    const [alert] = alertsOfData(lost);
    expect(alert).toMatchObject({ kind: 'imbalance', level: 'warning', smallest: 0, counts: [0, 10] });
    const [fix] = fixesOf(alert!, lost, NaN);
    const mended = prepareExperiment(changed(lost.config, fix!), lost.dataset);
    expect([...mended.split.train]).toContain(0);
  });

  test('guessing costs ln K where classes are equal, and less where they are not', () => {
    const even = (row: number) => row % 7;
    expect(guessLoss(dataOf([20, 20, 20], even, NO_SPLIT))).toBeCloseTo(Math.log(3), 12);
    expect(guessLoss(dataOf([10, 30], even, NO_SPLIT))).toBeCloseTo(0.5623351446188083, 12); // SciPy's entropy([1, 3])
  });
});

test('units are equal where all that they take in and give is', () => {
  const parameters = layParameters([2, 3, 2], new Float64Array(2 * 3 + 3 * 2 + 5).fill(0.5));
  const alike: Alert[] = [{ kind: 'equalUnits', level: 'warning', epoch: 0, layer: 1 }];
  expect(equalUnits(parameters)).toEqual(alike);
  parameters.layers[0]!.weights.set([1, 1, 1]); // another feature's weights, but the same of all units
  expect(equalUnits(parameters)).toEqual(alike);
  for (const change of [
    () => (parameters.layers[0]!.weights[5] = 1),
    () => (parameters.layers[0]!.biases[2] = 1),
    () => (parameters.layers[1]!.weights[0] = 1),
  ]) {
    const before = parameters.values.slice();
    change();
    expect(equalUnits(parameters)).toEqual([]);
    parameters.values.set(before);
  }
});

test('the size of an update is that of the change to that of the weights', () => {
  expect(updateRatio(Float64Array.of(3, 4), Float64Array.of(3, 5))).toBeCloseTo(0.2, 15);
  expect(updateRatio(Float64Array.of(3, 4), Float64Array.of(3, 4))).toBe(0);
  expect(updateRatio(Float64Array.of(0, 0), Float64Array.of(1, 1))).toBe(0); // there is nothing to compare with
  expect(updateRatio(Float64Array.of(3e200, 4e200), Float64Array.of(0, 0))).toBe(1); // whose squares overflow
});

test('a run too large for its passes to be looked at still has the alerts of its losses and updates', () => {
  const { experiment, history, divergence } = alertRun(experimentOf({ training: { learningRate: 20 } }));
  const log = new AlertLog(experiment, history);
  while (log.readNext(null));
  expect(log.alerts(divergence)).toEqual(
    readLog(experiment, history)
      .alerts(divergence)
      .filter(({ kind }) => kind !== 'saturated' && kind !== 'deadUnits'),
  );
});

describe('the operation behind', () => {
  const tall = { network: { hiddenLayers: [{ units: 5 }, { units: 4 }] } };
  const RUNS = [
    alertRun(experimentOf({ training: { learningRate: 1e-6 } })),
    alertRun(experimentOf({ training: { learningRate: 1e-2, epochs: 300 } })),
    alertRun(experimentOf({ training: { learningRate: 0.05, epochs: 300 } })),
    alertRun(experimentOf({ training: { learningRate: 20 } })),
    alertRun(experimentOf({ ...tall, training: { learningRate: 1e5 } })),
    alertRun(
      experimentOf({
        network: { hiddenLayers: [{ units: 5, activation: 'tanh' }] },
        training: { learningRate: 1e-2 },
      }),
    ),
  ];

  test('each alert is a cell that is as bad as it says', () => {
    const seen = new Set<AlertKind>();
    for (const { experiment, history, divergence } of RUNS) {
      const source = new ArraySource(experiment);
      for (const alert of readLog(experiment, history).alerts(divergence)) {
        const epoch = operationEpoch(alert)!;
        const arrays = source.derive(history.parameters(epoch));
        const { cell } = operationOf(alert, arrays, epoch)!;
        const value = valueAt(arrays, cell);
        seen.add(alert.kind);
        if (alert.kind === 'nonFinite') {
          expect(Number.isFinite(value)).toBe(false);
          expect(alert.where.endsWith(`${cell.name.replace('new', '')}${cell.layer}`)).toBe(true);
        } else expect(Number.isFinite(value)).toBe(true);
        if (alert.kind === 'deadUnits') {
          expect(cell).toMatchObject({ name: 'Z', layer: alert.layer });
          expect(alert.units.some(({ unit }) => unit === cell.column)).toBe(true);
          const all = [...experiment.split.train].map((row) => valueAt(arrays, { ...cell, row }));
          expect(value).toBe(Math.max(...all));
          expect(value).toBeLessThanOrEqual(0);
        }
        if (alert.kind === 'saturated') expect(value).toBeLessThan(1e-9);
        if (alert.kind === 'exploding' || alert.kind === 'vanishing') expect(cell.layer).toBe(alert.layer);
        if (alert.kind === 'overfitting') expect(experiment.split.test).toContain(cell.row);
      }
    }
    expect([...seen].sort()).toEqual(
      [
        ...['deadUnits', 'diverged', 'exploding', 'lossRises', 'nonFinite', 'overfitting'],
        ...['saturated', 'tooSlow', 'vanishing'],
      ].sort(),
    );
  });

  test('a change that goes too far is the weight that moved most', () => {
    const { experiment, history, divergence } = RUNS[3]!;
    const alerts = readLog(experiment, history).alerts(divergence);
    const diverged = alerts.find(({ kind }) => kind === 'diverged')!;
    const arrays = new ArraySource(experiment).derive(history.parameters(0));
    const { cell } = operationOf(diverged, arrays, 0)!;
    const [before, after] = [history.parameterValues(0), history.parameterValues(1)];
    const changes = [...after].map((value, i) => Math.abs(value - before[i]!)).slice(0, 35);
    const change = Math.abs(valueAt(arrays, cell) - valueAt(arrays, { ...cell, name: 'W' }));
    expect(change).toBe(Math.max(...changes));
  });
});

describe('fixes', () => {
  const iris = (file: object = {}) => experimentOf(file);
  const alertOf = (part: Partial<Alert>) => ({ level: 'error', epoch: 5, ...part }) as Alert;

  test.each([
    [{ learningRate: 1e-6 }, 3.65e-5, 'tooSlow', 3e-4],
    [{ learningRate: 100 }, 3.65e3, 'diverged', 3e-4],
    [{ learningRate: 0.01 }, 0.365, 'lossRises', 3e-4],
    [{ learningRate: 1e-3 }, NaN, 'lossRises', 1e-4],
    [{ learningRate: 1e-3 }, 0, 'tooSlow', 1e-2],
    [{ learningRate: 1e-3 }, 1e-3, 'lossRises', 1e-4], // the first update is no guide where it was small
  ] as const)('%j, whose first update is %d of the weights, and %s: %d', (training, ratio, kind, value) => {
    const [first] = fixesOf(alertOf({ kind }), iris({ training }), ratio);
    expect(first).toEqual({ key: 'training.learningRate', value });
  });

  test('of dead units: scaling, smaller steps, a ReLU that cannot die, another seed', () => {
    const dead = alertOf({ kind: 'deadUnits', layer: 1, units: [{ unit: 0, since: 5 }] });
    const keys = (experiment: ReturnType<typeof iris>, ratio: number) =>
      fixesOf(dead, experiment, ratio).map(({ key }) => key);
    expect(keys(iris(), 1e-3)).toEqual(['network.activation', 'network.seed']);
    expect(keys(iris(), 1)).toEqual(['training.learningRate', 'network.activation', 'network.seed']);
    expect(keys(iris({ preprocessing: { standardize: false } }), 1e-3)[0]).toBe('preprocessing.standardize');
  });

  test('are changes of one key each, and leave the configuration as it is', () => {
    const before = JSON.stringify(DEFAULT_CONFIG);
    const after = changed(DEFAULT_CONFIG, { key: 'network.activation', value: 'leakyRelu' });
    expect(after.network.hiddenLayers).toEqual([{ units: 5, activation: 'leakyRelu' }]);
    expect({ ...after, network: DEFAULT_CONFIG.network }).toEqual(DEFAULT_CONFIG);
    expect(changed(DEFAULT_CONFIG, { key: 'training.epochs', value: 3 }).training.epochs).toBe(3);
    expect(changed(DEFAULT_CONFIG, { key: 'network.seed', value: 3 }).network.seed).toBe(3);
    expect(JSON.stringify(DEFAULT_CONFIG)).toBe(before);
  });

  test('the last seed is followed by the first', () => {
    const dead = alertOf({ kind: 'deadUnits', layer: 1, units: [{ unit: 0, since: 5 }] });
    const fixes = fixesOf(dead, iris({ network: { seed: 4294967295 } }), 1e-3);
    expect(fixes).toContainEqual({ key: 'network.seed', value: 0 });
  });
});
