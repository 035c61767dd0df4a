const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DECIMAL_COMMA = /^[+-]?\d*,\d+$/;

/**
 * The number that a person typed, with a point, a power of ten ("1e-3") or a true minus; nothing for anything else. A
 * comma is not read, because it means two things.
 */
export function readDecimal(typed: string): number | undefined {
  const plain = typed.trim().replace('−', '-');
  return NUMBER.test(plain) ? Number(plain) : undefined;
}

/** What was typed with one comma, with `instead` in its place: "5,1" is "5.1"; nothing where it is not that. */
export function withoutComma(typed: string, instead: '.' | ''): string | undefined {
  const text = typed.trim().replace('−', '-');
  return DECIMAL_COMMA.test(text) ? text.replace(',', instead) : undefined;
}
