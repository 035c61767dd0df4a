import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ACTIVATIONS } from '#engine/activations';
import { DEFAULT_CONFIG, LIMITS, MAX_HIDDEN_LAYERS, SCALER_ROWS } from '#engine/config';
import type { LimitedKey } from '#engine/config';

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly markdownDescription?: string;
  readonly [key: string]: unknown;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, Property> } };
};
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
])('the setting %s has the default of the configuration and a description', (key, value) => {
  expect(property(key).default).toEqual(value);
  expect(property(key).markdownDescription).toMatch(/\.$/);
});

test('there are no other settings', () => {
  expect(properties.size).toBe(9);
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

test('the hidden layers know the activations and limits of the engine', () => {
  const { minimum, maximum } = LIMITS['network.hiddenLayers.units'];
  expect(property('network.hiddenLayers')).toMatchObject({
    maxItems: MAX_HIDDEN_LAYERS,
    items: { properties: { units: { minimum, maximum }, activation: { enum: [...ACTIVATIONS] } } },
  });
  expect(property('preprocessing.fitScalerOn')['enum']).toEqual([...SCALER_ROWS]);
});
