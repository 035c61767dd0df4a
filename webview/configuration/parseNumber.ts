import { LIMITS, checkNumber } from '#engine/config';
import type { LimitedKey } from '#engine/config';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';
import { readDecimal, withoutComma } from '../decimal.ts';

export type Parsed = { readonly value: number } | { readonly problem: string };

/** The number that a person typed for `key`, or what is wrong with it, as a sentence without the key. */
export function parseNumber(key: LimitedKey, text: string): Parsed {
  const typed = text.trim();
  if (typed === '') return { problem: t('must not be empty') };
  const value = readDecimal(typed);
  if (value === undefined) return { problem: notANumber(key, typed) };
  const problem = checkNumber(key, value);
  return problem === undefined ? { value } : { problem };
}

function notANumber(key: LimitedKey, typed: string): string {
  const whole = LIMITS[key].kind === 'whole';
  const mended = withoutComma(typed, whole ? '' : '.');
  if (mended !== undefined) {
    return whole
      ? t('must be written without a comma: {0}', mended)
      : t('must have a point, not a comma: {0}', mended);
  }
  return t('must be {0}, got {1}', whole ? t('a whole number') : t('a number'), quoted(typed));
}
