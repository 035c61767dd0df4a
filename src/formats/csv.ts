import type { Dataset } from '#engine/dataset';
import type { ProblemsFound, TableFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { chooseColumns } from './csvColumns.ts';
import { readNumber } from './csvNumber.ts';
import { CSV_LIMITS } from './csvOptions.ts';
import type { CsvLimits, CsvOptions } from './csvOptions.ts';
import { ProblemList } from './csvProblems.ts';
import { RowReader } from './csvRows.ts';
import { findDelimiter, scanTable, unify } from './csvTable.ts';
import type { BrokenQuotes, TableRow } from './csvTable.ts';

/** A data set, or all that is wrong with the text; and what was found in it, unless it is no table at all. */
export type CsvReading =
  | { readonly dataset: Dataset; readonly facts: TableFacts }
  | (ProblemsFound & { readonly facts: TableFacts | null });

/**
 * Reads a CSV text with a header row, one label column and numeric feature columns.
 *
 * White space around a cell does not count; rows without any text are skipped. Headers and class names are any text.
 * Classes are sorted as scikit-learn sorts them. Pure; never throws.
 */
export function readDataset(text: string, options: CsvOptions): CsvReading {
  const limits = { ...CSV_LIMITS, ...options.limits };
  const problems = new ProblemList();
  if (!isText(text, limits, problems)) return { ...problems.reading(), facts: null };
  const unified = unify(text);
  const delimiterFound = findDelimiter(unified);
  const delimiter = options.delimiter ?? delimiterFound;
  const scan = new Scan({ ...options, delimiterFound }, limits, problems);
  scanTable(unified, delimiter, scan);
  const dataset = scan.finish();
  const facts = scan.rows && { delimiter, delimiterFound, ...scan.rows.facts() };
  return dataset && facts ? { dataset, facts } : { ...problems.reading(), facts };
}

function isText(text: string, limits: CsvLimits, problems: ProblemList): boolean {
  if (text.length > limits.bytes) {
    const what = t('the file has {0} characters, more than {1}', text.length, limits.bytes);
    problems.add({ what, mend: t('keep only the rows and columns that are needed') });
  } else if (text.includes('\0')) {
    const what = t('the file is not plain text (it holds zero bytes)');
    problems.add({ what, mend: t('save it as CSV in the encoding UTF-8') });
  }
  return problems.total === 0;
}

/** One way through the rows of a text: the header first, then the data, as far as the header allows it. */
class Scan {
  rows: RowReader | null = null;
  private readonly options: CsvOptions & { readonly delimiterFound: string };
  private readonly limits: CsvLimits;
  private readonly problems: ProblemList;
  private readonly broken = new ProblemList();
  private header: TableRow | null = null;
  private nRows = 0;

  constructor(options: Scan['options'], limits: CsvLimits, problems: ProblemList) {
    this.options = options;
    this.limits = limits;
    this.problems = problems;
  }

  row(row: TableRow): 'more' | 'enough' {
    if (this.header) {
      this.nRows++;
      return this.rows?.add(row) ?? 'enough';
    }
    this.header = row;
    if (looksLikeData(row)) {
      const what = t('the first row holds numbers, as a row of data does, and no names');
      const mend = t('add a header row above it with a name for each column');
      this.problems.add({ what, mend, line: row.line });
      return 'enough';
    }
    if (row.cells.length > this.limits.columns) {
      const what = t('there are {0} columns, more than {1}', row.cells.length, this.limits.columns);
      this.problems.add({ what, mend: t('keep the columns that are needed'), line: row.line });
      return 'enough';
    }
    const columns = chooseColumns(row, this.options, this.limits, this.problems);
    const { missing = 'refuse' } = this.options;
    this.rows = new RowReader(row, columns, this.limits, missing, this.problems);
    return 'more';
  }

  brokenQuotes({ line, kind }: BrokenQuotes): void {
    const what =
      kind === 'unclosed'
        ? t('a quotation mark is never closed')
        : t('a quotation mark stands inside a quoted cell');
    this.broken.add({ what, mend: t('close the cell with ", and write a mark inside it twice ("")'), line });
  }

  progress(share: number): void {
    this.options.progress?.(share);
  }

  /** The data set, unless something is wrong, which is in the problems then. */
  finish(): Dataset | null {
    const { problems, header, broken } = this;
    if (broken.total > 0) {
      problems.startOver(broken); // where the quotes are wrong, so are the cells
      this.rows = null;
      return null;
    }
    if (!header) {
      problems.add({ what: t('the file is empty'), mend: t('give it a header row and rows of data') });
    } else if (this.rows && this.nRows === 0) {
      const what = t('there is a header row and no data');
      if (problems.total === 0)
        problems.add({ what, mend: t('add rows of data below it'), line: header.line });
    } else if (this.rows) {
      return this.rows.finish(this.options.name);
    }
    return null;
  }
}

/** Numbers in all cells but the label's, unless they only count the columns, as some programs name them. */
function looksLikeData({ cells }: TableRow): boolean {
  const numbers = cells.map(readNumber).filter((value) => !Number.isNaN(value));
  const first = numbers[0] ?? NaN;
  const isCount = Number.isInteger(first) && numbers.every((value, i) => value === first + i);
  return numbers.length >= 2 && numbers.length >= cells.length - 1 && !isCount;
}
