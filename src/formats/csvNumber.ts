import { t } from '#engine/translation';
import { quoted } from '#engine/words';

/** Why a cell is not a number, and what to write instead. */
export interface NotANumber {
  readonly kind: 'missing' | 'other';
  readonly what: string;
  readonly mend: string;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;
/** Such as 1,234, which many write for a thousand. */
const COUNT_WITH_COMMA = /^[+-]?\d{1,3},\d{3}$/;
const NOT_FINITE = /^[+-]?(?:inf|infinity|∞)$/i;
const MISSING = new Set(['', '?', '-', '–', 'na', 'n/a', '#n/a', 'nan', 'null', 'none', 'nil']);

/** How a missing value is mended; `dataset.missing` is the key of the experiment file. */
export const mendMissing = () =>
  t('fill it in, delete the row, or set "missing" to "dropRows" or "imputeMean"');

/** The number in a cell, the nearest float64 to its decimal digits; NaN where there is none, which `explainCell` explains. */
export function readNumber(cell: string): number {
  return DECIMAL.test(cell) ? finite(Number(cell)) : NaN;
}

/** Does the cell stand for no value, as "", "NA", "?", "null" and "NaN" do? */
export function isMissing(cell: string): boolean {
  return cell.length <= 4 && MISSING.has(cell.toLowerCase());
}

/** Why a cell is not a number. White space around it must be gone already. */
export function explainCell(cell: string): NotANumber {
  if (isMissing(cell)) {
    const what = cell === '' ? t('the value is missing') : t('the value is missing ({0})', quoted(cell));
    return { kind: 'missing', what, mend: mendMissing() };
  }
  const other = (what: string, mend: string): NotANumber => ({ kind: 'other', what, mend });
  const text = quoted(cell);
  if (DECIMAL.test(cell))
    return other(t('{0} is too large', text), t('use a unit that gives smaller numbers'));
  if (NOT_FINITE.test(cell)) {
    return other(t('{0} is not a finite number', text), t('put the measured value there, or delete the row'));
  }
  if (DECIMAL_COMMA.test(cell)) {
    const withPoint = quoted(cell.replace(',', '.'));
    const mend = COUNT_WITH_COMMA.test(cell)
      ? t('write {0}, or {1} if the comma separates thousands', withPoint, quoted(cell.replace(',', '')))
      : t('write {0}', withPoint);
    return other(t('{0} has a decimal comma', text), mend);
  }
  return other(
    t('{0} is not a number', text),
    t('write a number such as 5.1, or leave the column out of "features"'),
  );
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
