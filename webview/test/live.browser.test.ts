import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { SeedSweep } from '#protocol/api';
import { accessibilityProblems } from './axe.ts';
import { eventually } from './eventually.ts';
import { draftHeader, trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { THEMES } from './themes.ts';

const RUN = trainRun({});
const FASTER = {
  ...DEFAULT_CONFIG,
  training: { ...DEFAULT_CONFIG.training, learningRate: 6e-5 },
};
const DRAFT = trainRun({ id: 'draft-1', name: 'rate 6e-5', config: FASTER });
const GHOST = { name: 'Tutorial', curves: RUN.history.allScores(), nTrain: 120, nTest: 30 };

let opened: OpenInspector | undefined;

async function open(...args: Parameters<typeof openInspector>): Promise<OpenInspector> {
  opened = await openInspector(...args);
  return opened;
}

afterEach(async () => {
  const closing = opened;
  opened = undefined;
  await closing?.close();
  expect(closing?.problems ?? []).toEqual([]);
  expect(closing?.host.asked.problems ?? []).toEqual([]);
});

async function showCurves({ host }: OpenInspector): Promise<void> {
  await host.page.showGhost(GHOST);
  await host.page.showRun(draftHeader(DRAFT));
}

describe('a draft', () => {
  test('shows its curves before its states, and what was before in words', async () => {
    const inspector = await open(RUN);
    const { page, host, showEpoch } = inspector;
    await showEpoch(1000);
    await showCurves(inspector);
    const loss = (of: TrainedRun) => of.history.score(1000, 'trainLoss').toFixed(4);
    const chart = page.getByRole('img', { name: /^Loss by epoch/ });
    await eventually(async () =>
      expect(await chart.getAttribute('aria-label')).toContain(`train loss ${loss(DRAFT)}`),
    );
    expect(await chart.getAttribute('aria-label')).toContain(`Before, Tutorial: train ${loss(RUN)}`);
    expect(await page.locator('.ghost-note').textContent()).toContain(`before, Tutorial: train ${loss(RUN)}`);
    const weights = await inspector.matrixText(0);
    await host.sendStates(DRAFT, 0, DRAFT.history.length);
    await eventually(async () => expect(await inspector.matrixText(0)).not.toEqual(weights));
    expect(await inspector.epoch()).toBe(1000);
  });

  test('is called one in words, and is kept with a button, after which nothing is left of what was before', async () => {
    const inspector = await open(RUN);
    const { page, host } = inspector;
    expect(await page.locator('.draft-mark').count()).toBe(0);
    await showCurves(inspector);
    await host.sendStates(DRAFT, 0, DRAFT.history.length);
    await page.getByText('draft, not kept', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Retrain' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Keep draft' }).click();
    await eventually(() => expect(host.asked.keepDraft).toBe(1));
    await host.page.showKept('draft-1');
    await page.getByRole('button', { name: 'Retrain' }).waitFor();
    expect(await page.locator('.draft-mark, .ghost-note').count()).toBe(0);
  });

  test('has the losses of before in the table of the curves', async () => {
    const inspector = await open(RUN);
    const { page } = inspector;
    await page.getByRole('tab', { name: 'Curves' }).click();
    await page.getByText(/^Curves as a table/).click();
    await showCurves(inspector);
    await page.getByRole('columnheader', { name: 'train loss before' }).waitFor();
    const last = page.locator('.twin tbody tr').last();
    const losses = [DRAFT, RUN].map(({ history }) => history.score(2600, 'trainLoss').toFixed(8));
    await eventually(async () => {
      const cells = await last.locator('td').allTextContents();
      expect([cells[0], cells[4]]).toEqual(losses);
    });
  });

  test('a message of the wrong shape is refused, and the run stays', async () => {
    const { host, page } = await open(RUN);
    const wrong = { ...draftHeader(DRAFT), curves: new Float64Array(4) };
    await expect(host.page.showRun(wrong)).rejects.toBeDefined();
    await expect(host.page.showGhost({ ...GHOST, curves: new Float64Array(3) })).rejects.toBeDefined();
    expect(await page.locator('.draft-mark').count()).toBe(0);
  });
});

const RESULT = { trainLoss: 0.4, testLoss: 0.4, testCorrect: 29, nTest: 30, nDead: 0 };
const SWEEP: SeedSweep = {
  id: 'sweep',
  name: 'Tutorial',
  seeds: [10, 11, 12, 13],
  outcomes: [
    { seed: 10, status: { state: 'completed' }, result: RESULT },
    { seed: 11, status: { state: 'completed' }, result: { ...RESULT, testCorrect: 30, nDead: 1 } },
    {
      seed: 13,
      status: { state: 'diverged', epoch: 5, where: 'Z1' },
      result: { ...RESULT, trainLoss: NaN },
    },
  ],
  state: 'running',
  isNew: true,
};

describe('a sweep of seeds', () => {
  test('has a tab of its own once there is one, with how far it is', async () => {
    const { page, host } = await open(RUN);
    expect(await page.getByRole('tab').count()).toBe(6);
    await host.page.showSweep(SWEEP);
    await page.getByText('3 of 4 seeds trained: 2 completed, 1 diverged', { exact: true }).waitFor();
    expect(await page.getByRole('progressbar', { name: 'Seeds trained' }).getAttribute('value')).toBe('3');
    const bars = await page.locator('.seed-bar').allInnerTexts();
    expect(bars.map((text) => text.split('\n').slice(0, 2).join(' '))).toEqual([
      '30/30 1 seed',
      '29/30 1 seed',
      'none 1 seed',
      '1 dead 1 seed',
      'diverged 1 seed',
    ]);
  });

  test('a bar opens its seeds and a seed its run, with keys alone', async () => {
    const { page, host } = await open(RUN);
    await host.page.showSweep(SWEEP);
    const bar = page.getByRole('button', { name: /^29\/30/ });
    await bar.focus();
    await page.keyboard.press('Enter');
    expect(await bar.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await eventually(() => expect(host.asked.seeds).toEqual([10]));
    expect(await page.getByRole('tab', { name: 'Network' }).getAttribute('aria-selected')).toBe('true');
    await page.getByRole('tab', { name: 'Seeds' }).waitFor();
  });

  test('is a table too', async () => {
    const { page, host } = await open(RUN);
    await host.page.showSweep(SWEEP);
    await page.getByText('All seeds as a table: 3').click();
    const lines = await page.locator('.twin tbody tr').allInnerTexts();
    expect(lines.map((line) => line.split('\t').map((cell) => cell.trim()))).toEqual([
      ['10', '29/30', '0.40000000', '0.40000000', '0', 'completed'],
      ['11', '30/30', '0.40000000', '0.40000000', '1', 'completed'],
      ['13', '29/30', 'NaN', '0.40000000', '0', 'diverged at epoch 5: Z1'],
    ]);
  });

  test.each(THEMES)('axe finds nothing serious, nor in a draft: %s', async (theme) => {
    const inspector = await open(RUN, { theme });
    const { page, host } = inspector;
    await showCurves(inspector);
    await page.locator('.ghost-note').waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await host.page.showSweep(SWEEP);
    await page.locator('.seed-bar').first().click();
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test.each([1280, 800, 420])('nothing is cut off at a width of %d', async (width) => {
    const { page, host } = await open(RUN, { viewport: { width, height: 800 } });
    await host.page.showSweep(SWEEP);
    await page.locator('.seed-bar').first().click();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
