import { t } from '#engine/translation';
import { grouped } from '#engine/words';

/** Numbers as people read them: a true minus, thousands apart, NaN and ∞ in words. */
const MINUS = '−';

/** `digits` decimals: −0.340; powers of ten from a million on. */
export function fixed(value: number, digits = 3): string {
  const size = Math.abs(value);
  return signed(value, size < 1e6 ? size.toFixed(digits) : exponential(size, digits));
}

/** `digits` decimals, and more for what they would round to nothing, such as a learning rate: 0.00003. */
export function telling(value: number, digits = 3): string {
  const size = Math.abs(value);
  const needed = size > 0 && size < 10 ** -digits ? Math.ceil(-Math.log10(size)) + 2 : digits;
  return fixed(value, Math.min(needed, 12)).replace(/(\.\d*?[1-9])0+$/, size < 10 ** -digits ? '$1' : '$&');
}

/** Three decimals while they fit a narrow cell, fewer for larger values: 0.122, 12.35, 123.5, 1.2e4. */
export function cell(value: number): string {
  const size = Math.abs(value);
  if (size < 9.9995) return signed(value, size.toFixed(3));
  if (size < 99.995) return signed(value, size.toFixed(2));
  if (size < 999.95) return signed(value, size.toFixed(1));
  return signed(value, exponential(size, size < 9.95e9 ? 1 : 0)); // a longer exponent leaves no room for a decimal
}

/** Eight decimals, for tooltips; powers of ten where they would show too little or too much. */
export function exact(value: number): string {
  const size = Math.abs(value);
  const ordinary = size === 0 || (size >= 1e-4 && size < 1e6);
  return signed(value, ordinary ? size.toFixed(8) : exponential(size, 8));
}

/** 2,600 */
export const whole = grouped;

/** A share as whole per cent: 0.833 is 83. */
export function percent(share: number): string {
  return String(Math.round(share * 100));
}

/** A share as per cent with one decimal and its sign: 0.1111 is 11.1 %. */
export function percent1(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A raw value with the digits it was given with: 6.3, 5. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return fixed(value);
  return String(Number(value.toPrecision(6)))
    .replace('-', MINUS)
    .replace('e+', 'e');
}

/** The same where there is little room: of more than six characters, three digits or the whole part. 1.97, 12346. */
export function brief(value: number): string {
  const text = plain(value);
  if (text.length <= 6 || !Number.isFinite(value)) return text;
  const wholeDigits = Math.trunc(Math.abs(value)).toString().length;
  return plain(Number(value.toPrecision(Math.min(100, Math.max(3, wholeDigits)))));
}

/** A comma or a space (also one that does not break) before every three digits, the same throughout. */
const GROUPED = /^\d{1,3}(?:([,\s])\d{3}(?:\1\d{3})*)?$/;

/** All digits of a number in its shorter notation: 0.01, 3e−6. */
export function shortest(value: number): string {
  const exponential = value.toExponential().replace('e+', 'e');
  const text = String(value);
  return (exponential.length < text.length ? exponential : text).replace('-', MINUS);
}

/** Epochs as typed by a person: "1234", "1,234", " 1 234 "; nothing when that is not how a whole number is written. */
export function parseEpoch(text: string): number | undefined {
  const typed = text.trim();
  if (!GROUPED.test(typed) && !/^\d{1,9}$/.test(typed)) return undefined;
  return Number(typed.replace(/[,\s]/g, ''));
}

/** What can be counted: one of it, or more. */
const COUNTED = {
  cell: (one, n) => (one ? t('{0} cell', n) : t('{0} cells', n)),
  change: (one, n) => (one ? t('{0} change', n) : t('{0} changes', n)),
  epoch: (one, n) => (one ? t('{0} epoch', n) : t('{0} epochs', n)),
  error: (one, n) => (one ? t('{0} error', n) : t('{0} errors', n)),
  event: (one, n) => (one ? t('{0} event', n) : t('{0} events', n)),
  feature: (one, n) => (one ? t('{0} feature', n) : t('{0} features', n)),
  level: (one, n) => (one ? t('{0} level', n) : t('{0} levels', n)),
  loss: (one, n) => (one ? t('{0} loss', n) : t('{0} losses', n)),
  mark: (one, n) => (one ? t('{0} mark', n) : t('{0} marks', n)),
  'more feature': (one, n) => (one ? t('{0} more feature', n) : t('{0} more features', n)),
  note: (one, n) => (one ? t('{0} note', n) : t('{0} notes', n)),
  pair: (one, n) => (one ? t('{0} pair', n) : t('{0} pairs', n)),
  problem: (one, n) => (one ? t('{0} problem', n) : t('{0} problems', n)),
  row: (one, n) => (one ? t('{0} row', n) : t('{0} rows', n)),
  seed: (one, n) => (one ? t('{0} seed', n) : t('{0} seeds', n)),
  'smaller term': (one, n) => (one ? t('{0} smaller term', n) : t('{0} smaller terms', n)),
  'training row': (one, n) => (one ? t('{0} training row', n) : t('{0} training rows', n)),
  unit: (one, n) => (one ? t('{0} unit', n) : t('{0} units', n)),
  value: (one, n) => (one ? t('{0} value', n) : t('{0} values', n)),
  warning: (one, n) => (one ? t('{0} warning', n) : t('{0} warnings', n)),
} as const satisfies Readonly<Record<string, (one: boolean, n: string) => string>>;

/** "1 row", "2 rows" */
export function count(n: number, noun: keyof typeof COUNTED): string {
  return COUNTED[noun](n === 1, whole(n));
}

function signed(value: number, size: string): string {
  if (Number.isNaN(value)) return 'NaN';
  const text = Number.isFinite(value) ? size : '∞';
  return value < 0 && /[1-9∞]/.test(text) ? MINUS + text : text; // what rounds to zero has no sign
}

function exponential(size: number, digits: number): string {
  return size.toExponential(digits).replace('e+', 'e').replace('e-', `e${MINUS}`);
}

/** A number as text, in brackets where it is negative and something stands before it: "3 − (−2)". */
export function bracketed(text: string): string {
  return text.startsWith('−') ? `(${text})` : text;
}
