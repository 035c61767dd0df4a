import type { TableFacts } from '#engine/tableFacts';

/** What a data set is called after its file: the name without the ending that every table has. */
export function tableName(file: string): string {
  return file.replace(/\.(?:csv|tsv|txt)$/i, '') || file;
}

/** What was done with the data while it was read, and what is worth knowing of it. Empty where nothing is. */
export function tableNotes({ nRows, dropped, nImputed, warnings }: TableFacts): readonly string[] {
  const notes: string[] = [];
  if (dropped.total > 0) {
    notes.push(
      `${dropped.total} of ${nRows} rows left out, because values are missing in them; those that are left are counted anew, so row numbers are not those of the file`,
    );
  }
  if (nImputed > 0) {
    const values = nImputed === 1 ? 'missing value is' : 'missing values are';
    notes.push(`${nImputed} ${values} replaced by the mean of the column`);
  }
  return [...notes, ...warnings.map(({ message }) => message)];
}
