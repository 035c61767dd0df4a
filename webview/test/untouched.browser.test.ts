import { afterEach, expect, test } from 'vitest';
import { RandomStream } from '#engine/random';
import { trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  await open.close();
});

const N_ACTIONS = 1000;
const KEYS = [
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  ' ',
  ',',
  '.',
  'p',
  '[',
  ']',
  'e',
  '?',
  'Escape',
  '1',
  '2',
  '3',
  '4',
  '5',
];

/**
 * Runs in the page: presses keys and clicks what can be clicked, as the numbers say. What asks the host for another
 * training is left alone.
 */
async function act({
  keys,
  picks,
}: {
  readonly keys: readonly string[];
  readonly picks: readonly number[];
}): Promise<number> {
  const painted = () => new Promise((resolve) => requestAnimationFrame(resolve));
  let nClicks = 0;
  for (const pick of picks) {
    if (pick % 3 === 0) {
      const target = document.activeElement ?? document.body;
      const key = keys[pick % keys.length]!;
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }),
      );
    } else {
      const all = [
        ...document.querySelectorAll('button, vscode-button, td.w, .unit, .edge, canvas, select, summary'),
      ];
      const target = all.filter((one) => !/retrain|stop|training/i.test(one.textContent ?? ''))[
        pick % all.length
      ];
      target?.dispatchEvent(
        new MouseEvent('click', { bubbles: true, composed: true, clientX: pick % 900, clientY: pick % 700 }),
      );
      nClicks += target ? 1 : 0;
    }
    if (pick % 5 === 0) await painted();
  }
  return nClicks;
}

test(`to the start and back, and ${N_ACTIONS} things that a person may do, leave every state as it was`, async () => {
  const run = trainRun({});
  open = await openInspector(run);
  const { parametersHash: before } = await open.host.page.report();
  expect(before).toMatch(/^[0-9a-f]{64}$/);
  await open.showEpoch(0);
  await open.showEpoch(2600);
  const stream = new RandomStream(7);
  const picks = Array.from({ length: N_ACTIONS }, () => stream.nextIndex(1_000_000));
  expect(await open.page.evaluate(act, { keys: KEYS, picks })).toBeGreaterThan(N_ACTIONS / 3);
  const after = await open.host.page.report();
  expect(after.parametersHash).toBe(before);
  expect(after.statesReceived).toBe(2601);
  expect(run.history.data.byteLength).toBeLessThan(1024 * 1024);
  expect(open.host.asked.retrain).toBe(0);
});
