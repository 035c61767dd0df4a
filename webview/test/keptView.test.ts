import { expect, test } from 'vitest';
import { readKept, viewFor, withView } from '../keptView.ts';
import type { KeptView } from '../state.ts';
import { DEFAULT_OPTIONS } from '../viewOptions.ts';

function view(runId: string, epoch = 5): KeptView {
  const chosen = { row: 3, layer: 1, unit: null };
  const [speed, options] = [60, DEFAULT_OPTIONS];
  return { runId, epoch, following: false, speed, chosen, cell: null, phase: null, options };
}

test('each run keeps its own view, and the one seen last is named for the host', () => {
  const first = withView([], view('a', 700));
  const second = withView(readKept(first), view('b', 20));
  expect(second.runId).toBe('b');
  expect(viewFor(readKept(second), 'a')?.epoch).toBe(700);
  const again = withView(readKept(second), view('a', 800));
  expect(again.views.map(({ runId, epoch }) => [runId, epoch])).toEqual([
    ['a', 800],
    ['b', 20],
  ]);
});

test('a run without a view gets the newest, for its options', () => {
  expect(viewFor([view('b'), view('a')], 'c')?.runId).toBe('b');
  expect(viewFor([], 'c')).toBeNull();
});

test('the views of the last twenty runs are kept', () => {
  let views: readonly KeptView[] = [];
  for (let run = 0; run < 30; run++) ({ views } = withView(views, view(`run-${run}`)));
  expect([views.length, views[0]?.runId, views.at(-1)?.runId]).toEqual([20, 'run-29', 'run-10']);
});

test.each([[null], [7], [{ runId: 'a', epoch: 5 }], [{ views: 'none' }]])('%j holds no view', (value) => {
  expect(readKept(value)).toEqual([]);
});

test('what is kept survives being written as JSON; a view of another form is left out', () => {
  const kept = withView([view('a')], view('b'));
  const read = readKept(JSON.parse(JSON.stringify({ ...kept, views: [...kept.views, { runId: 5 }] })));
  expect(read).toEqual(kept.views);
});

test.each([[undefined], [61], ['60'], [null]])(
  'a speed of %s is none to choose from: the usual one',
  (speed) => {
    expect(readKept({ views: [{ ...view('a'), speed }] })).toEqual([{ ...view('a'), speed: 300 }]);
  },
);
