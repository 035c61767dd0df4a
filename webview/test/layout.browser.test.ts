import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TABS } from '../viewOptions.ts';
import type { TrainedRun } from './fakeHost.ts';
import { trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

let run: TrainedRun;
let open: OpenInspector;
beforeAll(() => {
  run = trainRun({});
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  await open.close();
});

/** How far the document reaches beyond the window, and how far it is scrolled, in CSS pixels. */
const documentBeyond = () =>
  open.page.evaluate(() => {
    const { scrollHeight, scrollWidth, scrollTop } = document.documentElement;
    const below = Math.max(scrollHeight, document.body.scrollHeight) - innerHeight;
    return { below, beside: scrollWidth - innerWidth, scrolled: scrollTop + document.body.scrollTop };
  });

const showTab = async (tab: string) => {
  const head = open.page.locator(`#tab-${tab}`);
  await head.click();
  await head.and(open.page.locator('[aria-selected="true"]')).waitFor();
};

describe.each([1280, 800])('%i px wide', (width) => {
  test('the document never scrolls, whatever the tab', async () => {
    open = await openInspector(run, { viewport: { width, height: 708 } });
    for (const tab of TABS.filter((one) => one !== 'seeds')) {
      await showTab(tab);
      expect({ tab, ...(await documentBeyond()) }).toEqual({ tab, below: 0, beside: 0, scrolled: 0 });
    }
  });

  test('the tutorial comes back to its picture, and the head of the window stays', async () => {
    open = await openInspector(run, { viewport: { width, height: 708 } });
    const { page } = open;
    await showTab('tutorial');
    const picture = page.locator('.picture').nth(4);
    const distance = () =>
      picture.evaluate((one) => {
        const box = one.closest('.tutorial-page')!;
        return Math.round(one.getBoundingClientRect().top - box.getBoundingClientRect().top);
      });
    await page.locator('.tutorial-page').evaluate((box) => {
      const target = box.querySelectorAll('.picture')[4]!;
      box.scrollTop += target.getBoundingClientRect().top - box.getBoundingClientRect().top + 20;
    });
    await expect.poll(distance).toBe(-20);
    await showTab('network');
    await showTab('tutorial');
    await expect.poll(distance).toBe(12);
    expect(await documentBeyond()).toEqual({ below: 0, beside: 0, scrolled: 0 });
  });
});

test.each([800, 900])('%i px wide, no part of the arithmetic lies over another', async (width) => {
  open = await openInspector(run, { viewport: { width, height: 760 } });
  const { page } = open;
  const parts = page.locator('.strip > *');
  const overlaps = () =>
    parts.evaluateAll((all) => {
      const boxes = all.map((one) => ({
        name: one.className || one.localName,
        box: one.getBoundingClientRect(),
      }));
      return boxes.flatMap((a, i) =>
        boxes
          .slice(i + 1)
          .filter(
            (b) =>
              Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left) > 0.5 &&
              Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top) > 0.5,
          )
          .map((b) => `${a.name} and ${b.name}`),
      );
    });
  await page.locator('.matrix td.w[data-at="12"]').first().click();
  await parts.first().waitFor();
  expect(await overlaps()).toEqual([]);
  await page.locator('.path button', { hasText: 'dW1' }).click(); // a click that fails where something lies over it
  await page.locator('.term-controls').waitFor();
  expect(await overlaps()).toEqual([]);
  const ends = await parts.evaluateAll((all) =>
    Math.max(...all.map((one) => one.getBoundingClientRect().right)),
  );
  expect(ends).toBeLessThanOrEqual(width);
  await page.getByRole('button', { name: 'Z1', exact: true }).click();
  await page.locator('.strip .address', { hasText: 'Z1[' }).waitFor();
});
