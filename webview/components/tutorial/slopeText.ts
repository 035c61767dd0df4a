import type { Activation } from '#engine/activations';
import { assertNever } from '#engine/assertNever';
import { t } from '#engine/translation';

const PASSES = t('What is passed back through a unit is multiplied with this slope.');

/** What the derivative of an activation means for learning. */
export function slopeText(activation: Activation): string {
  switch (activation) {
    case 'relu':
      return t(
        '{0} For ReLU it is 1 where the unit fires and 0 where it is silent, so the picture below is a mask: where it is dark, the row teaches the unit nothing. A band that is dark all along is a dead unit.',
        PASSES,
      );
    case 'leakyRelu':
      return t(
        '{0} Where the unit fires it is 1, elsewhere 0.01: little is passed back in the dark parts below, but not nothing, so no unit dies.',
        PASSES,
      );
    case 'tanh':
      return t(
        '{0} It is 1 at 0 and fades on both sides: the darker a row below, the more saturated the unit and the less the row teaches it.',
        PASSES,
      );
    case 'sigmoid':
      return t(
        '{0} It is never more than 0.25, and fades on both sides of 0: the darker a row below, the less it teaches the unit. Below, the brightest is 0.25.',
        PASSES,
      );
    case 'linear':
      return t(
        '{0} For a linear unit it is 1 everywhere: every row teaches every unit, and the whole picture below is bright.',
        PASSES,
      );
    default:
      return assertNever(activation);
  }
}
