import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIVATIONS } from '#engine/activations';
import {
  DEFAULT_CONFIG,
  EARLY_STOPPING_DEFAULTS,
  INITIALIZATIONS,
  LIMITS,
  MAX_HIDDEN_LAYERS,
  MONITORS,
  OPTIMIZERS,
  OPTIMIZER_DEFAULTS,
  REDUCTIONS,
  SCALER_ROWS,
  SCHEDULE_KINDS,
  boundsOf,
} from '#engine/config';
import type { LimitedKey } from '#engine/config';

interface Property {
  readonly type: unknown;
  readonly default: unknown;
  readonly markdownDescription?: string;
  readonly [key: string]: unknown;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, Property> } };
};
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const properties = new Map(Object.entries(manifest.contributes.configuration.properties));
const property = (key: string): Property => {
  const found = properties.get(`irisNetwork.${key}`);
  if (!found) throw new Error(`no setting ${key}`);
  return found;
};

test.each([
  ['preprocessing.standardize', DEFAULT_CONFIG.preprocessing.standardize],
  ['preprocessing.fitScalerOn', DEFAULT_CONFIG.preprocessing.fitScalerOn],
  ['split.testSize', DEFAULT_CONFIG.split?.testSize],
  ['split.randomState', DEFAULT_CONFIG.split?.randomState],
  ['split.stratify', DEFAULT_CONFIG.split?.stratify],
  ['network.hiddenLayers', DEFAULT_CONFIG.network.hiddenLayers],
  ['network.seed', DEFAULT_CONFIG.network.seed],
  ['training.epochs', DEFAULT_CONFIG.training.epochs],
  ['training.learningRate', DEFAULT_CONFIG.training.learningRate],
  ['network.initialization', DEFAULT_CONFIG.network.initialization],
  ['training.optimizer', DEFAULT_CONFIG.training.optimizer],
  ['training.momentum', OPTIMIZER_DEFAULTS.momentum],
  ['training.beta1', OPTIMIZER_DEFAULTS.beta1],
  ['training.beta2', OPTIMIZER_DEFAULTS.beta2],
  ['training.epsilon', OPTIMIZER_DEFAULTS.epsilon],
  ['training.batchSize', DEFAULT_CONFIG.training.batchSize],
  ['training.reduction', DEFAULT_CONFIG.training.reduction],
  ['training.schedule', DEFAULT_CONFIG.training.schedule],
  ['training.earlyStopping', DEFAULT_CONFIG.training.earlyStopping],
])('the setting %s has the default of the configuration and a description', (key, value) => {
  expect(property(key).default).toEqual(value);
  expect(words[property(key).markdownDescription?.slice(1, -1) ?? '']).toMatch(/\.$/);
});

test('there are no other settings', () => {
  expect(properties.size).toBe(19);
});

test.each(['split.randomState', 'network.seed', 'training.epochs'] satisfies LimitedKey[])(
  'the setting %s has the limits of the configuration',
  (key) => {
    const { minimum, maximum } = LIMITS[key];
    expect(property(key)).toMatchObject({ type: 'integer', minimum, maximum });
  },
);

test('open bounds are open in the settings; a test share of 0 means no split', () => {
  expect(property('training.learningRate')).toMatchObject({ exclusiveMinimum: 0, exclusiveMaximum: 1e6 });
  expect(property('split.testSize')).toMatchObject({ minimum: 0, exclusiveMaximum: 1 });
});

const within = (key: LimitedKey) => {
  const { minimum, maximum, bounds } = LIMITS[key];
  const [hasMinimum, hasMaximum] = boundsOf(bounds);
  return {
    [hasMinimum ? 'minimum' : 'exclusiveMinimum']: minimum,
    [hasMaximum ? 'maximum' : 'exclusiveMaximum']: maximum,
  };
};

test.each(['momentum', 'beta1', 'beta2', 'epsilon', 'batchSize'] as const)(
  'the setting training.%s has the limits of the configuration',
  (key) => expect(property(`training.${key}`)).toMatchObject(within(`training.${key}`)),
);

test('schedule and early stopping know the kinds, limits and defaults of the engine', () => {
  expect(property('training.schedule')['properties']).toMatchObject({
    kind: { enum: [...SCHEDULE_KINDS] },
    every: within('training.schedule.every'),
    factor: within('training.schedule.factor'),
    minimum: within('training.schedule.minimum'),
  });
  const { monitor, patience, minDelta, restoreBest } = EARLY_STOPPING_DEFAULTS;
  expect(property('training.earlyStopping')['properties']).toMatchObject({
    monitor: { enum: [...MONITORS], default: monitor },
    patience: { default: patience, ...within('training.earlyStopping.patience') },
    minDelta: { default: minDelta, ...within('training.earlyStopping.minDelta') },
    restoreBest: { default: restoreBest },
  });
});

test.each([
  ['network.initialization', INITIALIZATIONS],
  ['training.optimizer', OPTIMIZERS],
  ['training.reduction', REDUCTIONS],
])('the choices of %s are the engine’s, each with a description', (key, choices) => {
  expect(property(key)['enum']).toEqual([...choices]);
  expect(property(key)['enumDescriptions']).toHaveLength(choices.length);
});

test('the hidden layers know the activations and limits of the engine', () => {
  const { minimum, maximum } = LIMITS['network.hiddenLayers.units'];
  expect(property('network.hiddenLayers')).toMatchObject({
    maxItems: MAX_HIDDEN_LAYERS,
    items: { properties: { units: { minimum, maximum }, activation: { enum: [...ACTIVATIONS] } } },
  });
  expect(property('preprocessing.fitScalerOn')['enum']).toEqual([...SCALER_ROWS]);
});
