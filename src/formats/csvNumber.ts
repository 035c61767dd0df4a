import { quoted } from '#engine/words';

/** Why a cell is not a number, and what to write instead. */
export interface NotANumber {
  readonly what: string;
  readonly mend: string;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity|∞)$/i;
const MISSING = new Set(['', '?', '-', '–', 'na', 'n/a', '#n/a', 'null', 'none', 'nil']);

/** The number in a cell, the nearest float64 to its decimal digits. White space around it must be gone already. */
export function readNumber(cell: string): number | NotANumber {
  if (!DECIMAL.test(cell)) return explain(cell);
  const value = Number(cell);
  if (Number.isFinite(value)) return value;
  return { what: `${quoted(cell)} is too large`, mend: 'use a unit that gives smaller numbers' };
}

function explain(cell: string): NotANumber {
  if (MISSING.has(cell.toLowerCase())) {
    const what = cell === '' ? 'the value is missing' : `the value is missing (${quoted(cell)})`;
    return { what, mend: 'fill it in, or delete the row' };
  }
  if (NOT_FINITE.test(cell)) {
    return {
      what: `${quoted(cell)} is not a finite number`,
      mend: 'put the measured value there, or delete the row',
    };
  }
  if (DECIMAL_COMMA.test(cell)) {
    return { what: `${quoted(cell)} has a decimal comma`, mend: `write ${quoted(cell.replace(',', '.'))}` };
  }
  return {
    what: `${quoted(cell)} is not a number`,
    mend: 'write a number such as 5.1, or leave the column out of "features"',
  };
}
