/** The largest table that is read. */
export interface CsvLimits {
  readonly characters: number;
  readonly rows: number;
  readonly columns: number;
  readonly classes: number;
  readonly nameLength: number; // of a header or a class name, in characters
}

export const CSV_LIMITS: CsvLimits = {
  characters: 64 * 1024 * 1024,
  rows: 100_000,
  columns: 1000,
  classes: 100,
  nameLength: 1000,
};

export interface CsvOptions {
  readonly name: string; // of the data set
  readonly target?: string | undefined; // header of the label column; the last column when left out
  readonly features?: readonly string[] | undefined; // headers of the feature columns; all others when left out
  readonly limits?: Partial<CsvLimits> | undefined;
}
