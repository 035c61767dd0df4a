import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AlertLog } from '#engine/alertLog';
import type { Alert } from '#engine/alerts';
import { changed } from '#engine/configChange';
import { fixesOf } from '#engine/alertFixes';
import { prepareExperiment } from '#engine/experiment';
import { History } from '#engine/history';
import { experimentOf } from '../fixtureFiles.ts';
import { randomRuns } from '../randomRuns.ts';
import { alertRun, readLog, readOn } from './alertRuns.ts';
import type { AlertRun } from './alertRuns.ts';
import { bruteAlerts, columnsOf } from './bruteAlerts.ts';

const RATES = [1e-6, 3e-5, 1e-2, 1, 5, 20, 100];
const STARTS = ['uniform', 'he', 'zeros'] as const;

function irisRun(learningRate: number, initialization: (typeof STARTS)[number]): AlertRun {
  return alertRun(experimentOf({ network: { initialization }, training: { learningRate, epochs: 600 } }));
}

/** Numbers that come out of other sums are the same to nine digits. */
function expectSame(actual: readonly Alert[], expected: readonly Alert[]): void {
  const rounded = (alerts: readonly Alert[]): unknown =>
    JSON.parse(
      JSON.stringify(alerts, (_key, value: unknown) =>
        typeof value === 'number' ? String(Number(value.toPrecision(9))) : value,
      ),
    );
  expect(rounded(actual)).toEqual(rounded(expected));
}

/** At the end of the run, and as it stood at some epochs before. */
function compare({ experiment, history, divergence }: AlertRun): void {
  const columns = columnsOf(experiment, history);
  const asked = new Set([1, 2, 11, 12, 20, 61, 75, 150, history.length - 1, history.length]);
  readLog(experiment, history, (log) => {
    if (!asked.has(log.length)) return;
    const end = log.length === history.length ? divergence : null;
    expectSame(log.alerts(end), bruteAlerts(columns, log.length, end));
  });
}

describe.each(STARTS)('iris started with %s weights', (start) => {
  test.each(RATES)('at learning rate %d: the alerts and epochs of brute force', (rate) => {
    compare(irisRun(rate, start));
  });
});

test('runs that fail on iris fail with an error, and the one that learns has none', () => {
  const kinds = (run: AlertRun) =>
    readLog(run.experiment, run.history)
      .alerts(run.divergence)
      .filter(({ level }) => level === 'error')
      .map(({ kind }) => kind);
  expect(kinds(irisRun(1e-6, 'uniform'))).toEqual(['tooSlow']);
  expect(kinds(irisRun(3e-5, 'uniform'))).toEqual([]);
  expect(kinds(irisRun(1e-2, 'he'))).toEqual([]);
  for (const rate of [1, 5, 20, 100]) {
    expect(kinds(irisRun(rate, 'uniform'))).toEqual(['diverged', 'nonFinite']);
  }
  for (const rate of RATES) {
    expect(kinds(irisRun(rate, 'zeros'))).toEqual(expect.arrayContaining(['deadUnits', 'vanishing']));
  }
});

describe('in random runs', () => {
  const runs = randomRuns(40);

  test('of all shapes the alerts are those of brute force, but for what the data say', () => {
    const ofData = ['unscaled', 'constantFeature', 'imbalance'];
    for (const { experiment, history } of runs) {
      const columns = columnsOf(experiment, history);
      const alerts = readLog(experiment, history).alerts(null);
      expectSame(
        alerts.filter(({ kind }) => !ofData.includes(kind)),
        bruteAlerts(columns, history.length, null),
      );
    }
  });

  test('the alerts are the same however the states arrive', () => {
    fc.assert(
      fc.property(
        fc.nat(runs.length - 1),
        fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 12 }),
        (which, lengths) => {
          const { experiment, history } = runs[which]!;
          const arriving = new History(history.sizes, history.epochs);
          const log = new AlertLog(experiment, arriving);
          for (let sent = 0, i = 0; sent < history.filled; i++) {
            const end = Math.min(history.filled, sent + lengths[i % lengths.length]!);
            arriving.append(sent, history.data.slice(sent, end));
            sent = end;
            readOn(log, experiment, arriving);
          }
          expect(log.alerts(null)).toEqual(readLog(experiment, history).alerts(null));
        },
      ),
      { seed: 11, numRuns: 60 },
    );
  });
});

/** Runs that learn: 20 by seed, activation, layers, learning rate and data. */
const LEARNING: readonly (readonly [string, object, string?])[] = [
  ['the tutorial', {}],
  ['two layers', { network: { hiddenLayers: [{ units: 8 }, { units: 6 }] } }],
  ['no hidden layer', { network: { hiddenLayers: [] } }],
  ['unscaled iris', { preprocessing: { standardize: false } }],
  ['a large rate', { training: { learningRate: 1e-2 } }],
  ['a larger rate', { training: { learningRate: 2e-2 } }],
  ...[1, 2, 3, 4, 5, 6].map(
    (seed) => [`seed ${seed}`, { network: { seed }, training: { learningRate: 3e-4 } }] as const,
  ),
  ...['tanh', 'sigmoid', 'leakyRelu', 'linear'].map(
    (activation) =>
      [
        activation,
        { network: { hiddenLayers: [{ units: 5, activation }] }, training: { learningRate: 1e-3 } },
      ] as const,
  ),
  ...[3e-5, 1e-3].map(
    (learningRate) =>
      [
        `wine ${learningRate}`,
        { dataset: { path: 'wine.csv', target: 'cultivar' }, training: { learningRate } },
        'wine.csv',
      ] as const,
  ),
  ...[3e-4, 1e-2].map(
    (learningRate) =>
      [
        `two moons ${learningRate}`,
        {
          dataset: { path: 'two-moons.csv', target: 'side' },
          network: { hiddenLayers: [{ units: 8, activation: 'tanh' }] },
          training: { learningRate },
        },
        'two-moons.csv',
      ] as const,
  ),
];
const HEALTHY = LEARNING.map(([name, file, data]) => ({ name, file, data }));

test('20 runs that learn are tried', () => {
  expect(HEALTHY).toHaveLength(20);
});

test.each(HEALTHY)('$name learns, and never has an alert of level error', ({ file, data }) => {
  const experiment = experimentOf(file, data);
  const { history } = alertRun(experiment);
  const last = history.length - 1;
  expect(history.score(last, 'testCorrect') / experiment.split.test.length).toBeGreaterThanOrEqual(0.9);
  expect(history.score(last, 'trainLoss')).toBeLessThan(0.5);
  const errors = new Set<string>();
  readLog(experiment, history, (log) => {
    for (const { level, kind } of log.alerts(null)) if (level === 'error') errors.add(kind);
  });
  expect([...errors]).toEqual([]);
});

test('the tutorial’s own run has no alert at all', () => {
  const { experiment, history } = alertRun(experimentOf({}));
  readLog(experiment, history, (log) => expect(log.alerts(null)).toEqual([]));
});

describe('the first fix of the worst alert mends', () => {
  const failing = [
    ...['relu', 'tanh', 'linear'].map((activation) =>
      experimentOf({
        network: { initialization: 'zeros', hiddenLayers: [{ units: 5, activation }] },
        training: { learningRate: 1e-3 },
      }),
    ),
    ...[1e-6, 0.05, 0.1, 0.3, 1, 5, 20, 100, 1e4].map((learningRate) =>
      experimentOf({ training: { learningRate } }),
    ),
    experimentOf(
      { dataset: { path: 'wine.csv', target: 'cultivar' }, preprocessing: { standardize: false } },
      'wine.csv',
    ),
  ];
  test.each(failing.map((experiment, i) => [i + 1, experiment] as const))('run %i', (_number, experiment) => {
    const { history, divergence } = alertRun(experiment);
    const log = readLog(experiment, history);
    const [worst] = log.alerts(divergence);
    expect(worst?.level).toBe('error');
    const [fix] = fixesOf(worst!, experiment, log.firstRatio);
    const mended = alertRun(prepareExperiment(changed(experiment.config, fix!), experiment.dataset));
    const last = mended.history.length - 1;
    expect(mended.history.score(last, 'testCorrect') / experiment.split.test.length).toBeGreaterThan(0.9);
    expect(readLog(mended.experiment, mended.history).alerts(mended.divergence)).toEqual([]);
  });
});
