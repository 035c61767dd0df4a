import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { rowLoss } from '#engine/loss';
import type { OpenInspector } from './inspectorPage.ts';
import {
  EPOCHS,
  EXPERIMENT,
  openSamples,
  probabilities,
  reload,
  rowsWhere,
  untilKept,
} from './samplesPage.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

function everyRow(): Int32Array {
  return Int32Array.from({ length: 150 }, (_, row) => row);
}

/** The rows that have a line now, as written in the first column. */
function listed(page: Page): Promise<string[]> {
  return page.locator('.row-table .line:not([hidden]) td:first-child').allTextContents();
}

function lineOf(page: Page, row: number) {
  return page.locator('.row-table .line:not([hidden])', {
    has: page.locator(`td:first-child:text-is("${row}")`),
  });
}

/** The counts of one of the two matrices, row by row. */
async function counts(page: Page, which: number): Promise<number[]> {
  const cells = page.locator('.confusion-of').nth(which).locator('.count button > span');
  return (await cells.allTextContents()).map(Number);
}

describe('confusion', () => {
  test('of test and training rows counts what the engine reads at each epoch', async () => {
    open = await openSamples();
    const { page } = open;
    for (const epoch of EPOCHS) {
      await open.showEpoch(epoch);
      for (const [i, group] of [EXPERIMENT.split.test, EXPERIMENT.split.train].entries()) {
        const expected = Array.from(
          { length: 9 },
          (_, at) =>
            rowsWhere(epoch, group, (actual, read) => actual === Math.floor(at / 3) && read === at % 3)
              .length,
        );
        expect(await counts(page, i)).toEqual(expected);
        expect(expected.reduce((a, b) => a + b)).toBe(group.length);
      }
    }
  });

  test('says accuracy as k of n with Wilson’s 95 % interval', async () => {
    open = await openSamples();
    const { page } = open;
    expect(await page.locator('.confusion-of h2').allTextContents()).toEqual([
      'Test 29/30 96.7 % correct, 95 % interval 83.3–99.4 %',
      'Training 109/120 90.8 % correct, 95 % interval 84.3–94.8 %',
    ]);
  });

  test('shows shares of the actual class, of the predicted class and of all, and keeps which', async () => {
    open = await openSamples();
    const { page } = open;
    const shares = () => page.locator('.confusion-of').first().locator('.count small').allTextContents();
    const radio = (name: string) => page.getByRole('radio', { name, exact: true });
    expect((await shares()).join('')).toBe('');
    await radio('of actual class').click();
    expect((await shares()).slice(3, 6)).toEqual(['0.0 %', '88.9 %', '11.1 %']);
    await radio('of predicted class').click();
    expect((await shares())[5]).toBe('8.3 %');
    await page.keyboard.press('ArrowRight');
    expect(await radio('of all').getAttribute('aria-checked')).toBe('true');
    expect(await shares()).toEqual([
      '33.3 %',
      '0.0 %',
      '0.0 %',
      '0.0 %',
      '26.7 %',
      '3.3 %',
      '0.0 %',
      '0.0 %',
      '36.7 %',
    ]);
    await page.getByRole('button', { name: 'versicolor read as virginica: 1, 3.3 % of all rows' }).waitFor();
    await untilKept(page, /"normalization":"all"/);
    await reload(open);
    await radio('of all').and(page.locator('[aria-checked=true]')).waitFor();
  });

  test('a cell lists exactly its rows, until it is pressed again', async () => {
    open = await openSamples(700);
    const { page } = open;
    const cell = page.getByRole('button', { name: 'versicolor read as setosa: 22' });
    await cell.click();
    const expected = rowsWhere(700, EXPERIMENT.split.train, (actual, read) => actual === 1 && read === 0);
    expect(expected.length).toBe(22);
    expect(await page.locator('.row-table table').getAttribute('aria-rowcount')).toBe('23');
    const seen = await listed(page);
    expect(seen).toEqual(expected.slice(0, seen.length));
    expect(await cell.getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('.story h2').textContent()).toContain(
      `Row ${expected[0]!} versicolor, training`,
    );
    await page.getByRole('radio', { name: 'training: versicolor read as setosa' }).waitFor();
    await cell.click();
    expect(await cell.getAttribute('aria-pressed')).toBe('false');
    expect(await page.locator('.row-table table').getAttribute('aria-rowcount')).toBe('54');
  });

  test('an empty cell leads nowhere and is no stop of the keyboard', async () => {
    open = await openSamples();
    const { page } = open;
    const cell = page.getByRole('button', { name: 'setosa read as virginica: 0' }).first();
    await cell.dispatchEvent('click');
    expect(await page.locator('.row-table table').getAttribute('aria-rowcount')).toBe('13');
    expect([await cell.getAttribute('aria-disabled'), await cell.getAttribute('tabindex')]).toEqual([
      'true',
      '-1',
    ]);
  });
});

describe('the list of rows', () => {
  test('shows at first the wrong ones', async () => {
    open = await openSamples();
    const { page } = open;
    for (const epoch of EPOCHS) {
      await open.showEpoch(epoch);
      const wrong = rowsWhere(epoch, everyRow(), (actual, read) => actual !== read);
      const nLines = await page.locator('.row-table table').getAttribute('aria-rowcount');
      expect(nLines).toBe(String(wrong.length + 1));
      await page.getByRole('radio', { name: `wrong ${wrong.length}` }).waitFor();
      const seen = await listed(page);
      expect(seen.every((row) => wrong.includes(row))).toBe(true);
      expect(seen.length).toBeGreaterThan(11);
    }
  });

  test('tells of row 57 all that there is, at each epoch', async () => {
    open = await openSamples();
    const { page } = open;
    for (const epoch of EPOCHS) {
      await open.showEpoch(epoch);
      const p = probabilities(epoch).slice(56 * 3, 57 * 3);
      // since when it is read so is known once all epochs have been read
      await expect
        .poll(() => lineOf(page, 57).locator('td').allTextContents())
        .toEqual([
          ...['57', 'test', '▲versicolor', epoch === 0 ? '●setosa' : '■virginica', '◂ wrong'],
          epoch === 0 ? '0' : '62',
          ...['6.3', '3.3', '4.7', '1.6'],
          ...Array.from(p, (value) => value.toFixed(3)),
          rowLoss(p[1]!).toFixed(3),
          '1',
        ]);
    }
  });

  test('is sorted by a press on a head, and that is kept', async () => {
    open = await openSamples();
    const { page } = open;
    await page.getByRole('radio', { name: 'test 30' }).click();
    const head = page.getByRole('button', { name: 'P ■ virginica' });
    await head.click();
    await head.click();
    const p = probabilities(2600);
    const expected = [...EXPERIMENT.split.test]
      .sort((a, b) => p[b * 3 + 2]! - p[a * 3 + 2]! || a - b)
      .map((row) => String(row + 1));
    await page.locator('.row-table').evaluate((box) => box.scrollTo(0, 0));
    await expect.poll(async () => (await listed(page)).slice(0, 10)).toEqual(expected.slice(0, 10));
    expect(await page.locator('th', { has: head }).getAttribute('aria-sort')).toBe('descending');
    await untilKept(page, /"rowFilter":"test","rowSort":\{"column":"p2","descending":true\}/);
    await reload(open);
    expect(await page.locator('th', { has: head }).getAttribute('aria-sort')).toBe('descending');
  });

  test('has lines only for what is in sight, and scrolls to the last row', async () => {
    open = await openSamples();
    const { page } = open;
    await page.getByRole('radio', { name: 'all 150' }).click();
    expect(await page.locator('.row-table .line').count()).toBeLessThan(45);
    await page.locator('.row-table').evaluate((box) => box.scrollTo(0, box.scrollHeight));
    await expect.poll(async () => (await listed(page)).at(-1)).toBe('150');
  });

  test('is the same selection as everywhere', async () => {
    open = await openSamples();
    const { page } = open;
    await lineOf(page, 107).locator('td').nth(2).click();
    expect(await page.locator('.line[data-chosen=true] td').first().textContent()).toBe('107');
    expect(await page.locator('.line[aria-selected=true]').count()).toBe(1);
    expect(await page.locator('.story h2').textContent()).toContain('Row 107');
    const marked = page.locator('.count[data-chosen=true] button');
    expect(await marked.getAttribute('aria-label')).toBe('virginica read as versicolor: 3');
    await expect.poll(() => open.host.asked.selections.at(-1)?.row).toBe(106);
    await open.host.page.select({ row: 85, layer: null, unit: null });
    await page.locator('.story h2', { hasText: 'Row 86' }).waitFor();
    expect(await page.locator('.line[data-chosen=true] td').first().textContent()).toBe('86');
    await page.locator('#tab-network').click();
    expect(await page.locator('.card-title').textContent()).toContain('Row 86');
  });

  test('scrolls to a row that is selected elsewhere', async () => {
    open = await openSamples();
    const { page } = open;
    await page.getByRole('radio', { name: 'all 150' }).click();
    await open.host.page.select({ row: 149, layer: null, unit: null });
    await lineOf(page, 150).waitFor();
    expect(await page.locator('.line[data-chosen=true] td').first().textContent()).toBe('150');
    await open.host.page.select({ row: 0, layer: null, unit: null });
    await lineOf(page, 1).waitFor();
  });

  test('opens the arithmetic of a probability, a feature or a loss', async () => {
    open = await openSamples();
    const { page } = open;
    const cells = lineOf(page, 52).locator('td');
    for (const [at, cell] of [
      [12, '{"name":"P","layer":2,"row":51,"column":2}'],
      [8, '{"name":"X","layer":0,"row":51,"column":2}'],
      [13, '{"name":"rowLoss","layer":2,"row":51,"column":0}'],
    ] as const) {
      await cells.nth(at).click();
      await untilKept(page, new RegExp(`"cell":${cell.replace(/[{}]/g, '\\$&')}`));
      expect(await cells.nth(at).getAttribute('data-open')).toBe('true');
    }
    expect(open.host.asked.selections.at(-2)).toEqual({ row: 51, layer: 0, unit: 2 });
    expect(await page.locator('th[data-chosen=true]').allTextContents()).toEqual(['petal length cm ']);
  });

  test('is read, sorted and opened by keyboard alone', async () => {
    open = await openSamples();
    const { page } = open;
    await page.getByRole('radio', { name: 'wrong 12' }).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: 'training 120' }).getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Tab');
    const grid = page.getByRole('grid');
    expect(await grid.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.story h2').textContent()).toContain('Row 66');
    for (let i = 0; i < 12; i++) await page.keyboard.press('Alt+ArrowRight');
    const active = await grid.getAttribute('aria-activedescendant');
    const p = probabilities(2600)[65 * 3 + 2]!.toFixed(3);
    expect(await page.locator(`#${active ?? ''}`).textContent()).toBe(p);
    await page.keyboard.press('Enter');
    await untilKept(page, /"cell":\{"name":"P","layer":2,"row":65,"column":2\}/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => open.epoch()).toBe(2599);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('columnheader', { name: 'flips in all' }).getAttribute('aria-sort')).toBe(
      'ascending',
    );
  });

  test('a value under the pointer is read to eight decimals, and follows the epoch', async () => {
    open = await openSamples();
    const { page } = open;
    await lineOf(page, 57).locator('td').nth(12).hover();
    const tip = page.getByRole('tooltip');
    const at = (epoch: number) => probabilities(epoch)[56 * 3 + 2]!.toFixed(8);
    expect(await tip.textContent()).toBe(`row 57\nP virginica ${at(2600)}`);
    await page.keyboard.press('PageUp');
    await expect.poll(() => tip.textContent()).toContain(at(2500));
  });
});
