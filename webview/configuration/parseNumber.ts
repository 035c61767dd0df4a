import { LIMITS, checkNumber } from '#engine/config';
import type { LimitedKey } from '#engine/config';
import { quoted } from '#engine/words';

export type Parsed = { readonly value: number } | { readonly problem: string };

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that a person typed for `key`, or what is wrong with it, as a sentence without the key. Powers of ten
 * ("1e-3") and a true minus are read; a comma is not, because it means two things.
 */
export function parseNumber(key: LimitedKey, text: string): Parsed {
  const typed = text.trim();
  if (typed === '') return { problem: 'must not be empty' };
  const plain = typed.replace('−', '-');
  if (!NUMBER.test(plain)) return { problem: notANumber(key, typed) };
  const value = Number(plain);
  const problem = checkNumber(key, value);
  return problem === undefined ? { value } : { problem };
}

function notANumber(key: LimitedKey, typed: string): string {
  const whole = LIMITS[key].kind === 'whole';
  if (/^[+-]?\d*,\d+$/.test(typed)) {
    const mended = typed.replace(',', whole ? '' : '.');
    return whole ? `must be written without a comma: ${mended}` : `must have a point, not a comma: ${mended}`;
  }
  return `must be ${whole ? 'a whole number' : 'a number'}, got ${quoted(typed)}`;
}
