import { MAX_DISTINCT } from '#engine/tableFacts';
import type { ColumnFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';
import { explainCell, isMissing, readNumber } from './csvNumber.ts';
import { MAX_PROBLEMS } from './csvProblems.ts';
import type { FoundProblem, ProblemList } from './csvProblems.ts';
import type { TableRow } from './csvTable.ts';

/** Rows that a column must have before it can be told to be one of words. */
const FEWEST_OF_WORDS = 3;

const LARGE = 1e150; // the square of what is larger is infinite, and so is the standard deviation

/** What a reading does with the missing values of a column. */
export type MissingAre = 'problems' | 'allowed';

/** The cells of one column as they are read, one row after another. */
export class ColumnReader {
  private readonly name: string;
  private readonly index: number;
  private nNumbers = 0;
  private nMissing = 0;
  private nOther = 0;
  private min = Infinity;
  private max = -Infinity;
  private sum = 0;
  private readonly distinct = new Set<string | number>();
  private first: { readonly cell: string; readonly line: number } | null = null;
  private nWords = 0; // cells that are no number, nor an attempt at one
  private readonly problems: FoundProblem[] = []; // the first ones
  private nProblems = 0;
  private nVanished = 0; // numbers too small for a float64, which are 0 then
  private firstVanished: { readonly cell: string; readonly row: TableRow } | null = null;

  /** @param index among the columns of the file, from 0 */
  constructor(name: string, index: number) {
    this.name = name;
    this.index = index;
  }

  /**
   * Reads the column's cell of a row. NaN: there is no number in it, which is kept as a problem unless it is allowed.
   *
   * @param missing whether a missing value is a problem; 'any': no cell is one, as in a column that is not a feature
   */
  read(row: TableRow, missing: MissingAre | 'any'): number {
    const cell = row.cells[this.index]!;
    const value = readNumber(cell);
    this.first ??= { cell, line: row.line };
    const isThere = !Number.isNaN(value) || !isMissing(cell);
    if (isThere && this.distinct.size < MAX_DISTINCT) this.distinct.add(Number.isNaN(value) ? cell : value);
    if (!Number.isNaN(value)) {
      this.nNumbers++;
      this.sum += value;
      if (value < this.min) this.min = value;
      if (value > this.max) this.max = value;
      if (value === 0 && vanishes(cell)) {
        this.nVanished++;
        this.firstVanished ??= { cell, row };
      }
      return value;
    }
    if (isMissing(cell)) this.nMissing++;
    else this.nOther++;
    if (/\p{L}/u.test(cell) && Number.isNaN(Number(cell))) this.nWords++;
    if (missing === 'any' || (missing === 'allowed' && isMissing(cell))) return NaN;
    this.nProblems++;
    if (this.problems.length >= MAX_PROBLEMS) return NaN;
    const { what, mend } = explainCell(cell);
    this.problems.push({ what, mend, line: row.line, row: row.number, column: this.name });
    return NaN;
  }

  /** What is wrong with the column as a feature. One without a single number is one problem, not many. */
  report(problems: ProblemList): void {
    const nCells = this.nNumbers + this.nMissing + this.nOther;
    if (this.first && nCells >= FEWEST_OF_WORDS && this.nWords === nCells && this.nOther > 0) {
      problems.add({
        what: t('no value of this column is a number (the first is {0})', quoted(this.first.cell)),
        mend: t(
          'name it as the target if it holds the labels, leave it out of "features", or write a column of 0 and 1 for each of its words, which is not done here',
        ),
        line: this.first.line,
        column: this.name,
      });
      return;
    }
    problems.addFirst(this.problems, this.nProblems);
  }

  /** Things worth knowing of the column as a feature. @param nUsed rows of the file that are used */
  warn(nUsed: number, warnings: ProblemList): void {
    const { name: column, nVanished, firstVanished } = this;
    if (firstVanished) {
      const { cell, row } = firstVanished;
      const others =
        nVanished === 2
          ? t(', and so is 1 more')
          : nVanished > 2
            ? t(', and so are {0} more', nVanished - 1)
            : '';
      const what = t('{0} is nearer to 0 than any number here, and taken as 0{1}', quoted(cell), others);
      const mend = t('use a unit that gives larger numbers');
      warnings.add({ what, mend, line: row.line, row: row.number, column });
    }
    const { min, max } = this.facts();
    if (min === null || max === null) return;
    if (min === max && nUsed > 1) {
      const what = t('all values are {0}; its scale is taken as 1, and nothing can be learnt from it', min);
      warnings.add({ what, mend: t('leave the column out of "features"'), column });
    }
    if (Math.max(Math.abs(min), Math.abs(max)) > LARGE) {
      const what = t(
        'its values reach {0}, whose square is not a finite number',
        Math.abs(min) > max ? min : max,
      );
      warnings.add({ what, mend: t('use a unit that gives smaller numbers'), column });
    }
  }

  /** The mean of the numbers; NaN where there is none, infinite where their sum is. */
  get mean(): number {
    return this.sum / this.nNumbers;
  }

  facts(): ColumnFacts {
    const { name, nNumbers, nMissing, nOther } = this;
    const figure = (value: number) => (nNumbers > 0 && Number.isFinite(value) ? value : null);
    return {
      name,
      kind: kindOf(nNumbers, nOther),
      nNumbers,
      nMissing,
      nOther,
      min: figure(this.min),
      max: figure(this.max),
      mean: figure(this.mean),
      nDistinct: this.distinct.size,
      distinctIs: this.distinct.size < MAX_DISTINCT ? 'counted' : 'atLeast',
    };
  }
}

/** Has a number that reads as 0 a digit that is not 0? */
function vanishes(cell: string): boolean {
  return /^[^e]*[1-9]/i.test(cell);
}

function kindOf(nNumbers: number, nOther: number): ColumnFacts['kind'] {
  if (nNumbers === 0) return nOther === 0 ? 'empty' : 'text';
  return nOther === 0 ? 'numbers' : 'mixed';
}
