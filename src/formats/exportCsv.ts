import { NO_CLASS, predictions } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import { chosenEpochs, resultParameters } from './exportedRun.ts';
import type { EpochChoice, ExportedRun } from './exportedRun.ts';

/** The tables that a run can be written as. */
export const CSV_TABLES = ['history', 'predictions', 'parameters'] as const;
export type CsvTableName = (typeof CSV_TABLES)[number];

type Cell = string | number;

/**
 * A table of a run as CSV (RFC 4180, lines ended by a line feed), with a header row.
 *
 * - `history`: a row per epoch: its losses in nats, the counts of right rows and their shares.
 * - `predictions`: a row per row of the data, counted from 1: its part of the split, its features in their own units, its
 *   class, and what the state that the run came to makes of it.
 * - `parameters`: a row per epoch, a column per weight `W1[input,unit]` and bias `b1[unit]`, counted from 1.
 *
 * Numbers have as many digits as give the same Float64 back. Text that a spreadsheet would take for a formula has an
 * apostrophe before it.
 *
 * @param epochs which states `parameters` holds; the other tables do not ask
 */
export function exportCsv(run: ExportedRun, table: CsvTableName, epochs: EpochChoice = 'ends'): string {
  const lines: string[] = [];
  for (const cells of rowsOf(run, table, epochs)) lines.push(cells.map(cellText).join(','));
  return `${lines.join('\n')}\n`;
}

function rowsOf(run: ExportedRun, table: CsvTableName, epochs: EpochChoice): Iterable<Cell[]> {
  switch (table) {
    case 'history':
      return historyRows(run);
    case 'predictions':
      return predictionRows(run);
    case 'parameters':
      return parameterRows(run, epochs);
  }
}

function* historyRows({ history, experiment: { split } }: ExportedRun): Generator<Cell[]> {
  const counts = ['trainCorrect', 'testCorrect', 'trainAccuracy', 'testAccuracy'];
  yield ['epoch', 'trainLoss', 'testLoss', ...counts];
  for (let epoch = 0; epoch < history.length; epoch++) {
    const losses = [history.score(epoch, 'trainLoss'), history.score(epoch, 'testLoss')];
    const train = history.score(epoch, 'trainCorrect');
    const test = history.score(epoch, 'testCorrect');
    yield [epoch, ...losses, train, test, train / split.train.length, test / split.test.length];
  }
}

function* predictionRows(run: ExportedRun): Generator<Cell[]> {
  const { experiment } = run;
  const { dataset, shape, nRows, nFeatures, nClasses, x } = experiment;
  const pass = createPass(shape, nRows);
  forward(pass, resultParameters(run), x);
  const p = probabilitiesOf(pass);
  const predicted = predictions(p, nRows, nClasses);
  const parts = partNames(run);
  const shares = dataset.classes.map((name) => `P(${name})`);
  yield ['row', 'part', ...dataset.features, 'actual', 'predicted', 'correct', ...shares];
  for (let row = 0; row < nRows; row++) {
    const label = dataset.labels[row]!;
    const k = predicted[row]!;
    const features = dataset.values.subarray(row * nFeatures, (row + 1) * nFeatures);
    const names = [dataset.classes[label]!, k === NO_CLASS ? '' : dataset.classes[k]!];
    const ownP = p.subarray(row * nClasses, (row + 1) * nClasses);
    yield [row + 1, parts[row]!, ...features, ...names, k === label ? 1 : 0, ...ownP];
  }
}

/** Which part of the split each row is in. */
function partNames({ experiment: { split, config, nRows } }: ExportedRun): string[] {
  const parts = new Array<string>(nRows).fill(config.split ? 'train' : 'all');
  if (config.split) for (const row of split.test) parts[row] = 'test';
  return parts;
}

function* parameterRows(run: ExportedRun, choice: EpochChoice): Generator<Cell[]> {
  const { sizes } = run.experiment.shape;
  yield ['epoch', ...parameterNames(sizes)];
  for (const epoch of chosenEpochs(run, choice)) yield [epoch, ...run.history.parameterValues(epoch)];
}

/** In the order of the parameters: every weight matrix row by row, then every bias. */
function parameterNames(sizes: readonly number[]): string[] {
  const weights: string[] = [];
  const biases: string[] = [];
  for (let l = 1; l < sizes.length; l++) {
    for (let input = 1; input <= sizes[l - 1]!; input++) {
      for (let unit = 1; unit <= sizes[l]!; unit++) weights.push(`W${l}[${input},${unit}]`);
    }
    for (let unit = 1; unit <= sizes[l]!; unit++) biases.push(`b${l}[${unit}]`);
  }
  return [...weights, ...biases];
}

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return numberText(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** As NumPy, pandas and R read them. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value);
}
