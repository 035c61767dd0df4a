import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '#engine/activations';
import {
  DEFAULT_CONFIG,
  DEFAULT_SPLIT,
  INITIALIZATIONS,
  LIMITS,
  MAX_HIDDEN_LAYERS,
  MONITORS,
  OPTIMIZERS,
  REDUCTIONS,
  SCALER_ROWS,
  withOptimizerKeys,
} from '#engine/config';
import type { LimitedKey, TrainingConfig } from '#engine/config';
import {
  fieldOf,
  batchProblem,
  mergeTexts,
  readForm,
  splitHint,
  splitProblem,
  textsOf,
} from '../configuration/configurationModel.ts';
import type { FieldName, FormTexts } from '../configuration/configurationModel.ts';
import { sameValue } from '../configuration/sameValue.ts';

const TUTORIAL: FormTexts = {
  hiddenUnits: '5',
  activation: 'relu',
  learningRate: '0.00003',
  epochs: '2600',
  seed: '2346827',
  testShare: '0.2',
  stratify: 'false',
  fitScalerOn: 'all',
  initialization: 'uniform',
  optimizer: 'gradientDescent',
  momentum: '0.9',
  beta1: '0.9',
  beta2: '0.999',
  epsilon: '1e-8',
  batchSize: '0',
  reduction: 'sum',
  schedule: 'constant',
  stepEvery: '500',
  stepFactor: '0.5',
  exponentialFactor: '0.999',
  cosineMinimum: '0',
  earlyStopping: 'off',
  patience: '50',
  minDelta: '0',
  restoreBest: 'yes',
};

const read = (texts: Partial<FormTexts>, base = DEFAULT_CONFIG) =>
  readForm({ ...textsOf(base), ...texts }, base, DEFAULT_SPLIT);

const withLayers = (...hiddenLayers: TrainingConfig['network']['hiddenLayers']): TrainingConfig => ({
  ...DEFAULT_CONFIG,
  network: { ...DEFAULT_CONFIG.network, hiddenLayers },
});

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const whole = (key: LimitedKey) => fc.integer({ min: LIMITS[key].minimum, max: LIMITS[key].maximum });
const between = (key: LimitedKey) =>
  fc.double({
    min: LIMITS[key].minimum,
    max: LIMITS[key].maximum,
    minExcluded: true,
    maxExcluded: true,
    noNaN: true,
  });

const validConfig: fc.Arbitrary<TrainingConfig> = fc.record({
  preprocessing: fc.record({ standardize: fc.boolean(), fitScalerOn: fc.constantFrom(...SCALER_ROWS) }),
  split: fc.option(
    fc.record({
      testSize: between('split.testSize'),
      randomState: whole('network.seed'),
      stratify: fc.boolean(),
    }),
  ),
  network: fc.record({
    hiddenLayers: fc.array(
      fc.record({ units: whole('network.hiddenLayers.units'), activation: fc.constantFrom(...ACTIVATIONS) }),
      { maxLength: MAX_HIDDEN_LAYERS },
    ),
    initialization: fc.constantFrom(...INITIALIZATIONS),
    seed: whole('network.seed'),
  }),
  training: fc
    .record({
      epochs: whole('training.epochs'),
      learningRate: between('training.learningRate'),
      reduction: fc.constantFrom(...REDUCTIONS),
      batchSize: fc.option(whole('training.batchSize')),
      optimizer: fc.constantFrom(...OPTIMIZERS),
      momentum: share,
      beta1: share,
      beta2: share,
      epsilon: between('training.epsilon'),
      schedule: fc.oneof(
        fc.constant({ kind: 'constant' as const }),
        fc.record({
          kind: fc.constant('step' as const),
          every: whole('training.schedule.every'),
          factor: between('training.schedule.factor'),
        }),
        fc.record({
          kind: fc.constant('exponential' as const),
          factor: between('training.schedule.factor'),
        }),
        fc.record({ kind: fc.constant('cosine' as const), minimum: between('training.schedule.minimum') }),
      ),
      earlyStopping: fc.option(
        fc.record({
          monitor: fc.constantFrom(...MONITORS),
          patience: whole('training.earlyStopping.patience'),
          minDelta: between('training.earlyStopping.minDelta'),
          restoreBest: fc.boolean(),
        }),
      ),
    })
    .map(withOptimizerKeys),
});

describe('texts and configuration', () => {
  test('the tutorial is shown as the tutorial writes it', () => {
    expect(textsOf(DEFAULT_CONFIG)).toEqual(TUTORIAL);
  });

  test('every valid configuration comes back from its texts as it was, without a problem', () => {
    fc.assert(
      fc.property(validConfig, (config) => {
        const { config: back, problems } = readForm(textsOf(config), config, null);
        expect(problems).toEqual({});
        expect(back).toEqual(config);
      }),
      { seed: 20_240_501, numRuns: 500 },
    );
  });

  test('what the form does not show is passed through', () => {
    const base: TrainingConfig = {
      ...DEFAULT_CONFIG,
      preprocessing: { standardize: false, fitScalerOn: 'train' },
      split: { ...DEFAULT_SPLIT, randomState: 7 },
    };
    const { config } = read({ epochs: '10', testShare: '0.5' }, base);
    expect(config.preprocessing.standardize).toBe(false);
    expect(config.split).toEqual({ testSize: 0.5, randomState: 7, stratify: false });
    expect(config.training).toEqual({ ...DEFAULT_CONFIG.training, epochs: 10 });
  });

  test('a field with a problem keeps the value it had, and holds nothing else back', () => {
    const { config, problems } = read({ epochs: '5.5', seed: '3' });
    expect(Object.keys(problems)).toEqual(['epochs']);
    expect(config.training.epochs).toBe(2600);
    expect(config.network.seed).toBe(3);
  });
});

describe('hidden units', () => {
  const units = (text: string, base = DEFAULT_CONFIG) =>
    read({ hiddenUnits: text }, base).config.network.hiddenLayers;

  test.each<[string, number[]]>([
    ['5', [5]],
    ['8, 6', [8, 6]],
    ['8,6', [8, 6]],
    [' 8  6 ', [8, 6]],
    ['8,', [8]],
    ['0', []],
    ['', []],
    ['1,2,3,4,5,6,7,8', [1, 2, 3, 4, 5, 6, 7, 8]],
  ])('"%s" is %j', (text, expected) => {
    expect(read({ hiddenUnits: text }).problems).toEqual({});
    expect(units(text).map((layer) => layer.units)).toEqual(expected);
  });

  test.each([
    ['5.5', 'must be a whole number from 1 to 256, got 5.5'],
    ['257', 'must be a whole number from 1 to 256, got 257'],
    ['8, 0', 'layer 2 must be a whole number from 1 to 256, got 0'],
    ['8,,6', 'layer 2 must not be empty'],
    ['8 units', 'layer 2 must be a whole number, got "units"'],
    ['1,2,3,4,5,6,7,8,9', 'must be at most 8 layers, got 9'],
  ])('"%s" is refused: %s', (text, message) => {
    expect(read({ hiddenUnits: text }).problems).toEqual({ hiddenUnits: message });
  });

  const mixed = withLayers({ units: 8, activation: 'tanh' }, { units: 6, activation: 'sigmoid' });

  test('different activations are shown as mixed and kept layer by layer; a new layer takes the last one’s', () => {
    expect(textsOf(mixed).activation).toBe('mixed');
    expect(units('4, 3, 2', mixed)).toEqual([
      { units: 4, activation: 'tanh' },
      { units: 3, activation: 'sigmoid' },
      { units: 2, activation: 'sigmoid' },
    ]);
  });

  test('a chosen activation is given to all layers', () => {
    const { config } = read({ activation: 'linear' }, mixed);
    expect(config.network.hiddenLayers.map(({ activation }) => activation)).toEqual(['linear', 'linear']);
  });

  test('an activation survives having no hidden layer', () => {
    expect(textsOf(withLayers(), 'tanh').activation).toBe('tanh');
    expect(read({ hiddenUnits: '4', activation: 'tanh' }, withLayers()).config.network.hiddenLayers).toEqual([
      { units: 4, activation: 'tanh' },
    ]);
  });
});

describe('numbers', () => {
  test.each<[FieldName, string, string]>([
    ['epochs', '', 'must not be empty'],
    ['epochs', '  ', 'must not be empty'],
    ['epochs', '5.5', 'must be a whole number from 0 to 1000000, got 5.5'],
    ['epochs', '2,600', 'must be written without a comma: 2600'],
    ['epochs', 'many', 'must be a whole number, got "many"'],
    ['epochs', '0x10', 'must be a whole number, got "0x10"'],
    ['seed', '4294967296', 'must be a whole number from 0 to 4294967295, got 4294967296'],
    ['seed', '−1', 'must be a whole number from 0 to 4294967295, got -1'],
    ['learningRate', '3,5', 'must have a point, not a comma: 3.5'],
    ['learningRate', '0', 'must be a number above 0 and below 1000000, got 0'],
    ['learningRate', 'NaN', 'must be a number, got "NaN"'],
    ['learningRate', 'Infinity', 'must be a number, got "Infinity"'],
    ['learningRate', '1e', 'must be a number, got "1e"'],
    ['testShare', '1', 'must be 0 for no split, or a number above 0 and below 1, got 1'],
    ['testShare', '', 'must not be empty'],
  ])('%s "%s" is refused: %s', (field, text, message) => {
    expect(read({ [field]: text }).problems).toEqual({ [field]: message });
  });

  test.each([
    ['1e-3', 0.001],
    ['.5', 0.5],
    ['+2', 2],
    [' 3E-5 ', 3e-5],
  ])('the learning rate "%s" is %d', (text, value) => {
    const { config, problems } = read({ learningRate: text });
    expect(problems).toEqual({});
    expect(config.training.learningRate).toBe(value);
  });
});

describe('test share', () => {
  test('0 is no split, and another share brings the last split back', () => {
    const none = read({ testShare: '0' }).config;
    expect(none.split).toBeNull();
    const last = { ...DEFAULT_SPLIT, randomState: 9 };
    expect(readForm({ ...TUTORIAL, testShare: '0.3' }, none, last).config.split).toEqual({
      ...last,
      testSize: 0.3,
    });
    expect(readForm({ ...TUTORIAL, testShare: '0.3' }, none, null).config.split).toEqual({
      ...DEFAULT_SPLIT,
      testSize: 0.3,
    });
  });

  test('the hint counts the rows as the engine does', () => {
    expect(splitHint(DEFAULT_SPLIT, 150)).toBe('30 of 150 rows, split seed 42');
    expect(splitHint({ ...DEFAULT_SPLIT, testSize: 0.33 }, 10)).toBe('4 of 10 rows, split seed 42');
    expect(splitHint(null, 150)).toBe('train and test on all 150 rows');
    expect(splitHint(DEFAULT_SPLIT, null)).toBe('split seed 42');
  });

  test('a share that leaves no training row is a problem of this data', () => {
    const most = { ...DEFAULT_SPLIT, testSize: 0.999 };
    expect(splitProblem(most, 150)).toBe('must leave at least one of the 150 rows for training');
    expect(splitProblem(most, 2000)).toBeUndefined();
    expect(splitProblem(null, 150)).toBeUndefined();
  });

  test.each([
    [DEFAULT_SPLIT, 121, 150, 'must be at most the 120 training rows, or 0 for all of them'],
    [DEFAULT_SPLIT, 120, 150, undefined],
    [null, 150, 150, undefined],
    [null, 151, 150, 'must be at most the 150 training rows, or 0 for all of them'],
    [DEFAULT_SPLIT, 121, null, undefined],
  ] as const)('with the split %j a batch of %d of %j rows: %j', (split, batchSize, nRows, problem) => {
    const config = { ...DEFAULT_CONFIG, split, training: { ...DEFAULT_CONFIG.training, batchSize } };
    expect(batchProblem(config, nRows)).toBe(problem);
  });
});

describe('a configuration from the host, merged with what is typed', () => {
  const content = (texts: Partial<FormTexts>) => ({
    texts: { ...TUTORIAL, ...texts },
    base: DEFAULT_CONFIG,
    split: DEFAULT_SPLIT,
  });
  const epochs = (n: number): TrainingConfig => ({
    ...DEFAULT_CONFIG,
    training: { ...DEFAULT_CONFIG.training, epochs: n },
  });

  test.each<[string, Partial<FormTexts>, TrainingConfig, FieldName | null, string]>([
    ['takes a value that the host changed', {}, epochs(100), null, '100'],
    ['takes it over an unfinished text', { epochs: '5.' }, epochs(100), null, '100'],
    ['keeps an unfinished text whose value did not change', { epochs: '12x' }, DEFAULT_CONFIG, null, '12x'],
    ['keeps the field that is typed in', { epochs: '12' }, epochs(100), 'epochs', '12'],
    ['keeps other words for the same value', { epochs: '1e2' }, epochs(100), null, '1e2'],
  ])('%s', (_name, texts, incoming, typingIn, expected) => {
    const merged = mergeTexts(content(texts), incoming, typingIn);
    expect(merged.epochs).toBe(expected);
    expect({ ...merged, epochs: '' }).toEqual({ ...TUTORIAL, epochs: '' });
  });
});

describe('keys and fields', () => {
  test.each([
    ['network.hiddenLayers', 'hiddenUnits'],
    ['network.hiddenLayers.0.units', 'hiddenUnits'],
    ['network.hiddenLayers.1.activation', 'activation'],
    ['training.learningRate', 'learningRate'],
    ['training.epochs', 'epochs'],
    ['network.seed', 'seed'],
    ['split.testSize', 'testShare'],
    ['preprocessing.fitScalerOn', 'fitScalerOn'],
    ['split.randomState', undefined],
    ['', undefined],
  ])('"%s" is shown by %s', (key, field) => {
    expect(fieldOf(key)).toBe(field);
  });
});

describe('equality of plain data', () => {
  test.each<[unknown, unknown, boolean]>([
    [{ a: 1, b: [1, null] }, { b: [1, null], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [[1, 2], [2, 1], false],
    [{ 0: 1 }, [1], false],
    [null, {}, false],
    [NaN, NaN, true],
  ])('%j and %j: %s', (a, b, equal) => {
    expect(sameValue(a, b)).toBe(equal);
  });
});
