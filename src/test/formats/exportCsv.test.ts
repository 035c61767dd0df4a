import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { exportCsv } from '#formats/exportCsv';
import { evaluate } from '#formats/runSummary';
import { exportedFile, nastyRun, NASTY } from './exportedRuns.ts';

const RUN = exportedFile();
const { history, experiment } = RUN;
const { split, dataset, nFeatures } = experiment;

/** The table by papaparse, with numbers where there are numbers. */
function read(csv: string): Record<string, string | number>[] {
  const { data, errors } = Papa.parse<Record<string, string | number>>(csv, {
    header: true,
    dynamicTyping: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  return data;
}

describe('CSV by papaparse', () => {
  test('the history has every score of every epoch, digit for digit', () => {
    const rows = read(exportCsv(RUN, 'history'));
    expect(rows).toHaveLength(2601);
    expect(rows[0]).toMatchObject({ epoch: 0, trainLoss: 1.2097796828259508 });
    expect(rows.map(({ testLoss }) => testLoss)).toEqual([...history.scores('testLoss')]);
    expect(rows[2600]).toMatchObject({ testCorrect: 29, testAccuracy: 29 / 30 });
  });

  test('the predictions have every row with its part, features and outputs', () => {
    const rows = read(exportCsv(RUN, 'predictions'));
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 150 }, (_, i) => i + 1));
    expect(rows.filter(({ part }) => part === 'test').map(({ row }) => Number(row) - 1)).toEqual(
      [...split.test].sort((a, b) => a - b),
    );
    const { predictions } = evaluate(experiment, history.parameters(2600));
    split.test.forEach((row, i) => expect(rows[row]?.['predicted']).toBe(dataset.classes[predictions[i]!]));
    expect(rows.map((row) => row['petal width (cm)'])).toEqual(
      Array.from({ length: 150 }, (_, row) => dataset.values[row * nFeatures + 3]),
    );
    for (const row of rows) {
      const shares = dataset.classes.map((name) => Number(row[`P(${name})`]));
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    }
  });

  test('the parameters are those of the first and last epoch, or of all', () => {
    const ends = read(exportCsv(RUN, 'parameters'));
    expect(ends.map(({ epoch }) => epoch)).toEqual([0, 2600]);
    expect(ends[1]?.['W1[1,2]']).toBe(history.parameterValues(2600)[1]);
    expect(ends[1]?.['b2[3]']).toBe(history.parameterValues(2600)[42]);
    const all = read(exportCsv(RUN, 'parameters', 'all'));
    expect(all.map((row) => row['b2[3]'])).toEqual(
      Array.from({ length: 2601 }, (_, epoch) => history.parameterValues(epoch)[42]),
    );
  });

  test('a run of no epoch has one state', () => {
    expect(read(exportCsv(exportedFile({ training: { epochs: 0 } }), 'parameters'))).toHaveLength(1);
  });

  test('text that a spreadsheet would compute is made safe, and no other', () => {
    const csv = exportCsv(nastyRun(), 'predictions');
    const { data } = Papa.parse<string[]>(csv, { skipEmptyLines: true });
    expect(data[0]?.slice(2, 6)).toEqual(["'=1+1", `'+a,"b"`, "'''\\", "'@x\ny"]);
    expect(data[1]?.slice(1, 2)).toEqual(['all']);
    expect(data[1]?.[6]).toBe("'-1+1");
    expect(data[2]?.[3]).toBe(String(NASTY.values[5])); // a negative number stays one
    for (const row of data) for (const cell of row) expect(cell).not.toMatch(/^[=+@]|^-(?![\d.])/);
  });

  test('what is not finite is written as NumPy and pandas read it', () => {
    const run = exportedFile({ training: { learningRate: 1000, epochs: 50 } });
    expect(run.status.state).toBe('diverged');
    const { length } = run.history;
    const shown = [...run.history.scores('trainLoss')].map((loss) =>
      Number.isNaN(loss) ? 'NaN' : String(loss),
    );
    const lines = exportCsv(run, 'history').trim().split('\n').slice(1);
    expect(lines).toHaveLength(length);
    expect(lines.map((line) => line.split(',')[1])).toEqual(
      shown.map((text) => text.replace('Infinity', 'inf')),
    );
  });
});
