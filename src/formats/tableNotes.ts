import type { TableFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';

/** What a data set is called after its file: the name without the ending that every table has. */
export function tableName(file: string): string {
  return file.replace(/\.(?:csv|tsv|txt)$/i, '') || file;
}

/** What was done with the data while it was read, and what is worth knowing of it. Empty where nothing is. */
export function tableNotes({ nRows, dropped, nImputed, warnings }: TableFacts): readonly string[] {
  const notes: string[] = [];
  if (dropped.total > 0) {
    notes.push(
      t(
        '{0} of {1} rows left out, because values are missing in them; those that are left are counted anew, so row numbers are not those of the file',
        dropped.total,
        nRows,
      ),
    );
  }
  if (nImputed > 0) {
    notes.push(
      nImputed === 1
        ? t('1 missing value is replaced by the mean of the column')
        : t('{0} missing values are replaced by the mean of the column', nImputed),
    );
  }
  return [...notes, ...warnings.map(({ message }) => message)];
}
