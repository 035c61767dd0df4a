import type { Dataset } from '#engine/dataset';
import { sortClasses } from '#engine/dataset';
import type { ClassCount } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';
import { isMissing } from './csvNumber.ts';
import type { CsvLimits } from './csvOptions.ts';
import type { ProblemList } from './csvProblems.ts';
import type { TableRow } from './csvTable.ts';

/** The labels as they are read: each different text once, and which of them each row has. */
export class LabelReader {
  private readonly name: string;
  private readonly index: number;
  private readonly limits: CsvLimits;
  private readonly codes = new Map<string, number>();
  private readonly counts: number[] = []; // by code
  private readonly ofRows: number[] = []; // codes
  private isComplete = true;

  /** @param index of the label column among the columns of the file, from 0 */
  constructor(name: string, index: number, limits: CsvLimits) {
    this.name = name;
    this.index = index;
    this.limits = limits;
  }

  /** Is there a label in this row? "NA" and "None" are names of classes, which only an empty cell is not. */
  has({ cells }: TableRow): boolean {
    return cells[this.index] !== '';
  }

  read(row: TableRow, problems: ProblemList): void {
    const label = row.cells[this.index]!;
    const place = { line: row.line, row: row.number, column: this.name };
    if (label === '') {
      this.isComplete = false;
      problems.add({ what: t('the label is missing'), mend: t('fill it in, or delete the row'), ...place });
      return;
    }
    if (label.length > this.limits.nameLength) {
      problems.add({
        what: t('the label has {0} characters', label.length),
        mend: t('shorten it'),
        ...place,
      });
    }
    let code = this.codes.get(label);
    if (code === undefined) {
      code = this.codes.size;
      if (code <= this.limits.classes) this.codes.set(label, code); // one too many is enough to know
      this.counts[code] = 0;
    }
    this.counts[code] = (this.counts[code] ?? 0) + 1;
    this.ofRows.push(code);
  }

  /** @param rows `whole`: all rows of the file have been read, so that their labels can be judged together */
  report(rows: 'whole' | 'some', problems: ProblemList): void {
    const { name, codes, limits } = this;
    const [only] = codes.keys();
    if (codes.size === 1 && only !== undefined && rows === 'whole' && this.isComplete) {
      const what = t('all rows have the same label, {0}', quoted(only));
      problems.add({
        what,
        mend: t('add rows of another class, or name another target column'),
        column: name,
      });
    }
    if (codes.size > limits.classes) {
      const what = t('the column holds more than {0} different labels', limits.classes);
      const mend = t('if it holds measurements, name the column with the labels as target');
      problems.add({ what, mend, column: name });
    }
  }

  /** Things worth knowing that keep nothing from being trained. */
  warn(warnings: ProblemList): void {
    const alone = [...this.codes].filter(([, code]) => this.counts[code] === 1).map(([label]) => label);
    if (alone.length > 0) {
      const others = alone.length > 1 ? t(' and {0} more', alone.length - 1) : '';
      warnings.add({
        what: t(
          'the class {0}{1} has a single row, which is in the training or in the test part',
          quoted(alone[0] ?? ''),
          others,
        ),
        mend: t('add rows of it; the split cannot be stratified'),
        column: this.name,
      });
    }
    const unlike = [...this.codes.keys()].filter(isMissing);
    if (unlike.length > 0) {
      warnings.add({
        what: t('{0} is taken as the name of a class', quoted(unlike[0] ?? '')),
        mend: t('leave the cell empty if it means that the label is missing'),
        column: this.name,
      });
    }
  }

  labels(): Pick<Dataset, 'classes' | 'labels'> {
    const classes = sortClasses(this.codes.keys());
    const positions = Int32Array.from(classes, () => 0);
    classes.forEach((label, position) => (positions[this.codes.get(label) ?? 0] = position));
    return { classes, labels: Int32Array.from(this.ofRows, (code) => positions[code]!) };
  }

  classCounts(): readonly ClassCount[] {
    return sortClasses(this.codes.keys()).map((name) => ({
      name,
      nRows: this.counts[this.codes.get(name) ?? 0] ?? 0,
    }));
  }
}
