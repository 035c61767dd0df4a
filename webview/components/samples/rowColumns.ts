import type { CellAddress } from '#engine/arrays';
import { splitUnit } from '#engine/dataset';
import { rowLoss } from '#engine/loss';
import { NO_CLASS } from '#engine/metrics';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { exact, fixed, plain, whole } from '../../format.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { Shown, ShownRun } from '../../run.ts';
import { columnWidth, headLines } from '../columnWidth.ts';

/** What the list is read from: a run at the epoch shown, and how much of its past has been read. */
export interface RowsNow {
  readonly shown: Shown | null;
  readonly nRead: number;
}

export interface RowColumn {
  readonly id: string;
  readonly head: readonly string[]; // its lines
  readonly name: string; // in full
  readonly width: number; // CSS pixels
  readonly kind: 'number' | 'class' | 'word';
  /** What rows are ordered by, for a class its index; NaN where there is none. */
  readonly value: (now: RowsNow, row: number) => number;
  readonly text: (value: number) => string;
  readonly exact: (value: number) => string;
  /** The feature or class that the column is about. */
  readonly unit: { readonly layer: number; readonly index: number } | null;
  /** The number whose arithmetic a click opens. */
  readonly address: ((row: number) => CellAddress) | null;
}

/** The columns of the list of rows, in the order they are read: which row, its verdict, what went in, what came out. */
export function rowColumns(run: ShownRun): RowColumn[] {
  const { dataset, split } = run.experiment;
  const features = dataset.features.map((_, i) => featureColumn(run, i));
  const probabilities = dataset.classes.map((_, k) => probabilityColumn(run, k));
  const isTest = new Uint8Array(dataset.labels.length);
  for (const row of split.test) isTest[row] = 1;
  const set: RowColumn = {
    ...PLAIN,
    id: 'set',
    head: [t('set')],
    name: t('test or training row'),
    width: 38,
    kind: 'word',
    value: (_, row) => isTest[row]!,
    text: (value) => (value ? t('test') : t('train')),
  };
  return [
    rowColumn(run),
    ...(split.train === split.test ? [] : [set]),
    classColumn(run, 'class', [t('class')], t('actual class'), (_, row) => dataset.labels[row]!),
    classColumn(
      run,
      'read',
      t('read/as').split('/'),
      t('predicted class at this epoch'),
      ({ shown }, row) => {
        const predicted = shown?.predicted[row] ?? NO_CLASS;
        return predicted === NO_CLASS ? NaN : predicted;
      },
    ),
    verdictColumn(run),
    sinceColumn(run),
    ...features,
    ...probabilities,
    lossColumn(run),
    flipsColumn(run),
  ];
}

/** A column whose values lead nowhere. */
const PLAIN = { exact: () => '', unit: null, address: null } as const;

function rowColumn({ experiment }: ShownRun): RowColumn {
  const longest = String(rowNumber(experiment, experiment.nRows - 1)).length;
  return {
    ...PLAIN,
    id: 'row',
    head: [t('row')],
    name: t('row of the data, counted from 1'),
    width: Math.max(34, 8 + 7 * longest),
    kind: 'number',
    value: (_, row) => row,
    text: (row) => String(rowNumber(experiment, row)),
  };
}

function verdictColumn({ experiment }: ShownRun): RowColumn {
  return {
    ...PLAIN,
    id: 'verdict',
    head: [t('verdict')],
    name: t('right or wrong at this epoch'),
    width: 54,
    kind: 'word',
    value: ({ shown }, row) =>
      shown ? Number(shown.predicted[row] !== experiment.dataset.labels[row]) : NaN,
    text: (wrong) => (Number.isNaN(wrong) ? '' : wrong ? t('◂ wrong') : t('right')),
  };
}

function sinceColumn(run: ShownRun): RowColumn {
  return {
    ...PLAIN,
    id: 'since',
    head: t('since/epoch').split('/'),
    name: t('the epoch since which the row is read as it is now'),
    width: 44,
    kind: 'number',
    value: (now, row) => since(run, now, row),
    text: known,
  };
}

function flipsColumn({ chronicle }: ShownRun): RowColumn {
  return {
    ...PLAIN,
    id: 'flips',
    head: t('flips/in all').split('/'),
    name: t('how often the predicted class has changed over all epochs of the run so far'),
    width: 40,
    kind: 'number',
    value: ({ nRead }, row) => (nRead > 0 && chronicle ? chronicle.flipCount(row) : NaN),
    text: known,
  };
}

function classColumn(
  { experiment }: ShownRun,
  id: string,
  head: RowColumn['head'],
  name: string,
  value: RowColumn['value'],
): RowColumn {
  const text = (k: number) => experiment.dataset.classes[k] ?? '';
  return {
    ...PLAIN,
    id,
    head,
    name,
    width: 78,
    kind: 'class',
    value,
    text,
    exact: (k) => `${glyphOf(k)} ${text(k)}`,
  };
}

function featureColumn({ experiment }: ShownRun, feature: number): RowColumn {
  const { dataset, nFeatures } = experiment;
  const { name, unit } = splitUnit(dataset.features[feature] ?? '');
  const width = columnWidth([name], 50);
  return {
    id: `x${feature}`,
    head: [...headLines(name, width), unit].filter((line) => line !== ''),
    name: dataset.features[feature] ?? name,
    width,
    kind: 'number',
    value: (_, row) => dataset.values[row * nFeatures + feature]!,
    text: plain,
    exact: (value) => `${name} ${plain(value)} ${unit}`.trim(),
    unit: { layer: 0, index: feature },
    address: (row) => ({ name: 'X', layer: 0, row, column: feature }),
  };
}

function probabilityColumn({ experiment }: ShownRun, k: number): RowColumn {
  const { nClasses, dataset, shape } = experiment;
  const label = dataset.classes[k] ?? '';
  const width = columnWidth([label], 50);
  const layer = shape.sizes.length - 1;
  return {
    id: `p${k}`,
    head: [`P ${glyphOf(k)}`, ...headLines(label, width)],
    name: t('probability of {0}', label),
    width,
    kind: 'number',
    value: ({ shown }, row) => (shown ? probabilitiesOf(shown.pass)[row * nClasses + k]! : NaN),
    text: fixed,
    exact: (value) => `P ${label} ${exact(value)}`,
    unit: { layer, index: k },
    address: (row) => ({ name: 'P', layer, row, column: k }),
  };
}

function lossColumn({ experiment }: ShownRun): RowColumn {
  const { nClasses, dataset, shape } = experiment;
  const layer = shape.sizes.length - 1;
  return {
    id: 'loss',
    head: [t('loss')],
    name: t('loss of the row, −ln P of its class'),
    width: 44,
    kind: 'number',
    value: ({ shown }, row) =>
      shown ? rowLoss(probabilitiesOf(shown.pass)[row * nClasses + dataset.labels[row]!]!) : NaN,
    text: fixed,
    exact: (value) => t('loss {0}', exact(value)),
    unit: null,
    address: (row) => ({ name: 'rowLoss', layer, row, column: 0 }),
  };
}

/** The epoch since which a row is read as it is; NaN where the past has not been read so far. */
export function since({ chronicle }: ShownRun, { shown, nRead }: RowsNow, row: number): number {
  return chronicle && shown && shown.epoch < nRead ? chronicle.since(shown.epoch, row) : NaN;
}

function known(value: number): string {
  return Number.isNaN(value) ? '' : whole(value);
}
