import { DELIMITERS } from '#engine/tableFacts';
import type { ClassCount, ColumnFacts, ProblemsFound, TableFacts, TableProblem } from '#engine/tableFacts';
import { checkIndex, checkObject, checkText } from './guards.ts';

/** More problems, columns, classes or cells than a reading gives. */
const MAX_LISTED = 1_000_000;

const KINDS: readonly ColumnFacts['kind'][] = ['numbers', 'text', 'mixed', 'empty'];

/** What was found in a table, in new objects. @throws TypeError that names the first part of a wrong shape */
export function checkFacts(value: unknown): TableFacts {
  const facts = checkObject(value, 'preview.facts');
  const at = (name: string) => `preview.facts.${name}`;
  const list = <Part>(name: string, check: (part: unknown, name: string) => Part) =>
    checkList(facts[name], at(name), check);
  const { target } = facts;
  return {
    delimiter: checkOneOf(facts['delimiter'], at('delimiter'), DELIMITERS),
    delimiterFound: checkOneOf(facts['delimiterFound'], at('delimiterFound'), DELIMITERS),
    columns: list('columns', checkColumn),
    target: target === null ? null : checkText(target, at('target')),
    features: list('features', checkText),
    nRows: checkIndex(facts['nRows'], at('nRows')),
    classes: list('classes', checkClass),
    dropped: checkProblems(facts['dropped'], at('dropped')),
    nImputed: checkIndex(facts['nImputed'], at('nImputed')),
    warnings: list('warnings', checkProblem),
    firstRows: list('firstRows', (row, name) => checkList(row, name, checkText)),
  };
}

/** The first of some problems, and how many there are, in new objects. @throws TypeError */
export function checkProblems(value: unknown, name: string): ProblemsFound {
  const { problems, total } = checkObject(value, name);
  return {
    problems: checkList(problems, `${name}.problems`, checkProblem),
    total: checkIndex(total, `${name}.total`),
  };
}

function checkProblem(value: unknown, name: string): TableProblem {
  const { what, mend, line, row, column, message } = checkObject(value, name);
  return {
    what: checkText(what, `${name}.what`),
    mend: checkText(mend, `${name}.mend`),
    line: line === null ? null : checkIndex(line, `${name}.line`),
    row: row === null ? null : checkIndex(row, `${name}.row`),
    column: column === null ? null : checkText(column, `${name}.column`),
    message: checkText(message, `${name}.message`),
  };
}

function checkColumn(value: unknown, name: string): ColumnFacts {
  const column = checkObject(value, name);
  const count = (key: string) => checkIndex(column[key], `${name}.${key}`);
  const figure = (key: string) => (column[key] === null ? null : checkNumber(column[key], `${name}.${key}`));
  return {
    name: checkText(column['name'], `${name}.name`),
    kind: checkOneOf(column['kind'], `${name}.kind`, KINDS),
    nNumbers: count('nNumbers'),
    nMissing: count('nMissing'),
    nOther: count('nOther'),
    min: figure('min'),
    max: figure('max'),
    mean: figure('mean'),
    nDistinct: count('nDistinct'),
    distinctIs: checkOneOf(column['distinctIs'], `${name}.distinctIs`, ['counted', 'atLeast']),
  };
}

function checkClass(value: unknown, name: string): ClassCount {
  const { name: label, nRows } = checkObject(value, name);
  return { name: checkText(label, `${name}.name`), nRows: checkIndex(nRows, `${name}.nRows`) };
}

function checkList<Part>(
  value: unknown,
  name: string,
  check: (part: unknown, name: string) => Part,
): readonly Part[] {
  if (!Array.isArray(value) || value.length > MAX_LISTED) {
    throw new TypeError(`${name} must be a list of at most ${MAX_LISTED} entries`);
  }
  return Array.from(value, (part: unknown) => check(part, `${name}[]`));
}

function checkOneOf<Value extends string>(value: unknown, name: string, known: readonly Value[]): Value {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new TypeError(`${name} is none of those known`);
  return found;
}

function checkNumber(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number`);
  return value;
}
