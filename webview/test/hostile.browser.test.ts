import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { HOSTILE_NAMES, anything, oneWrong } from './hostile.ts';
import { readIris, trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

const config = { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: 30 } };
const TABS = ['1', '2', '3', '4', '5'];

test('names that mean something to a browser are text in every tab: the elements are those of harmless names', async () => {
  const counts: number[][] = [];
  for (const names of [HOSTILE_NAMES, HOSTILE_NAMES.map((_, i) => `name ${i}`)]) {
    const iris = readIris();
    const [features, classes] = [names.slice(4, 8), names.slice(8, 11)];
    open = await openInspector(trainRun({ config, dataset: { ...iris, name: names[4], features, classes } }));
    const { page } = open;
    const all: number[] = [];
    for (const tab of TABS) {
      await page.keyboard.press(tab);
      all.push(await page.locator('img, script[src="x"], a[href], iframe, object').count());
    }
    counts.push(all);
    if (counts.length === 1) await open.close();
  }
  expect(counts[0]).toEqual(counts[1]);
});

const CALLS = [
  'showRun',
  'showGhost',
  'showSweep',
  'receive',
  'showStatus',
  'select',
  'showKept',
  'nothing',
  '__proto__',
];

test('whatever reaches the page, it answers on and shows the same run', async () => {
  const run = trainRun({ config });
  open = await openInspector(run);
  const { host, port } = open;
  const before = await host.page.report();
  const right = new Map<string, () => unknown>(
    Object.entries({
      receive: () => ({ runId: 'run-1', offset: 5, data: new Float64Array(3) }),
      select: () => ({ row: 3, layer: 1, unit: 0 }),
    }),
  );
  const message = fc
    .constantFrom(...CALLS)
    .chain((m) =>
      fc
        .oneof(anything, oneWrong(right.get(m) ?? (() => ({ state: 'paused' }))))
        .map((a) => ({ t: 'q', m, a: [a, a, a] })),
    );
  // a null clears, rightly: the ghost, the sweep
  for (const one of fc.sample(message, { numRuns: 400, seed: 3 })) {
    try {
      port.post(one);
    } catch {
      continue; // the channel itself does not carry it
    }
  }
  const after = await host.page.report();
  expect(after.parametersHash).toBe(before.parametersHash);
  expect(after.runId).toBe(before.runId);
});
