import { quoted } from '#engine/words';

/** One thing that is wrong with a table. People's counting: lines, rows from 1. */
export interface CsvProblem {
  readonly what: string;
  readonly mend: string; // what to do about it
  readonly line: number | null; // of the file, the header being line 1 where nothing precedes it
  readonly row: number | null; // of the data, the row below the header being row 1
  readonly column: string | null; // header
  /** Place, what and mend in one sentence, without the file's name. */
  readonly message: string;
}

/** A problem as the checks state it; what does not apply is left out. */
export interface FoundProblem {
  readonly what: string;
  readonly mend: string;
  readonly line?: number | undefined;
  readonly row?: number | undefined;
  readonly column?: string | undefined;
}

/** How many problems are kept; the others are counted. */
const MAX_PROBLEMS = 100;

/** Collects problems in any order and gives back the first of them in the order of the file. */
export class ProblemList {
  private readonly found: FoundProblem[] = [];
  private nFound = 0;

  get total(): number {
    return this.nFound;
  }

  add(problem: FoundProblem): void {
    this.nFound++;
    this.found.push(problem);
    if (this.found.length >= 50 * MAX_PROBLEMS) this.forgetLater();
  }

  reading(): { readonly problems: readonly CsvProblem[]; readonly total: number } {
    this.forgetLater();
    return { problems: this.found.map(complete), total: this.nFound };
  }

  private forgetLater(): void {
    this.found.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    this.found.length = Math.min(this.found.length, MAX_PROBLEMS);
  }
}

function complete({ what, mend, line, row, column }: FoundProblem): CsvProblem {
  const place: string[] = [];
  if (line !== undefined) place.push(row === undefined ? `line ${line}` : `line ${line} (row ${row})`);
  if (column !== undefined) place.push(`column ${quoted(column)}`);
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
