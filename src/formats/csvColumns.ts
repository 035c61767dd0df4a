import { t } from '#engine/translation';
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
      what: t('there is only one column, {0}', quoted(header.cells[0]!)),
      mend: isOther
        ? t(
            'the delimiter is {0}, and the rows look separated by {1}',
            quoted(delimiter),
            quoted(delimiterFound),
          )
        : t('separate features and label by a comma, semicolon, tab or bar'),
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
  const firstAt = new Map<string, number>();
  cells.forEach((name, index) => {
    const place = t('column {0}', index + 1);
    const earlier = firstAt.get(name);
    if (name === '') {
      problems.add({ what: t('{0} has no header', place), mend: t('give it a name'), line });
    } else if (earlier !== undefined) {
      const what = t('columns {0} and {1} have the same header, {2}', earlier + 1, index + 1, quoted(name));
      problems.add({ what, mend: t('rename one of them'), line });
    } else if (name.length > limits.nameLength) {
      problems.add({
        what: t('the header of {0} has {1} characters', place, name.length),
        mend: t('shorten it'),
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
      const what = t('{0} is the target and listed as a feature too', quoted(name));
      problems.add({ what, mend: t('remove it from "features", or name another target') });
    } else if (chosen.has(column)) {
      problems.add({ what: t('the feature {0} is listed twice', quoted(name)), mend: t('list it once') });
    }
    chosen.add(column);
  }
  if (features.length === 0) {
    problems.add({
      what: t('no feature is listed'),
      mend: t('list at least one column, or leave "features" out'),
    });
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
  const listed = t(
    'the columns are {0}{1}',
    names
      .slice(0, 8)
      .map((one) => quoted(one))
      .join(', '),
    names.length > 8 ? ', …' : '',
  );
  problems.add({
    what:
      role === 'target'
        ? t('there is no column {0} for the target', quoted(name))
        : t('there is no column {0} for the feature', quoted(name)),
    mend: alike === undefined ? listed : t('did you mean {0}?', quoted(alike)),
    line: header.line,
  });
  return null;
}
