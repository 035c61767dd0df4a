import type { Dataset } from '#engine/dataset';
import type { Delimiter } from '#engine/tableFacts';

export interface CsvStyle {
  readonly delimiter?: Delimiter; // a comma when left out
  readonly newline?: '\n' | '\r\n' | '\r';
  /**
   * `escaped`: text that a spreadsheet would take for a formula (= + - @ first) gets an apostrophe before it, so that it
   * does nothing there. Such text is not read back as it was.
   */
  readonly formulas?: 'kept' | 'escaped';
}

/** Rows of cells as CSV text. Numbers have the digits that give them back exactly; text is quoted where it must be. */
export function writeCsv(rows: readonly (readonly (string | number)[])[], style: CsvStyle = {}): string {
  const { delimiter = ',', newline = '\n', formulas = 'kept' } = style;
  const written = (cell: string | number): string => {
    if (typeof cell === 'number') return Object.is(cell, -0) ? '-0' : String(cell);
    return quotedCell(formulas === 'escaped' ? harmless(cell) : cell);
  };
  return rows.map((row) => row.map(written).join(delimiter) + newline).join('');
}

/** A data set as the table that `readDataset` makes it of again, the labels in the last column. */
export function writeDataset(dataset: Dataset, target: string, style: CsvStyle = {}): string {
  const { features, classes, values, labels } = dataset;
  const nFeatures = features.length;
  const rows = Array.from(labels, (label, row): (string | number)[] => [
    ...values.subarray(row * nFeatures, (row + 1) * nFeatures),
    classes[label]!,
  ]);
  return writeCsv([[...features, target], ...rows], style);
}

/** Quoted unless it is of letters, digits and signs that mean nothing in CSV, whatever the delimiter. */
function quotedCell(text: string): string {
  return /^[\p{L}\p{N}_.:()+-](?:[\p{L}\p{N}_.:()+ -]*[\p{L}\p{N}_.:()+-])?$/u.test(text)
    ? text
    : `"${text.replaceAll('"', '""')}"`;
}

function harmless(text: string): string {
  return /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(text) ? `'${text}` : text;
}
