import { expect, test } from 'vitest';
import { settingText } from '../../host/settingText.ts';

test.each([
  ['training.learningRate', -5, '-5'],
  ['training.learningRate', 'fast', 'fast'],
  ['training.epochs', null, 'null'],
  ['network.hiddenLayers.1.units', [{ units: 8 }, { units: 0 }], '8, 0'],
  ['network.hiddenLayers.0.units', [{}], ''],
  ['network.hiddenLayers', 5, '5'],
  ['network.hiddenLayers.0.activation', [{ units: 8, activation: 'step' }], undefined],
  ['preprocessing.fitScalerOn', 'some', undefined],
])('the field for %s writes %j as %j', (key, value, text) => {
  expect(settingText(key, value)).toBe(text);
});
