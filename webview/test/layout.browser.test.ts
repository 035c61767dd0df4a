import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { TABS } from '../viewOptions.ts';
import type { Dataset } from '#engine/dataset';
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
        name: one.getAttribute('class') ?? one.localName,
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

/** The elements whose words are cut off at their edge. */
const cut = (selector: string) =>
  open.page
    .locator(selector)
    .evaluateAll((all) =>
      all
        .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
        .map((one) => one.textContent),
    );

test('the terms of softmax are written out in full', async () => {
  open = await openInspector(run);
  await open.page.locator('.matrix td.w').first().click();
  await open.page.getByRole('button', { name: 'P', exact: true }).click();
  await open.page.locator('.strip .address', { hasText: /^P\[/ }).waitFor();
  expect(await cut('.term p')).toEqual([]);
});

test.each([1280, 800])('%i px wide, all wrong rows that are linked are in sight', async (width) => {
  open = await openInspector(run, { viewport: { width, height: 760 } });
  await open.showEpoch(0);
  await open.page.getByText(/ and \d+ more$/).waitFor();
  expect(await cut('.wrong-rows')).toEqual([]);
});

test('the sentence of every step is written out in full', async () => {
  open = await openInspector(run);
  const { page } = open;
  await open.showEpoch(100);
  await page.locator('vscode-button[aria-label^="Step inside this epoch"]').click();
  await page.locator('.phase-bar').waitFor();
  const steps = await page.locator('.phase-list button').all();
  expect(steps.length).toBeGreaterThan(8);
  const top = await page.locator('.tab-panel').boundingBox();
  for (const step of steps) {
    await step.click();
    await step.and(page.locator('[aria-current]')).waitFor();
    expect(await cut('.phase-words, .phase-bar')).toEqual([]);
    expect((await page.locator('.tab-panel').boundingBox())?.y).toBe(top?.y);
  }
});

describe('64 units', () => {
  const { network, training } = DEFAULT_CONFIG;
  const wide = () =>
    trainRun({
      config: {
        ...DEFAULT_CONFIG,
        network: { ...network, hiddenLayers: [{ units: 64, activation: 'relu' }] },
        training: { ...training, learningRate: 1e-6, epochs: 5 },
      },
    });

  test('that there are more masks is shown, and the arrow leads to them', async () => {
    open = await openInspector(wide());
    const cue = open.page.getByRole('button', { name: 'More units at the right' });
    await cue.click();
    await open.page.getByRole('button', { name: 'More units at the left' }).waitFor();
  });

  test('the names of the classes are whole', async () => {
    open = await openInspector(wide());
    expect(await cut('.output-name')).toEqual([]);
  });
});

/** Ten rows of each of so many classes. */
function ownClasses(names: readonly string[]): Dataset {
  return {
    name: 'own',
    features: ['a', 'b'],
    classes: names,
    values: Float64Array.from({ length: 20 * names.length }, (_, i) => (i * 31) % 97),
    labels: Int32Array.from({ length: 10 * names.length }, (_, row) => row % names.length),
  };
}

describe.each([800, 1000, 1280])('%i px wide', (width) => {
  const viewport = { width, height: 860 };

  test('the rows of 200 classes lie over nothing, and an arrow leads to the last class', async () => {
    const { training } = DEFAULT_CONFIG;
    const config = { ...DEFAULT_CONFIG, training: { ...training, epochs: 5, learningRate: 1e-4 } };
    const dataset = ownClasses(Array.from({ length: 200 }, (_, k) => `class ${k}`));
    open = await openInspector(trainRun({ config, dataset }), { viewport });
    const { page } = open;
    const rows = page.locator('section.rows');
    expect(await rows.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    const last = rows.locator('.output-head').last();
    await page.getByRole('button', { name: 'More classes at the right' }).click();
    await page.getByRole('button', { name: 'More classes at the left' }).waitFor();
    expect(await last.getAttribute('title')).toBe('class 199');
  });

  test.each([
    ['long names', ['', '', ''], 1e-4],
    ['five of them', ['', '', '', '', ''], 1e-4],
    ['rows without a prediction', ['setosa', 'versicolor', 'virginica'], 5],
  ])('the share of each class is in sight, with %s', async (_, names, learningRate) => {
    const { training } = DEFAULT_CONFIG;
    const config = { ...DEFAULT_CONFIG, training: { ...training, epochs: 60, learningRate } };
    const long = names.map((name, k) => name || `a class with a rather long name, number ${k}`);
    const dataset = learningRate === 5 ? undefined : ownClasses(long);
    open = await openInspector(trainRun({ config, ...(dataset && { dataset }) }), { viewport });
    const box = open.page.locator('.confusion-box').first();
    const beyond = await box.evaluate((one) => {
      const { right } = one.getBoundingClientRect();
      const shares = [...one.querySelectorAll('tbody .share')];
      return shares.map((share) => Math.max(0, share.getBoundingClientRect().right - right - 0.5));
    });
    expect(beyond).toEqual(long.map(() => 0));
  });
});

test('800 px wide, an arrow leads to the last columns of the rows, and all arrays of the update are in sight', async () => {
  open = await openInspector(run, { viewport: { width: 800, height: 760 } });
  const { page } = open;
  await showTab('samples');
  const head = page.locator('.row-table th', { hasText: 'flips' });
  const right = async () => {
    const box = await head.boundingBox();
    return (box?.x ?? 0) + (box?.width ?? 0);
  };
  const edge = await page.locator('.row-table').evaluate((one) => one.getBoundingClientRect().right);
  expect(await right()).toBeGreaterThan(edge);
  await page.getByRole('button', { name: 'More columns at the right' }).click();
  await expect.poll(right).toBeLessThanOrEqual(edge);
  await showTab('arrays');
  await page.locator('.array-list button', { hasText: 'new W1' }).click();
  await page.locator('.array').nth(2).waitFor();
  const beside = () => page.locator('.array-groups').evaluate((one) => one.scrollWidth - one.clientWidth);
  expect(await beside()).toBe(0);
  expect(await cut('.array h2 span')).toEqual([]);
});

test('an epoch of six figures fits into its field', async () => {
  const { header } = run;
  const config = { ...header.config, training: { ...header.config.training, epochs: 300_000 } };
  open = await openInspector({ ...run, header: { ...header, config }, status: { state: 'stopped' } });
  const field = open.page.locator('.epoch input');
  await field.fill('300,000');
  expect(await field.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
});
