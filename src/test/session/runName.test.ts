import { describe, expect, test } from 'vitest';
import { describeConfig, describeRun } from '#session/runName';
import type { TableChoices } from '#engine/config';
import { configOf } from '../fixtureFiles.ts';

const layers = (...pairs: (readonly [number, string])[]) => ({
  network: { hiddenLayers: pairs.map(([units, activation]) => ({ units, activation })) },
});

describe('a run is named by what it does differently', () => {
  test.each<[string, object]>([
    ['Tutorial', {}],
    ['Tutorial', { split: { testSize: 0.2 }, training: { epochs: 2600 } }],
    ['no split, 2,800 epochs', { split: null, training: { epochs: 2800 } }],
    ['adam', { training: { optimizer: 'adam', beta1: 0.9 } }],
    ['adam beta1 0.8 epsilon 1e-3', { training: { optimizer: 'adam', beta1: 0.8, epsilon: 1e-3 } }],
    ['momentum', { training: { optimizer: 'momentum', beta1: 0.5 } }],
    ['momentum 0.5', { training: { optimizer: 'momentum', momentum: 0.5 } }],
    ['mean, batches of 32', { training: { batchSize: 32, reduction: 'mean' } }],
    ['he weights', { network: { initialization: 'he' } }],
    ['cosine', { training: { schedule: { kind: 'cosine' } } }],
    ['cosine to 1e-6', { training: { schedule: { kind: 'cosine', minimum: 1e-6 } } }],
    ['rate × 0.5 every 1,000', { training: { schedule: { kind: 'step', every: 1000 } } }],
    ['rate × 0.999 an epoch', { training: { schedule: { kind: 'exponential' } } }],
    ['stops by test loss', { training: { earlyStopping: {} } }],
    [
      'stops by train loss after 9, keeps last',
      { training: { earlyStopping: { monitor: 'trainLoss', patience: 9, restoreBest: false } } },
    ],
    ['rate 3e-6', { training: { learningRate: 3e-6 } }],
    ['rate 0.01', { training: { learningRate: 0.01 } }],
    ['rate 1e5', { training: { learningRate: 1e5 } }],
    ['rate 250', { training: { learningRate: 250 } }],
    ['seed 7', { network: { seed: 7 } }],
    ['softmax regression', layers()],
    ['hidden 8 relu', layers([8, 'relu'])],
    ['hidden 5 tanh', layers([5, 'tanh'])],
    ['hidden 8, 6 tanh', layers([8, 'tanh'], [6, 'tanh'])],
    ['hidden 8 relu, 6, 4 tanh', layers([8, 'relu'], [6, 'tanh'], [4, 'tanh'])],
    ['rate 2.2250738585072014e-308', { training: { learningRate: 2.2250738585072014e-308 } }],
    ['1 epoch', { training: { epochs: 1 } }],
    ['0 epochs', { training: { epochs: 0 } }],
    ['1,000,000 epochs', { training: { epochs: 1_000_000 } }],
    ['test 0.3', { split: { testSize: 0.3 } }],
    ['split seed 7', { split: { randomState: 7 } }],
    ['not scaled', { preprocessing: { standardize: false, fitScalerOn: 'train' } }],
    ['scaler on train', { preprocessing: { fitScalerOn: 'train' } }],
    ['no split', { split: null, preprocessing: { fitScalerOn: 'train' } }], // the training rows are all rows then
    ['seed 7, no split, rate 3e-6', { network: { seed: 7 }, split: null, training: { learningRate: 3e-6 } }],
    [
      'seed 7, no split, 99 epochs and 2 more',
      {
        network: { hiddenLayers: [{ units: 8, activation: 'tanh' }], seed: 7 },
        split: null,
        training: { learningRate: 3.25e-6, epochs: 99 },
      },
    ],
    ['8 hidden layers', layers(...Array.from({ length: 8 }, () => [16, 'tanh'] as const))],
  ])('%s', (name, file) => {
    expect(describeConfig(configOf(file))).toBe(name);
    expect(name.length).toBeLessThanOrEqual(40);
  });
});

describe('a run on a table is named by how the table is read, too', () => {
  const named = (choices: TableChoices, file: object = {}) =>
    describeRun(configOf(file), { name: 'wine', choices });

  test.each<[string, TableChoices]>([
    ['wine', {}],
    ['wine', { missing: 'refuse' }],
    ['wine: incomplete rows left out', { missing: 'dropRows' }],
    ['wine: means imputed', { missing: 'imputeMean' }],
    ['wine: label kind', { target: 'kind' }],
    ['wine: features a, b', { features: ['a', 'b'] }],
    ['wine: features a, c', { features: ['a', 'c'] }],
    ['wine: 9 features', { features: Array.from({ length: 9 }, (_, i) => `feature ${i}`) }],
    ['wine: cells between semicolons', { delimiter: ';' }],
  ])('%s', (name, choices) => {
    expect(named(choices)).toBe(name);
  });

  test('together with what its configuration has of its own', () => {
    expect(named({ missing: 'dropRows' }, { network: { seed: 7 } })).toBe(
      'wine: seed 7, incomplete rows left out',
    );
  });

  test('with no character that turns a line around', () => {
    const name = describeRun(configOf({}), { name: 'a\u202eb', choices: { target: '\u2066x' } });
    expect(name).toBe('a\\u202eb: label \\u2066x');
  });

  test('of iris only by its configuration', () => {
    expect(describeRun(configOf({}), null)).toBe('Tutorial');
  });
});
