import { describe, expect, test } from 'vitest';
import { Chronicle } from '#engine/chronicle';
import { pick, rowsOfCell } from '#engine/inspect';
import { confusionMatrix, predictions, unpredictedCounts } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import { randomRuns } from '../randomRuns.ts';
import type { FinishedRun } from '../randomRuns.ts';

const RUNS = randomRuns(20);

/** The predicted class of each row at each epoch, the long way round: the first of the largest probabilities, −1 for none. */
function bruteForce({ experiment, history }: FinishedRun): number[][] {
  const { shape, nRows, nClasses, x } = experiment;
  return Array.from({ length: history.length }, (_, epoch) => {
    const pass = createPass(shape, nRows);
    forward(pass, history.parameters(epoch), x);
    return Array.from({ length: nRows }, (_row, row) => {
      const p = probabilitiesOf(pass).slice(row * nClasses, (row + 1) * nClasses);
      if (!p.every(Number.isFinite)) return -1;
      return p.reduce((best, value, k) => (value > p[best]! ? k : best), 0);
    });
  });
}

function chronicleOf({ experiment, history }: FinishedRun): Chronicle {
  const chronicle = new Chronicle(experiment, history);
  while (chronicle.readNext());
  return chronicle;
}

test('the runs differ: with and without hidden layers, split and flips, and some diverge', () => {
  expect(new Set(RUNS.map(({ experiment }) => experiment.shape.sizes.length)).size).toBeGreaterThan(2);
  expect(RUNS.some(({ experiment: { split } }) => split.train === split.test)).toBe(true);
  expect(RUNS.some(({ experiment, history }) => history.length <= experiment.config.training.epochs)).toBe(
    true,
  );
});

describe.each(RUNS.map((run, i) => [i + 1, run] as const))('of random run %d', (_, run) => {
  const predicted = bruteForce(run);
  const { nRows, dataset, split, nClasses, shape, x } = run.experiment;
  const rows = Array.from({ length: nRows }, (_row, row) => row);

  test('flips are the epochs at which a row is read as another class than before', () => {
    const chronicle = chronicleOf(run);
    for (const row of rows) {
      const flips = predicted.flatMap((now, epoch) => {
        const from = predicted[epoch - 1]?.[row];
        return from === undefined || from === now[row] || from < 0 || now[row]! < 0
          ? []
          : [{ kind: 'flip', epoch, row, from, to: now[row] }];
      });
      expect(chronicle.flipsOf(row)).toEqual(flips);
      expect(chronicle.flipCount(row)).toBe(flips.length);
    }
  });

  test('“since” is the first epoch of the stretch in which a row is read as it is', () => {
    const chronicle = chronicleOf(run);
    for (const row of rows) {
      let since = 0;
      predicted.forEach((now, epoch) => {
        if (epoch > 0 && now[row] !== predicted[epoch - 1]![row]) since = epoch;
        expect(chronicle.since(epoch, row)).toBe(since);
      });
    }
  });

  test('confusion cells count, and hold, exactly their rows, and the rest has no prediction', () => {
    const pass = createPass(shape, nRows);
    predicted.forEach((now, epoch) => {
      forward(pass, run.history.parameters(epoch), x);
      const read = predictions(probabilitiesOf(pass), nRows, nClasses);
      for (const group of [split.test, split.train]) {
        const counts = confusionMatrix(pick(dataset.labels, group), pick(read, group), nClasses);
        counts.forEach((count, cell) => {
          const of = { actual: Math.floor(cell / nClasses), predicted: cell % nClasses };
          const expected = rows.filter(
            (row) => group.includes(row) && dataset.labels[row] === of.actual && now[row] === of.predicted,
          );
          expect([...rowsOfCell(group, dataset.labels, read, of)]).toEqual(expected);
          expect(count).toBe(expected.length);
        });
        const without = unpredictedCounts(pick(dataset.labels, group), pick(read, group), nClasses);
        without.forEach((count, k) => {
          expect(count).toBe([...group].filter((row) => dataset.labels[row] === k && now[row]! < 0).length);
        });
      }
    });
  });
});

test('an epoch that has not been read has no “since”', () => {
  const chronicle = new Chronicle(RUNS[0]!.experiment, RUNS[0]!.history);
  expect(() => chronicle.since(0, 0)).toThrow(RangeError);
});
