import type { ProblemsFound, TableProblem } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';

/** A problem as the checks state it; what does not apply is left out. */
export interface FoundProblem {
  readonly what: string;
  readonly mend: string;
  readonly line?: number | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** How many problems are kept; the others are counted. */
export const MAX_PROBLEMS = 100;

/** Collects problems in any order and gives back the first of them in the order of the file. */
export class ProblemList {
  private readonly found: FoundProblem[] = [];
  private nFound = 0;

  get total(): number {
    return this.nFound;
  }

  add(problem: FoundProblem): void {
    this.addFirst([problem], 1);
  }

  /** Adds the first of `total` problems of one kind, which come in the order of the file. */
  addFirst(first: readonly FoundProblem[], total: number): void {
    this.nFound += total;
    this.found.push(...first);
    if (this.found.length >= 50 * MAX_PROBLEMS) this.forgetLater();
  }

  /** Forgets everything in favour of what another list holds. */
  startOver({ found, nFound }: ProblemList): void {
    this.found.splice(0, Infinity, ...found);
    this.nFound = nFound;
  }

  reading(): ProblemsFound {
    this.forgetLater();
    return { problems: this.found.map(complete), total: this.nFound };
  }

  private forgetLater(): void {
    this.found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    this.found.length = Math.min(this.found.length, MAX_PROBLEMS);
  }
}

function complete({ what, mend, line, row, column }: FoundProblem): TableProblem {
  const place: string[] = [];
  if (line !== undefined)
    place.push(row === undefined ? t('line {0}', line) : t('line {0} (row {1})', line, row));
  if (column !== undefined) place.push(t('column {0}', quoted(column)));
  const where = place.length > 0 ? `${place.join(', ')}: ` : '';
  return {
    what,
    mend,
    line: line ?? null,
    row: row ?? null,
    column: column ?? null,
    message: `${where}${what}; ${mend}`,
  };
}
