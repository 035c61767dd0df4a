import { ACTIVATIONS } from '#engine/activations';
import { INITIALIZATIONS, LIMITS, checkNumber } from '#engine/config';
import type { LimitedKey } from '#engine/config';
import type { ConfigChange } from '#engine/configChange';
import { BREAKING_CHANGES } from '#engine/trials';
import { DEEDS } from './deeds.ts';
import type { Deed } from './deeds.ts';
import { checkObject } from './guards.ts';

/** A change of one key of the configuration, to a value that this key can have. */
export function checkChange(message: unknown): ConfigChange {
  const { key, value } = checkObject(message, 'change');
  switch (key) {
    case 'training.learningRate':
    case 'training.epochs':
    case 'network.seed':
    case 'split.randomState':
      return { key, value: checkedNumber(key, value) };
    case 'preprocessing.standardize':
      if (typeof value !== 'boolean') throw new TypeError('change.value must be true or false');
      return { key, value };
    case 'network.activation':
      return { key, value: oneOf(ACTIVATIONS, value) };
    case 'network.initialization':
      return { key, value: oneOf(INITIALIZATIONS, value) };
    default:
      throw new TypeError('change.key is none of the keys that can be changed');
  }
}

/** The breaking change of a key; null for null. */
export function checkBreaking(key: unknown): ConfigChange | null {
  if (key === null) return null;
  const found = BREAKING_CHANGES.find((change) => change.key === key);
  if (!found) throw new TypeError('key is of none of the breaking changes');
  return found;
}

export function checkDeed(message: unknown): Deed {
  const found = DEEDS.find((deed) => deed === message);
  if (found === undefined) throw new TypeError(`deed must be one of ${DEEDS.join(', ')}`);
  return found;
}

function checkedNumber(key: LimitedKey, value: unknown): number {
  const { kind } = LIMITS[key];
  if (typeof value !== 'number') throw new TypeError(`change.value must be a ${kind} number`);
  const problem = checkNumber(key, value);
  if (problem !== undefined) throw new TypeError(`change.value ${problem}`);
  return value;
}

function oneOf<T extends string>(choices: readonly T[], value: unknown): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new TypeError(`change.value must be one of ${choices.join(', ')}`);
  return found;
}
