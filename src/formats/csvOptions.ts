import type { Delimiter, MissingPolicy } from '#engine/tableFacts';

/** The largest table that is read. */
export interface CsvLimits {
  readonly bytes: number; // of the file
  readonly rows: number;
  readonly columns: number;
  readonly values: number; // rows × features, and rows × classes: what a run holds in memory
  readonly classes: number;
  readonly nameLength: number; // of a header or a class name, in characters
}

/** A million rows of 4 features and 3 classes fit, and 100,000 of 64. */
export const CSV_LIMITS: CsvLimits = {
  bytes: 256 * 1024 * 1024,
  rows: 1_000_000,
  columns: 1000,
  values: 6_400_000,
  classes: 256,
  nameLength: 1000,
};

export interface CsvOptions {
  readonly name: string; // of the data set
  readonly delimiter?: Delimiter | undefined; // the one that fits the rows best when left out
  readonly target?: string | undefined; // header of the label column; the last column when left out
  readonly features?: readonly string[] | undefined; // headers of the feature columns; all others when left out
  readonly missing?: MissingPolicy | undefined; // what is done with missing values; refused when left out
  readonly limits?: Partial<CsvLimits> | undefined;
  /** Told now and then which part of the text has been read, 0 … 1. */
  readonly progress?: ((share: number) => void) | undefined;
}
