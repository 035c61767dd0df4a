import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { accessibilityProblems } from './axe.ts';
import { expectNothingCutOff } from './cutOff.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { THEMES } from './themes.ts';

let run: TrainedRun;
let open: OpenInspector;
beforeAll(() => {
  run = trainRun({});
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  await open.close();
});

describe.each(THEMES)('in %s', (theme) => {
  test('axe finds nothing in the inspector', async () => {
    open = await openInspector(run, { theme });
    await open.showEpoch(700);
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });

  test('axe finds nothing before the first run', async () => {
    open = await openInspector(null, { theme });
    await open.page.getByText('No run yet').waitFor();
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });
});

test('no text is smaller than 10 px', async () => {
  open = await openInspector(run, { viewport: { width: 720, height: 900 } });
  const sizes = await open.page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
  );
  expect(sizes.length).toBeGreaterThan(100);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
});

test('nothing is cut off at the side, however wide', async () => {
  open = await openInspector(run);
  const widths = [500, 720, 800, 870, 930, 960, 1100, 1223, 1224, 1280, 1440];
  await expectNothingCutOff(
    open.page,
    widths,
    '.toolbar, .run-line, .page, .column, .matrix, .confusion-box',
  );
});

test('Tab reaches every control, and the focus can be seen', async () => {
  open = await openInspector(run);
  const { page } = open;
  const reached = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) return '';
      return activeElement.getAttribute('aria-label') ?? activeElement.textContent;
    });
    reached.add(name.trim());
  }
  for (const name of ['First epoch (Home)', 'Epoch shown', 'Retrain', 'h3', 'sepal width', 'virginica']) {
    expect([...reached]).toContain(name);
  }
  expect([...reached].some((name) => name.startsWith('Selected row'))).toBe(true);
  expect([...reached]).toContain('versicolor read as virginica: 1');
});
