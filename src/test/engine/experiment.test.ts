import { describe, expect, test } from 'vitest';
import {
  DEFAULT_CONFIG,
  DEFAULT_SPLIT,
  EARLY_STOPPING_DEFAULTS,
  MAX_HISTORY_BYTES,
  OPTIMIZER_DEFAULTS,
  SCHEDULE_DEFAULTS,
  checkNumber,
} from '#engine/config';
import type { LimitedKey, TrainingConfig, LIMITS } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { nearest, quoted } from '#engine/words';
import { datasetOf } from '../fixtureFiles.ts';

const iris = datasetOf('iris');
const epochs = (n: number): TrainingConfig => ({
  ...DEFAULT_CONFIG,
  training: { ...DEFAULT_CONFIG.training, epochs: n },
});
const WIDE = Array.from({ length: 2 }, () => ({ units: 256, activation: 'relu' as const }));
const rows = (nRows: number, classes: readonly string[]): Dataset => ({
  name: 'small',
  features: ['a'],
  classes,
  values: Float64Array.from({ length: nRows }, (_, i) => i),
  labels: new Int32Array(nRows),
});

describe('an experiment', () => {
  test('has the sizes of its data and layers', () => {
    const { shape, nRows, nFeatures, nClasses, x, targets } = prepareExperiment(DEFAULT_CONFIG, iris);
    expect([shape.sizes, nRows, nFeatures, nClasses]).toEqual([[4, 5, 3], 150, 4, 3]);
    expect([x.length, targets.length]).toEqual([600, 450]);
  });

  test('not standardised, the features are those of the file', () => {
    const config = { ...DEFAULT_CONFIG, preprocessing: { standardize: false, fitScalerOn: 'all' } as const };
    const { x, scaler } = prepareExperiment(config, iris);
    expect(scaler).toBeNull();
    expect([...x.subarray(0, 4)]).toEqual([5.1, 3.5, 1.4, 0.2]);
  });

  test('fitted on the training rows, only those have mean 0', () => {
    const config = { ...DEFAULT_CONFIG, preprocessing: { standardize: true, fitScalerOn: 'train' } as const };
    const { x, split } = prepareExperiment(config, iris);
    const mean = (of: Int32Array) => of.reduce((sum, row) => sum + x[row * 4]!, 0) / of.length;
    expect(Math.abs(mean(split.train))).toBeLessThan(1e-14);
    expect(Math.abs(mean(split.test))).toBeGreaterThan(0.01);
  });

  test('leaves the data as it was', () => {
    const before = iris.values.slice();
    prepareExperiment(DEFAULT_CONFIG, iris);
    expect(iris.values).toEqual(before);
  });

  test.each([
    ['one row', DEFAULT_CONFIG, rows(1, ['x', 'y']), 'the data must have at least 2 rows, got 1'],
    ['one class', DEFAULT_CONFIG, rows(5, ['x']), 'the label column must hold at least 2 classes, got 1'],
    [
      'a split without training rows',
      { ...DEFAULT_CONFIG, split: { ...DEFAULT_SPLIT, testSize: 0.9999 } },
      rows(5, ['x', 'y']),
      'split.testSize 0.9999 of 5 rows leaves 0 training rows',
    ],
    [
      'too long a history',
      { ...epochs(100_000), network: { ...DEFAULT_CONFIG.network, hiddenLayers: WIDE } },
      iris,
      /training\.epochs 100000 would need \d+ MB of states, of which 256 MB can be kept.*lower it/,
    ],
  ])('%s is refused', (_, config, dataset, message) => {
    expect(() => prepareExperiment(config, dataset)).toThrow(message);
  });

  test('a history beyond the budget is allowed as long as the way between two key epochs is short', () => {
    const most = Math.floor(MAX_HISTORY_BYTES / 8 / 47) - 1;
    for (const n of [most, most + 1, 1_000_000]) {
      expect(() => prepareExperiment(epochs(n), iris)).not.toThrow();
    }
  });
});

describe('limits', () => {
  test.each<[LimitedKey, number, string | undefined]>([
    ['network.seed', 0, undefined],
    ['network.seed', 4294967295, undefined],
    ['network.seed', 4294967296, 'must be a whole number from 0 to 4294967295, got 4294967296'],
    ['network.seed', -1, 'must be a whole number from 0 to 4294967295, got -1'],
    ['network.seed', 1.5, 'must be a whole number from 0 to 4294967295, got 1.5'],
    ['split.testSize', 0.5, undefined],
    ['split.testSize', 0, 'must be a number above 0 and below 1, got 0'],
    ['split.testSize', 1, 'must be a number above 0 and below 1, got 1'],
    ['training.learningRate', 1e-300, undefined],
    ['training.learningRate', NaN, 'must be a number above 0 and below 1000000, got NaN'],
    ['training.momentum', 0, undefined],
    ['training.momentum', 1, 'must be a number from 0 and below 1, got 1'],
    ['training.schedule.factor', 1, undefined],
    ['training.schedule.factor', 0, 'must be a number above 0 and up to 1, got 0'],
    ['network.hiddenLayers.units', 256, undefined],
    ['network.hiddenLayers.units', 257, 'must be a whole number from 1 to 256, got 257'],
  ])('%s %d', (key, value, problem) => {
    expect(checkNumber(key, value)).toBe(problem);
  });

  test('the defaults are within them', () => {
    const { training, network } = DEFAULT_CONFIG;
    const values = {
      'split.testSize': DEFAULT_SPLIT.testSize,
      'split.randomState': DEFAULT_SPLIT.randomState,
      'network.hiddenLayers.units': network.hiddenLayers[0]?.units ?? NaN,
      'network.seed': network.seed,
      'training.epochs': training.epochs,
      'training.learningRate': training.learningRate,
      'training.batchSize': 1,
      'training.momentum': OPTIMIZER_DEFAULTS.momentum,
      'training.beta1': OPTIMIZER_DEFAULTS.beta1,
      'training.beta2': OPTIMIZER_DEFAULTS.beta2,
      'training.epsilon': OPTIMIZER_DEFAULTS.epsilon,
      'training.schedule.every': SCHEDULE_DEFAULTS.step.every,
      'training.schedule.factor': SCHEDULE_DEFAULTS.exponential.factor,
      'training.schedule.minimum': SCHEDULE_DEFAULTS.cosine.minimum,
      'training.earlyStopping.patience': EARLY_STOPPING_DEFAULTS.patience,
      'training.earlyStopping.minDelta': EARLY_STOPPING_DEFAULTS.minDelta,
    } satisfies Record<keyof typeof LIMITS, number>;
    for (const [key, value] of Object.entries(values))
      expect(checkNumber(key as LimitedKey, value)).toBeUndefined();
  });
});

describe('words', () => {
  test.each([
    ['epohcs', ['epochs', 'seed'], 'epochs'],
    ['LEARNINGRATE', ['learningRate'], 'learningRate'],
    ['petal length', ['sepal length (cm)', 'petal length (cm)'], 'petal length (cm)'],
    ['zzz', ['epochs', 'seed'], undefined],
    ['', ['epochs'], undefined],
    ['x', [], undefined],
  ])('the nearest of %j among %j is %j', (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });

  test.each([
    ['a', '"a"'],
    ['\u001b[31mred', '"\\u001b[31mred"'],
    ['a\nb', '"a\\u000ab"'],
    ['\u202eabc', '"\\u202eabc"'],
    ['x'.repeat(50), `"${'x'.repeat(39)}…"`],
    ['שלום <b>', '"שלום <b>"'],
  ])('%j in quotation marks is %s', (text, expected) => {
    expect(quoted(text)).toBe(expected);
  });
});
