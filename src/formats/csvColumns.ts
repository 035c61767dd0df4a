import { nearest, quoted } from '#engine/words';
import type { CsvLimits, CsvOptions } from './csvOptions.ts';
import type { ProblemList } from './csvProblems.ts';
import type { TableRow } from './csvTable.ts';

export interface Column {
  readonly name: string;
  readonly index: number; // among the columns of the file, from 0
}

export interface Columns {
  readonly target: Column | null; // null when it cannot be told which one it is
  readonly features: readonly Column[];
}

/** What is asked for, and the delimiter by which the rows would fit the header best. */
type ColumnChoice = Pick<CsvOptions, 'target' | 'features' | 'delimiter'> & {
  readonly delimiterFound: string;
};

/** Which column holds the labels and which are the features. Everything wrong with the header goes to `problems`. */
export function chooseColumns(
  header: TableRow,
  { target, features, delimiter, delimiterFound }: ColumnChoice,
  limits: CsvLimits,
  problems: ProblemList,
): Columns {
  checkHeader(header, limits, problems);
  const columns = header.cells.map((name, index): Column => ({ name, index }));
  if (columns.length < 2) {
    const isOther = delimiter !== undefined && delimiter !== delimiterFound;
    problems.add({
      what: `there is only one column, ${quoted(header.cells[0]!)}`,
      mend: isOther
        ? `the delimiter is ${quoted(delimiter)}, and the rows look separated by ${quoted(delimiterFound)}`
        : 'separate features and label by a comma, semicolon, tab or bar',
      line: header.line,
    });
    return { target: null, features: [] };
  }
  const label =
    target === undefined ? columns[columns.length - 1]! : find(columns, target, 'target', header, problems);
  if (features === undefined) {
    return { target: label, features: label ? columns.filter((column) => column !== label) : [] };
  }
  return { target: label, features: chooseFeatures(columns, features, label, header, problems) };
}

function checkHeader({ cells, line }: TableRow, limits: CsvLimits, problems: ProblemList): void {
  if (cells.length > limits.columns) {
    const what = `there are ${cells.length} columns, more than ${limits.columns}`;
    problems.add({ what, mend: 'keep the columns that are needed', line });
  }
  const firstAt = new Map<string, number>();
  cells.forEach((name, index) => {
    const place = `column ${index + 1}`;
    const earlier = firstAt.get(name);
    if (name === '') {
      problems.add({ what: `${place} has no header`, mend: 'give it a name', line });
    } else if (earlier !== undefined) {
      const what = `columns ${earlier + 1} and ${index + 1} have the same header, ${quoted(name)}`;
      problems.add({ what, mend: 'rename one of them', line });
    } else if (name.length > limits.nameLength) {
      problems.add({
        what: `the header of ${place} has ${name.length} characters`,
        mend: 'shorten it',
        line,
      });
    }
    if (earlier === undefined) firstAt.set(name, index);
  });
}

function chooseFeatures(
  columns: readonly Column[],
  features: readonly string[],
  label: Column | null,
  header: TableRow,
  problems: ProblemList,
): Column[] {
  const chosen = new Set<Column>();
  for (const name of features) {
    const column = find(columns, name, 'feature', header, problems);
    if (column === null) continue;
    if (column === label) {
      const what = `${quoted(name)} is the target and listed as a feature too`;
      problems.add({ what, mend: 'remove it from "features", or name another target' });
    } else if (chosen.has(column)) {
      problems.add({ what: `the feature ${quoted(name)} is listed twice`, mend: 'list it once' });
    }
    chosen.add(column);
  }
  if (features.length === 0) {
    problems.add({ what: 'no feature is listed', mend: 'list at least one column, or leave "features" out' });
  }
  return [...chosen];
}

function find(
  columns: readonly Column[],
  name: string,
  role: 'target' | 'feature',
  header: TableRow,
  problems: ProblemList,
): Column | null {
  const column = columns.find((candidate) => candidate.name === name.trim());
  if (column) return column;
  const names = columns.map((candidate) => candidate.name);
  const alike = nearest(name, names);
  const listed = `the columns are ${names
    .slice(0, 8)
    .map((one) => quoted(one))
    .join(', ')}${names.length > 8 ? ', …' : ''}`;
  problems.add({
    what: `there is no column ${quoted(name)} for the ${role}`,
    mend: alike === undefined ? listed : `did you mean ${quoted(alike)}?`,
    line: header.line,
  });
  return null;
}
