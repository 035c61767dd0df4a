import { expect, test } from 'vitest';
import { checkBreaking, checkChange } from '#protocol/changeGuards';

test.each([
  { key: 'training.learningRate', value: 3e-6 },
  { key: 'training.epochs', value: 639 },
  { key: 'preprocessing.standardize', value: true },
  { key: 'network.seed', value: 4294967295 },
  { key: 'network.activation', value: 'leakyRelu' },
  { key: 'network.initialization', value: 'uniform' },
  { key: 'split.randomState', value: 0 },
])('%j comes through, and nothing beside it', (change) => {
  expect(checkChange({ ...change, secret: 1 })).toEqual(change);
});

test.each([
  [null, 'change must be an object'],
  [{ key: 'training.learningRate', value: '1' }, 'change.value must be a real number'],
  [{ key: 'training.learningRate', value: 0 }, 'change.value must be a number above 0'],
  [{ key: 'training.learningRate', value: NaN }, 'change.value must be a number above 0'],
  [{ key: 'training.epochs', value: 1.5 }, 'change.value must be a whole number'],
  [{ key: 'network.seed', value: 2 ** 32 }, 'change.value must be a whole number'],
  [{ key: 'preprocessing.standardize', value: 1 }, 'change.value must be true or false'],
  [{ key: 'network.activation', value: 'swish' }, 'change.value must be one of relu'],
  [{ key: 'network.initialization', value: 3 }, 'change.value must be one of uniform'],
  [{ key: '__proto__', value: 1 }, 'change.key is none of the keys'],
  [{ key: 'dataset.path', value: '/etc/passwd' }, 'change.key is none of the keys'],
])('%j is refused', (change, message) => {
  expect(() => checkChange(change)).toThrow(message);
});

test('a way to break a run is known by its key', () => {
  expect(checkBreaking('training.learningRate')).toEqual({ key: 'training.learningRate', value: 20 });
  expect(checkBreaking(null)).toBeNull();
  expect(() => checkBreaking('training.epochs')).toThrow('none of the breaking changes');
});
