import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { accessibilityProblems } from './axe.ts';
import { trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { THEMES } from './themes.ts';

/** Diverges at epoch 58; there 16 of the 30 test rows have a P that is not finite: 5 versicolor and 11 virginica. */
const DIVERGED = trainRun({
  config: { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: 100, learningRate: 5 } },
});

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

const table = () => open.page.getByRole('table', { name: /confusion/i }).first();
const note = () => open.page.locator('.unpredicted-note').first();

describe('where rows have no prediction', () => {
  test('they are counted by actual class, and the totals hold them', async () => {
    open = await openInspector(DIVERGED);
    expect(await table().locator('tbody td.unpredicted').allTextContents()).toEqual(['0', '5', '11']);
    expect(await table().locator('tbody td.share').allTextContents()).toEqual(['0/10', '3/9', '0/11']);
    expect(await table().getByRole('columnheader').allTextContents()).toContain('none');
    expect(await note().textContent()).toBe(
      '16 of 30 rows have no prediction (P is not finite), and count as wrong.',
    );
    await open.showEpoch(57);
    await note().waitFor({ state: 'hidden' });
    expect(await table().getByRole('columnheader').allTextContents()).not.toContain('none');
    expect(await table().locator('tbody td.share').allTextContents()).toEqual(['0/10', '1/9', '11/11']);
  });

  test.each([
    ['of actual class', '33.3 %', '; the shares are of all rows of a class, these included.'],
    ['of predicted class', '23.1 %', '; the shares are of the rows read as a class, without these.'],
    ['of all', '10.0 %', '; the shares are of all rows, these included.'],
  ])('shares %s say what they are of', async (choice, share, words) => {
    open = await openInspector(DIVERGED);
    await open.page.locator('#tab-samples').click();
    await open.page.getByRole('radio', { name: choice, exact: true }).click();
    const cell = table().getByRole('button', { name: /^versicolor read as versicolor: 3/ });
    await expect.poll(() => cell.locator('small').textContent()).toBe(share);
    expect(await note().textContent()).toBe(`16 of 30 rows have no prediction (P is not finite)${words}`);
  });

  test('the cell of a selected row without one is marked', async () => {
    open = await openInspector(DIVERGED);
    const { dataset, split } = prepareExperiment(DIVERGED.header.config, DIVERGED.header.dataset);
    const row = split.test.find((one) => dataset.labels[one] === 2)!; // a virginica; none has a prediction
    await open.host.page.select({ row, layer: null, unit: null });
    const chosen = table().locator('td[data-chosen="true"]');
    await expect.poll(() => chosen.allTextContents()).toEqual(['11']);
    expect(await chosen.getAttribute('class')).toBe('unpredicted');
  });
});

test.each(THEMES)('axe finds nothing in the matrix of a diverged run, %s', async (theme) => {
  open = await openInspector(DIVERGED, { theme, viewport: { width: 800, height: 860 } });
  await note().waitFor();
  expect(await accessibilityProblems(open.page)).toEqual([]);
});
