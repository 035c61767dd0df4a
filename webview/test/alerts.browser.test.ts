import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { accessibilityProblems } from './axe.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { THEMES } from './themes.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

function runAt(learningRate: number, epochs = 600): TrainedRun {
  const training = { ...DEFAULT_CONFIG.training, learningRate, epochs };
  return trainRun({ config: { ...DEFAULT_CONFIG, training } });
}

const button = (name: RegExp | string) => open.page.getByRole('button', { name });
const list = () => open.page.getByRole('complementary', { name: 'Alerts' });
const heads = () => list().locator('.alert-head');
const focusedTitle = () =>
  open.page.evaluate(() => document.activeElement?.querySelector('.alert-title')?.textContent ?? '');

describe('a run that learns', () => {
  test('has no alerts, says so and stays quiet', async () => {
    open = await openInspector(trainRun({}));
    await button('No alerts').click();
    await list().getByText('Nothing is wrong with this run.').waitFor();
    expect(await open.page.locator('.worst-alert').count()).toBe(0);
    expect(await open.page.locator('.alert-news').textContent()).toBe('');
    expect(await open.page.locator('.event-alert.error').getAttribute('d')).toBe('');
  });
});

describe('a run that does not', () => {
  test('counts its alerts by level and opens them, the worst first and open', async () => {
    open = await openInspector(runAt(1));
    await button('2 errors, 4 warnings: list (A)').click();
    expect(await heads().locator('.alert-title').allTextContents()).toEqual([
      'Diverged: the loss is above that of a blind guess',
      'Z2 is no longer finite',
      'W1 changes by more than its own size',
      'W2 changes by more than its own size',
      'Softmax is saturated on wrong classes',
      '3 of 5 units are dead: h1, h3, h5',
    ]);
    expect(await focusedTitle()).toBe('Diverged: the loss is above that of a blind guess');
    const details = list().locator('.alert-details');
    expect(await details.count()).toBe(1);
    const text = (await details.textContent()) ?? '';
    expect(text).toContain('The loss had reached 1.2098, then the update to epoch 1 threw it to 13.9882');
    expect(text).toContain('new W2[h3, virginica] = 48.0335');
    expect(text).toContain('−1.0000 · (−47.5120) = 47.5120');
  });

  test('leads to the epoch where it began and selects what it is about', async () => {
    open = await openInspector(runAt(1));
    await open.page.keyboard.press('a');
    await button(/^Show epoch 17, where it began/).click();
    await expect.poll(() => open.epoch()).toBe(17);
    expect(open.host.asked.selections.at(-1)).toMatchObject({ layer: 1, unit: 0 });
    await button(/^Show epoch 80, where it began/).click();
    await expect.poll(() => open.epoch()).toBe(80);
  });

  test('opens the arithmetic of the first bad operation at its epoch', async () => {
    open = await openInspector(runAt(1));
    await open.page.keyboard.press('a');
    await button('Show the arithmetic of new W2[h3, virginica] at epoch 0').click();
    await open.page.getByRole('region', { name: 'Arithmetic of new W2[h3, virginica]' }).waitFor();
    expect(await open.epoch()).toBe(0);
  });

  test('names the operation that is not finite and what went into it, with no number in its place', async () => {
    open = await openInspector(runAt(100));
    await open.page.keyboard.press('a');
    await heads().filter({ hasText: 'Z2 is no longer finite' }).click();
    const text = (await list().locator('.operation').textContent()) ?? '';
    expect(text).toMatch(/^Z2\[row \d+, \w+\] = (−?∞|NaN) at epoch 39: the first that is not finite/);
    expect(text).toMatch(/\d\.\d+e1\d\d · \(?−?\d\.\d+e1\d\d\)? = −?∞/);
  });

  test('is mended by one click, which asks for a run of its own', async () => {
    open = await openInspector(runAt(1e-6));
    await button('1 error: list (A)').click();
    await button('Retrain with learning rate 3e−4').click();
    await expect.poll(() => open.host.asked.changes).toEqual([{ key: 'training.learningRate', value: 3e-4 }]);
    expect(open.host.asked.retrain).toBe(0);
  });

  test('tells the worst error beside its state and to a screen reader once, while it trains', async () => {
    const run = runAt(0.3, 2600);
    open = await openInspector(null);
    const { page, host } = open;
    await host.page.showRun(run.header);
    await host.sendStates(run, 0, 5);
    await button('No alerts')
      .or(button(/^\d warnings?: list/))
      .waitFor();
    expect(await page.locator('.alert-news').textContent()).toBe('');
    await host.sendStates(run, 5, 25);
    const sentence = 'Diverged: the loss is above that of a blind guess, since epoch 1';
    await page.locator('.worst-alert', { hasText: sentence }).waitFor();
    expect(await page.locator('.alert-news').textContent()).toBe(`Error: ${sentence}. A lists all alerts.`);
    await host.sendStates(run, 25, 32);
    await button(/^1 error, 4 warnings/).waitFor();
    expect(await page.locator('.alert-news').textContent()).toBe(`Error: ${sentence}. A lists all alerts.`);
  });
});

describe('by keyboard', () => {
  test('A opens and closes, arrows walk and unfold, Escape leads back', async () => {
    open = await openInspector(runAt(1));
    const { page } = open;
    await button(/^2 errors/).focus();
    await page.keyboard.press('Enter');
    await expect.poll(focusedTitle).toContain('Diverged');
    await page.keyboard.press('ArrowDown');
    await expect.poll(focusedTitle).toBe('Z2 is no longer finite');
    await page.keyboard.press('ArrowRight');
    await heads().nth(1).and(page.locator('[aria-expanded=true]')).waitFor();
    await page.keyboard.press('ArrowLeft');
    await heads().nth(1).and(page.locator('[aria-expanded=false]')).waitFor();
    await page.keyboard.press('End');
    await expect.poll(focusedTitle).toContain('units are dead');
    await page.keyboard.press('Home');
    await expect.poll(focusedTitle).toContain('Diverged');
    expect(await open.epoch()).toBe(80); // no key of the list moved the cursor
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => open.epoch()).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => list().count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('alerts-button');
  });

  test('it is kept open with the view', async () => {
    open = await openInspector(runAt(1));
    await open.page.keyboard.press('a');
    await list().waitFor();
    const kept = () => open.page.evaluate(() => sessionStorage.getItem('state') ?? '');
    await expect.poll(kept).toContain('"alerts":"shown"');
    open.host.onReady = () => void open.host.send(runAt(1));
    await open.page.reload();
    await list().waitFor();
  });
});

describe('on the timeline', () => {
  test('alerts stand as triangles, are named, and lead to their epoch and the list', async () => {
    open = await openInspector(runAt(0.1));
    const { page } = open;
    await button(/error.*list \(A\)$/).waitFor();
    const [, x = '0'] =
      /^M([\d.]+)/.exec((await page.locator('.event-alert.error').getAttribute('d')) ?? '') ?? [];
    const box = (await page.locator('.event-marks').boundingBox())!;
    await page.mouse.move(box.x + Number(x), box.y + 7);
    expect(await page.getByRole('tooltip').textContent()).toMatch(/epoch \d+: error: /);
    await page.mouse.click(box.x + Number(x), box.y + 7);
    await list().waitFor();
    await expect.poll(() => open.epoch()).toBeLessThan(20);
  });

  test('rises in a chain are one mark with their number', async () => {
    open = await openInspector(runAt(0.02, 2600));
    await button(/events: list \(E\)$/).waitFor();
    const numbers = open.page.locator('.event-number');
    await expect.poll(() => numbers.count()).toBeGreaterThan(0);
    expect(Number((await numbers.first().textContent())?.replace(',', ''))).toBeGreaterThan(20);
    const path = (await open.page.locator('.event-rise').getAttribute('d')) ?? '';
    expect(path.split('M').length - 1).toBeLessThan(12);
  });
});

test('of a run that has ended early the toolbar counts the epochs that there are', async () => {
  open = await openInspector(runAt(20, 2600));
  await open.page.locator('.epoch', { hasText: 'of 48' }).waitFor();
  expect(await open.page.locator('.scrubber').getAttribute('aria-valuetext')).toContain('epoch 48 of 48');
});

describe.each(THEMES)('in %s', (theme) => {
  test('axe finds nothing in the list', async () => {
    open = await openInspector(runAt(1), { theme });
    await open.page.keyboard.press('a');
    await heads().nth(4).click();
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });
});

test.each([420, 800, 1280, 1700])(
  '%d px wide, the list covers nothing and nothing is cut off',
  async (width) => {
    open = await openInspector(runAt(1), { viewport: { width, height: 800 } });
    await button(/^2 errors/).click();
    const cut = await open.page.evaluate(() => {
      const boxes = [
        ...document.querySelectorAll('.toolbar, .run-line, .alert-panel, .alert-line, .alert-details'),
      ];
      const wide = [document.documentElement, ...boxes].map((box) => box.scrollWidth - box.clientWidth);
      const rect = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
      const [tab, panel] = [rect('.tab-panel'), rect('.alert-panel')];
      const overlaps = panel.top < tab.bottom - 1 && panel.left < tab.right - 1;
      return { wide: wide.filter((overflow) => overflow > 0), overlaps, height: tab.height > 200 };
    });
    expect(cut).toEqual({ wide: [], overlaps: false, height: true });
  },
);
