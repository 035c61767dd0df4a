/** What may separate the cells of a table. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** What is done with a missing value: the table is refused, its row is left out, or the column's mean takes its place. */
export const MISSING_POLICIES = ['refuse', 'dropRows', 'imputeMean'] as const;
export type MissingPolicy = (typeof MISSING_POLICIES)[number];

/** One thing that is wrong with a table, or worth knowing. People's counting: lines, rows from 1. */
export interface TableProblem {
  readonly what: string;
  readonly mend: string; // what to do about it
  readonly line: number | null; // of the file, the header being line 1 where nothing precedes it
  readonly row: number | null; // of the data, the row below the header being row 1
  readonly column: string | null; // header
  /** Place, what and mend in one sentence, without the file's name. */
  readonly message: string;
}

/** The first of some problems, in the order of the file, and how many there are. */
export interface ProblemsFound {
  readonly problems: readonly TableProblem[];
  readonly total: number;
}

/** What the cells of one column are. Its figures are of its numbers alone. */
export interface ColumnFacts {
  readonly name: string; // header
  readonly kind: 'numbers' | 'text' | 'mixed' | 'empty'; // of what is there
  readonly nNumbers: number;
  readonly nMissing: number;
  readonly nOther: number; // neither a number nor missing
  readonly min: number | null; // null without a number
  readonly max: number | null;
  readonly mean: number | null;
  readonly nDistinct: number;
  readonly distinctIs: 'counted' | 'atLeast'; // counting ends at MAX_DISTINCT
}

/** Different values of a column are counted up to here. */
export const MAX_DISTINCT = 1000;

/** What was found in a table, whether it can be trained on or not. */
export interface TableFacts {
  readonly delimiter: Delimiter; // by which it was taken apart
  readonly delimiterFound: Delimiter; // by which its rows fit its header best
  readonly columns: readonly ColumnFacts[];
  readonly target: string | null; // header of the label column; null when it cannot be told which one it is
  readonly features: readonly string[];
  readonly nRows: number; // of data in the file
  readonly classes: readonly ClassCount[]; // of the rows that are used, in the order of the data set
  readonly dropped: ProblemsFound; // rows that were left out, and why
  readonly nImputed: number; // values that a mean took the place of
  readonly warnings: readonly TableProblem[];
  readonly firstRows: readonly (readonly string[])[]; // cells as they stand in the file, long ones cut
}

export interface ClassCount {
  readonly name: string;
  readonly nRows: number;
}
