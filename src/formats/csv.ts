import type { Dataset } from '#engine/dataset';
import { sortClasses } from '#engine/dataset';
import { quoted } from '#engine/words';
import { chooseColumns } from './csvColumns.ts';
import type { Column, Columns } from './csvColumns.ts';
import { readNumber } from './csvNumber.ts';
import { CSV_LIMITS } from './csvOptions.ts';
import type { CsvLimits, CsvOptions } from './csvOptions.ts';
import { ProblemList } from './csvProblems.ts';
import type { CsvProblem } from './csvProblems.ts';
import { readTable } from './csvTable.ts';
import type { TableRow } from './csvTable.ts';

/** A data set, or all that is wrong with the text: the first problems, in the order of the file, and how many there are. */
export type CsvReading =
  { readonly dataset: Dataset } | { readonly problems: readonly CsvProblem[]; readonly total: number };

/**
 * Reads a CSV text with a header row, one label column and numeric feature columns.
 *
 * White space around a cell does not count; rows without any text are skipped. Headers and class names are any text.
 * Classes are sorted as scikit-learn sorts them. Pure; never throws.
 */
export function readDataset(text: string, options: CsvOptions): CsvReading {
  const limits = { ...CSV_LIMITS, ...options.limits };
  const problems = new ProblemList();
  const [header, ...rows] = readRows(text, limits, problems);
  if (!header) return problems.reading();
  if (looksLikeData(header)) {
    const what = 'the first row holds numbers, as a row of data does, and no names';
    problems.add({ what, mend: 'add a header row above it with a name for each column', line: header.line });
    return problems.reading();
  }
  const columns = chooseColumns(header, options, limits, problems);
  const whole = rows.filter((row) => hasAllCells(row, header, problems));
  const values = readValues(whole, columns, problems);
  const labels =
    columns.target === null ? null : readLabels(whole, rows.length, columns.target, limits, problems);
  if (problems.total > 0 || labels === null) return problems.reading();
  return {
    dataset: { name: options.name, features: columns.features.map(({ name }) => name), ...labels, values },
  };
}

/** All rows of the text, the header first; none when the text is not a table at all. */
function readRows(text: string, limits: CsvLimits, problems: ProblemList): readonly TableRow[] {
  const refuse = (what: string, mend: string, line?: number) => {
    problems.add({ what, mend, line });
    return [];
  };
  if (text.length > limits.characters) {
    const characters = `${text.length} characters, more than ${limits.characters}`;
    return refuse(`the file has ${characters}`, 'keep only the rows and columns that are needed');
  }
  if (text.includes('\0')) {
    return refuse('the file is not plain text (it holds zero bytes)', 'save it as CSV in the encoding UTF-8');
  }
  const { rows, brokenQuotes } = readTable(text);
  for (const { line, kind } of brokenQuotes) {
    const what =
      kind === 'unclosed'
        ? 'a quotation mark is never closed'
        : 'a quotation mark stands inside a quoted cell';
    problems.add({ what, mend: 'close the cell with ", and write a mark inside it twice ("")', line });
  }
  if (brokenQuotes.length > 0) return [];
  if (rows.length === 0) return refuse('the file is empty', 'give it a header row and rows of data');
  const nRows = rows.length - 1;
  if (nRows === 0)
    return refuse('there is a header row and no data', 'add rows of data below it', rows[0]!.line);
  if (nRows > limits.rows) {
    return refuse(`there are ${nRows} rows of data, more than ${limits.rows}`, 'keep a part of them');
  }
  return rows;
}

/** Numbers in all cells but the label's, unless they only count the columns, as some programs name them. */
function looksLikeData({ cells }: TableRow): boolean {
  const numbers = cells.map(readNumber).filter((value) => typeof value === 'number');
  const first = numbers[0] ?? NaN;
  const isCount = Number.isInteger(first) && numbers.every((value, i) => value === first + i);
  return numbers.length >= 2 && numbers.length >= cells.length - 1 && !isCount;
}

function hasAllCells(row: TableRow, header: TableRow, problems: ProblemList): boolean {
  const [nCells, nHeaders] = [row.cells.length, header.cells.length];
  if (nCells === nHeaders) return true;
  const what = `the row has ${nCells} ${nCells === 1 ? 'cell' : 'cells'}, the header has ${nHeaders}`;
  const mend =
    nCells < nHeaders
      ? 'add the missing cells'
      : 'remove the extra cells; put a cell that holds a comma in quotation marks, and write decimals with a point';
  problems.add({ what, mend, line: row.line, row: row.number });
  return false;
}

/** The feature columns of all rows, [nRows × nFeatures]. A column without a single number is one problem, not many. */
function readValues(rows: readonly TableRow[], { features }: Columns, problems: ProblemList): Float64Array {
  const values = new Float64Array(rows.length * features.length);
  features.forEach(({ name, index }, f) => {
    if (isTextColumn(rows, index)) {
      problems.add({
        what: `no value of this column is a number (the first is ${quoted(rows[0]!.cells[index]!)})`,
        mend: 'name it as the target if it holds the labels, or leave it out of "features"',
        line: rows[0]!.line,
        column: name,
      });
      return;
    }
    rows.forEach((row, i) => {
      const value = readNumber(row.cells[index]!);
      if (typeof value === 'number') values[i * features.length + f] = value;
      else problems.add({ ...value, line: row.line, row: row.number, column: name });
    });
  });
  return values;
}

/** Words in every row: no number, and no attempt at one. */
function isTextColumn(rows: readonly TableRow[], index: number): boolean {
  return (
    rows.length > 2 && rows.every(({ cells }) => /\p{L}/u.test(cells[index]!) && isNaN(Number(cells[index])))
  );
}

/** @param nRows of the file, those that are not whole included: whether all have one label is seen only if all are whole */
function readLabels(
  rows: readonly TableRow[],
  nRows: number,
  { name, index }: Column,
  limits: CsvLimits,
  problems: ProblemList,
): Pick<Dataset, 'classes' | 'labels'> {
  const texts = rows.map((row) => row.cells[index]!);
  rows.forEach((row, i) => {
    const place = { line: row.line, row: row.number, column: name };
    if (texts[i] === '') {
      problems.add({ what: 'the label is missing', mend: 'fill it in, or delete the row', ...place });
    } else if (texts[i]!.length > limits.nameLength) {
      problems.add({ what: `the label has ${texts[i]!.length} characters`, mend: 'shorten it', ...place });
    }
  });
  const given = texts.filter((label) => label !== '');
  const distinct = new Set(given);
  if (distinct.size === 1 && given.length === nRows) {
    const what = `all rows have the same label, ${quoted([...distinct].join())}`;
    problems.add({ what, mend: 'add rows of another class, or name another target column', column: name });
  }
  if (distinct.size > limits.classes) {
    const what = `the column holds ${distinct.size} different labels, more than ${limits.classes}`;
    const mend = 'if it holds measurements, name the column with the labels as target';
    problems.add({ what, mend, column: name });
  }
  const classes = problems.total === 0 ? sortClasses(distinct) : [];
  const positions = new Map(classes.map((label, i) => [label, i]));
  return { classes, labels: Int32Array.from(texts, (label) => positions.get(label) ?? 0) };
}
