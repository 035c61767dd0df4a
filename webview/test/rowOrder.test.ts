import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { rowColumns, since } from '../components/samples/rowColumns.ts';
import type { RowsNow } from '../components/samples/rowColumns.ts';
import { fittingFilter, nextSort, rowsOf, sorted } from '../components/samples/rowOrder.ts';
import { ShownRun } from '../run.ts';
import { readRowFilter, readRowSort } from '../rowOptions.ts';
import type { TrainedRun } from './fakeHost.ts';
import { trainRun } from './fakeHost.ts';

const TRAINED = trainRun({
  config: { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: 100 } },
});

function shownRun({ header, history }: TrainedRun): ShownRun {
  const run = new ShownRun(header);
  run.receive({ runId: header.id, offset: 0, data: history.data.slice(0, history.filled) });
  while (run.chronicle?.readNext());
  return run;
}

function at(run: ShownRun, epoch: number): RowsNow {
  return { shown: run.derive(epoch), nRead: run.chronicle?.length ?? 0 };
}

describe('the rows that are listed', () => {
  const run = shownRun(TRAINED);
  const { experiment } = run;
  const now = at(run, 70);
  const { labels } = experiment.dataset;

  test('are those of their kind, in data order', () => {
    const all = [...rowsOf(experiment, now, 'all')];
    expect(all).toEqual(Array.from({ length: 150 }, (_, row) => row));
    expect([...rowsOf(experiment, now, 'wrong')]).toEqual(
      all.filter((row) => now.shown!.predicted[row] !== labels[row]),
    );
    expect([...rowsOf(experiment, now, 'test')]).toEqual([...experiment.split.test].sort((a, b) => a - b));
    expect([...rowsOf(experiment, now, 'train')]).toEqual([...experiment.split.train].sort((a, b) => a - b));
  });

  test('of a confusion cell are exactly its rows', () => {
    const cell = { rows: 'train', actual: 1, predicted: 2 } as const;
    const expected = [...experiment.split.train]
      .filter((row) => labels[row] === 1 && now.shown!.predicted[row] === 2)
      .sort((a, b) => a - b);
    expect(expected.length).toBeGreaterThan(0);
    expect([...rowsOf(experiment, now, cell)]).toEqual(expected);
  });

  test('are none before the first epoch, but for those that no epoch changes', () => {
    const before = { shown: null, nRead: 0 };
    expect(rowsOf(experiment, before, 'wrong').length).toBe(0);
    expect(rowsOf(experiment, before, { rows: 'test', actual: 0, predicted: 0 }).length).toBe(0);
    expect(rowsOf(experiment, before, 'all').length).toBe(150);
  });

  test('leave the split as it is', () => {
    const fresh = shownRun(TRAINED).experiment;
    const before = fresh.split.test.slice();
    rowsOf(fresh, now, 'test');
    expect(fresh.split.test).toEqual(before);
  });
});

describe('a choice that a run does not have', () => {
  const { experiment } = shownRun(TRAINED);
  const whole = { ...experiment, split: { train: experiment.split.train, test: experiment.split.train } };

  test.each([
    ['test', 'all'],
    ['train', 'all'],
    ['wrong', 'wrong'],
    ['all', 'all'],
    [
      { rows: 'train', actual: 0, predicted: 2 },
      { rows: 'test', actual: 0, predicted: 2 },
    ],
    [{ rows: 'test', actual: 3, predicted: 0 }, 'wrong'],
  ] as const)('without a split, %o is %o', (filter, fitting) => {
    expect(fittingFilter(whole, filter)).toEqual(fitting);
  });

  test('with a split is one of a class that is not there', () => {
    expect(fittingFilter(experiment, 'test')).toBe('test');
    expect(fittingFilter(experiment, { rows: 'train', actual: 1, predicted: 3 })).toBe('wrong');
  });
});

describe('sorting', () => {
  const run = shownRun(TRAINED);
  const columns = rowColumns(run);
  const now = at(run, 70);
  const all = rowsOf(run.experiment, now, 'all');
  const values = (id: string, order: Int32Array) =>
    Array.from(order, (row) => columns.find((column) => column.id === id)!.value(now, row));

  test.each(columns.map(({ id }) => id))(
    'by %s rises, and falls, and keeps data order within a value',
    (id) => {
      for (const descending of [false, true]) {
        const order = sorted(all, columns, now, { column: id, descending });
        const list = values(id, order);
        list.forEach((value, i) => {
          if (i === 0) return;
          const step = (descending ? -1 : 1) * (value - list[i - 1]!);
          expect(step > 0 || (step === 0 && order[i]! > order[i - 1]!)).toBe(true);
        });
        expect([...order].sort((a, b) => a - b)).toEqual([...all]);
      }
    },
  );

  test('puts what is not a number last, both ways', () => {
    const pick = { ...columns[0]!, id: 'odd', value: (_: RowsNow, row: number) => (row % 2 ? row : NaN) };
    const some = Int32Array.of(0, 1, 2, 3, 5);
    const by = (descending: boolean) => [...sorted(some, [pick], now, { column: 'odd', descending })];
    expect(by(false)).toEqual([1, 3, 5, 0, 2]);
    expect(by(true)).toEqual([5, 3, 1, 0, 2]);
  });

  test('by a column that is not there leaves data order', () => {
    expect(sorted(all, columns, now, { column: 'x99', descending: true })).toBe(all);
  });

  test('goes up, down and back to data order with each press', () => {
    const first = nextSort(null, 'loss');
    const second = nextSort(first, 'loss');
    expect([first, second, nextSort(second, 'loss')]).toEqual([
      { column: 'loss', descending: false },
      { column: 'loss', descending: true },
      null,
    ]);
    expect(nextSort(second, 'row')).toEqual({ column: 'row', descending: false });
  });
});

test('“since” waits until the epoch has been read', () => {
  const run = shownRun(TRAINED);
  const { shown } = at(run, 70);
  expect(since(run, { shown, nRead: 70 }, 56)).toBeNaN();
  expect(since(run, { shown, nRead: 71 }, 56)).toBe(62);
});

describe('a kept choice of rows', () => {
  test.each([
    ['all', 'all'],
    ['nonsense', 'wrong'],
    [undefined, 'wrong'],
    [null, 'wrong'],
    [
      { rows: 'train', actual: 1, predicted: 0 },
      { rows: 'train', actual: 1, predicted: 0 },
    ],
    [{ rows: 'some', actual: 1, predicted: 0 }, 'wrong'],
    [{ rows: 'test', actual: -1, predicted: 0 }, 'wrong'],
    [{ rows: 'test', actual: 1 }, 'wrong'],
  ])('%o is read as %o', (value, filter) => {
    expect(readRowFilter(value)).toEqual(filter);
  });

  test.each([
    [
      { column: 'loss', descending: true },
      { column: 'loss', descending: true },
    ],
    [{ column: 'loss' }, { column: 'loss', descending: false }],
    [{ column: 3 }, null],
    ['loss', null],
    [null, null],
  ])('an order %o is read as %o', (value, sort) => {
    expect(readRowSort(value)).toEqual(sort);
  });
});
