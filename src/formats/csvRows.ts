import type { Dataset } from '#engine/dataset';
import type { TableFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { quoted } from '#engine/words';
import { ColumnReader } from './csvColumn.ts';
import type { Columns } from './csvColumns.ts';
import { isMissing, readNumber } from './csvNumber.ts';
import { LabelReader } from './csvLabels.ts';
import type { CsvLimits, CsvOptions } from './csvOptions.ts';
import { ProblemList } from './csvProblems.ts';
import type { TableRow } from './csvTable.ts';
import { FloatList } from './floatList.ts';

const SHOWN_ROWS = 20;
const SHOWN_CELL = 200; // characters
const SHOWN_NAMES = 5; // in a sentence

/** Makes a data set of the rows of a table as they come; only numbers are kept of them, not their texts. */
export class RowReader {
  private readonly header: TableRow;
  private readonly columns: Columns;
  private readonly limits: CsvLimits;
  private readonly missing: NonNullable<CsvOptions['missing']>;
  private readonly problems: ProblemList;
  private readonly readers: readonly ColumnReader[]; // of all columns of the file
  private readonly features: readonly ColumnReader[];
  private readonly others: readonly ColumnReader[];
  private readonly labels: LabelReader | null;
  private readonly values = new FloatList();
  private readonly gaps: number[] = []; // positions in `values` that a mean takes
  private readonly dropped = new ProblemList();
  private readonly firstRows: string[][] = [];
  private readonly mostRows: number;
  private nRows = 0;
  private nRagged = 0;

  constructor(
    header: TableRow,
    columns: Columns,
    limits: CsvLimits,
    missing: NonNullable<CsvOptions['missing']>,
    problems: ProblemList,
  ) {
    this.header = header;
    this.columns = columns;
    this.limits = limits;
    this.missing = missing;
    this.problems = problems;
    this.readers = header.cells.map((name, index) => new ColumnReader(name, index));
    this.features = columns.features.map(({ index }) => this.readers[index]!);
    this.others = this.readers.filter((reader) => !this.features.includes(reader));
    const { target } = columns;
    this.labels = target && new LabelReader(target.name, target.index, limits);
    this.mostRows = Math.min(limits.rows, Math.floor(limits.values / Math.max(1, this.features.length)));
  }

  /** Takes the next row. @returns whether the rows after it are wanted too */
  add(row: TableRow): 'more' | 'enough' {
    this.nRows++;
    if (this.hasTooMany) {
      this.refuseRows();
      return 'enough';
    }
    if (this.firstRows.length < SHOWN_ROWS) this.firstRows.push(row.cells.map((cell) => shortened(cell)));
    if (!this.isWhole(row)) return 'more';
    for (const other of this.others) other.read(row, 'any');
    const from = this.values.length;
    for (const feature of this.features) {
      const value = feature.read(row, this.missing === 'refuse' ? 'problems' : 'allowed');
      if (Number.isNaN(value)) this.gaps.push(this.values.length);
      this.values.push(value);
    }
    if (this.missing === 'dropRows' && this.drop(row, from)) return 'more';
    this.labels?.read(row, this.problems);
    return 'more';
  }

  /** The data set, unless something is wrong, which is in the problems then. */
  finish(name: string): Dataset | null {
    const { problems, features, labels } = this;
    if (this.hasTooMany) return null;
    for (const feature of features) feature.report(problems);
    labels?.report(this.nRagged === 0 && this.nDropped === 0 ? 'whole' : 'some', problems);
    if (this.missing === 'imputeMean' && problems.total === 0) this.impute();
    if (labels && problems.total === 0) this.checkSize(labels);
    if (!labels || problems.total > 0) return null;
    const values = this.values.toArray();
    return { name, features: this.columns.features.map((column) => column.name), ...labels.labels(), values };
  }

  facts(): Omit<TableFacts, 'delimiter' | 'delimiterFound'> {
    return {
      columns: this.readers.map((reader) => reader.facts()),
      target: this.columns.target?.name ?? null,
      features: this.columns.features.map(({ name }) => name),
      nRows: this.nRows,
      classes: this.labels?.classCounts() ?? [],
      dropped: this.dropped.reading(),
      nImputed: this.missing === 'imputeMean' ? this.gaps.length : 0,
      warnings: this.warnings(),
      firstRows: this.firstRows,
    };
  }

  private get hasTooMany(): boolean {
    return this.nRows > this.mostRows;
  }

  private get nDropped(): number {
    return this.dropped.total;
  }

  private refuseRows(): void {
    const { limits, mostRows, features } = this;
    const most =
      mostRows === limits.rows
        ? t('the most that can be read')
        : t('the most with {0} features ({1} values in all)', features.length, limits.values);
    const what = t('there are more than {0} rows of data, {1}', mostRows, most);
    this.problems.add({ what, mend: t('keep a part of them') });
  }

  private isWhole({ cells, line, number }: TableRow): boolean {
    const [nCells, nHeaders] = [cells.length, this.header.cells.length];
    if (nCells === nHeaders) return true;
    this.nRagged++;
    const what =
      nCells === 1
        ? t('the row has 1 cell, the header has {0}', nHeaders)
        : t('the row has {0} cells, the header has {1}', nCells, nHeaders);
    const mend =
      nCells < nHeaders
        ? t('add the missing cells')
        : t(
            'remove the extra cells; put a cell that holds a comma in quotation marks, and write decimals with a point',
          );
    this.problems.add({ what, mend, line, row: number });
    return false;
  }

  /** Takes a row with something missing back out. A cell that is neither there nor missing is a problem already. */
  private drop(row: TableRow, from: number): boolean {
    const hasLabel = this.labels?.has(row) ?? true;
    if (this.gaps.length === 0 && hasLabel) return false;
    const columns = this.gaps.map((at) => this.columns.features[at - from]!.name);
    const [first, ...more] = hasLabel ? columns : [...columns, this.columns.target?.name ?? ''];
    this.gaps.length = 0;
    this.values.truncate(from);
    this.dropped.add({
      what:
        more.length === 0
          ? t('the row is left out, its value is missing')
          : t('the row is left out, its values in {0} columns are missing', more.length + 1),
      mend: t('fill it in to keep the row'),
      line: row.line,
      row: row.number,
      column: first,
    });
    return true;
  }

  private impute(): void {
    this.columns.features.forEach(({ name }, f) => {
      const { mean } = this.features[f]!;
      if (Number.isFinite(mean)) return;
      const what = Number.isNaN(mean)
        ? t('no value of this column is there, so it has no mean')
        : t('the values of this column are too large to have a mean');
      this.problems.add({ what, mend: t('leave the column out of "features"'), column: name });
    });
    const nFeatures = this.features.length;
    for (const at of this.gaps) this.values.set(at, this.features[at % nFeatures]!.mean);
  }

  /** What a run needs beside the values: a target for each row and class. And rows that are left to train on. */
  private checkSize(labels: LabelReader): void {
    const { classes, labels: ofRows } = labels.labels();
    if (ofRows.length * classes.length > this.limits.values) {
      this.problems.add({
        what: t(
          '{0} rows × {1} classes are more than {2} targets',
          ofRows.length,
          classes.length,
          this.limits.values,
        ),
        mend: t('keep a part of the rows, or fewer classes'),
      });
    }
    if (ofRows.length < 2 || classes.length < 2) {
      const ofClasses = classes.length === 1 ? t('1 class') : t('{0} classes', classes.length);
      this.problems.add({
        what:
          ofRows.length === 1
            ? t('only 1 row of {0} is left when rows with missing values are dropped', ofClasses)
            : t(
                'only {0} rows of {1} are left when rows with missing values are dropped',
                ofRows.length,
                ofClasses,
              ),
        mend: t('fill in missing values, or have them imputed'),
      });
    }
  }

  private warnings(): TableFacts['warnings'] {
    const warnings = new ProblemList();
    const nUsed = this.nRows - this.nDropped;
    this.warnOfHeader(warnings);
    for (const feature of this.features) feature.warn(nUsed, warnings);
    this.warnOfMeasurements(warnings);
    this.labels?.warn(warnings);
    return warnings.reading().problems;
  }

  /** Where the names of all features are numbers, the header may be a row of data. */
  private warnOfHeader(warnings: ProblemList): void {
    const names = this.columns.features.map(({ name }) => name);
    const isNumber = (name: string) => !Number.isNaN(readNumber(name));
    if (!names.some(isNumber) || !names.every((name) => isNumber(name) || isMissing(name))) return;
    const { cells, line } = this.header;
    const shown = cells.slice(0, SHOWN_NAMES).map((cell) => quoted(cell, 20));
    const what = t(
      'the first line is taken as header: {0}{1}',
      shown.join(', '),
      cells.length > shown.length ? ', …' : '',
    );
    warnings.add({ what, mend: t('if it is data, add a header line above it'), line });
  }

  private warnOfMeasurements(warnings: ProblemList): void {
    const { target } = this.columns;
    if (!target) return;
    const { kind, nDistinct } = this.readers[target.index]!.facts();
    if (nDistinct <= 20 || nDistinct * 5 <= this.nRows) return;
    const are = kind === 'numbers' ? t('numbers, as measurements are') : t('labels of few rows each');
    const mend = t('name the column with the labels as target, if it is another');
    warnings.add({ what: t('it holds {0} different {1}', nDistinct, are), mend, column: target.name });
  }
}

function shortened(cell: string): string {
  return cell.length <= SHOWN_CELL ? cell : `${cell.slice(0, SHOWN_CELL - 1)}…`;
}
