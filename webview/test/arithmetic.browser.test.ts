import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ArraySource, valueAt } from '#engine/arrays';
import type { CellAddress } from '#engine/arrays';
import { prepareExperiment } from '#engine/experiment';
import { exact, fixed } from '../format.ts';
import { accessibilityProblems } from './axe.ts';
import type { TrainedRun } from './fakeHost.ts';
import { trainRun } from './fakeHost.ts';
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
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

function valueOf(epoch: number, address: CellAddress): number {
  const source = new ArraySource(prepareExperiment(run.header.config, run.header.dataset));
  return valueAt(source.derive(run.history.parameters(epoch)), address);
}

const strip = () => open.page.locator('.strip');
const address = () => open.page.locator('.strip .address').textContent();
const terms = () => open.page.locator('.term').allTextContents();

describe('the arithmetic of a number', () => {
  test('opens from a weight, with what the update made it of', async () => {
    open = await openInspector(run);
    await open.showEpoch(101);
    await open.page.locator('.matrix td.w[data-at="12"]').first().click();
    expect(await address()).toBe('W1[petal length, h3]');
    const before = valueOf(100, { name: 'W', layer: 1, row: 2, column: 2 });
    const gradient = valueOf(100, { name: 'dW', layer: 1, row: 2, column: 2 });
    const [kept, step] = await terms();
    expect(kept).toContain(fixed(before));
    expect(step).toContain(`0.00003 · ${fixed(gradient)}`);
    const result = valueOf(101, { name: 'W', layer: 1, row: 2, column: 2 });
    expect(await open.page.locator('.equals').textContent()).toBe(`= ${fixed(result, 6)}`);
    await open.page.locator('vscode-button[aria-label^="Close the arithmetic"]').click();
    await strip().waitFor({ state: 'detached' });
  });

  test('opens by keys from a weight or bias: one tab stop a matrix, arrows move, Enter opens', async () => {
    open = await openInspector(run);
    const { page } = open;
    const stops = page.locator('.matrix td[tabindex="0"]');
    expect(await stops.count()).toBe(2);
    await page.locator('.matrix .name', { hasText: 'h5' }).first().focus();
    await page.keyboard.press('Tab'); // the first row's name
    await page.keyboard.press('Tab');
    const focused = () => page.locator('.matrix td:focus').getAttribute('data-at');
    expect(await focused()).toBe('0');
    for (const press of ['ArrowUp', 'ArrowDown', 'ArrowDown', 'Alt+ArrowRight', 'Alt+ArrowRight']) {
      await page.keyboard.press(press);
    }
    expect(await focused()).toBe('12');
    await expect.poll(() => stops.first().getAttribute('data-at')).toBe('12');
    expect(await strip().count()).toBe(0);
    await page.keyboard.press('Enter');
    expect(await address()).toBe('W1[petal length, h3]');
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowDown'); // the bias is the last row
    await page.keyboard.press('Enter');
    expect(await address()).toBe('b1[h3]');
    expect(await open.epoch()).toBe(2600);
  });

  test('closed from inside, gives the focus back to what opened it, or to the tab where that is gone', async () => {
    open = await openInspector(run);
    const { page } = open;
    const weight = page.locator('.matrix td.w[data-at="12"]').first();
    const isFocused = (one: Element) => one.matches(':focus');
    await weight.focus();
    for (const inside of ['.path button', '.terms']) {
      await page.keyboard.press('Enter');
      await page.locator(inside).first().focus();
      await page.keyboard.press('Escape');
      await strip().waitFor({ state: 'detached' });
      expect(await weight.evaluate(isFocused)).toBe(true);
    }
    await page.keyboard.press('Enter');
    await page.locator('#tab-arrays').click();
    await page.locator('.terms').focus();
    await page.keyboard.press('Escape');
    await strip().waitFor({ state: 'detached' });
    expect(await page.locator('#tab-arrays').evaluate(isFocused)).toBe(true);
  });

  test('opens from Rows by Enter: the P that the selected row is read by', async () => {
    open = await openInspector(run);
    await open.page.locator('.rows-focus').focus();
    await open.page.keyboard.press('Enter');
    expect(await address()).toBe('P[row 57, virginica]');
  });

  test('opens from a node, and a walk along its path leads to the values before and after', async () => {
    open = await openInspector(run);
    await open.showEpoch(700);
    const node = open.page.locator('.unit.hidden').nth(1);
    await node.locator('.value').click();
    expect(await address()).toBe('A1[row 57, h2]');
    await open.page.locator('.path button', { hasText: 'Z1' }).first().click();
    expect(await address()).toBe('Z1[row 57, h2]');
    const z = valueOf(700, { name: 'Z', layer: 1, row: 56, column: 1 });
    expect(await open.page.locator('.equals').textContent()).toBe(`= ${fixed(z, 4)}`);
    expect((await terms()).map((text) => /[a-z ]+/.exec(text.replace(/^\+/, ''))?.[0])).toEqual([
      'sepal length',
      'sepal width',
      'petal length',
      'petal width',
      'bias',
    ]);
    await open.page.locator('.path button', { hasText: 'P' }).first().click();
    expect(await address()).toBe('P[row 57, virginica]');
  });

  test('follows the epoch and the selected row', async () => {
    open = await openInspector(run);
    await open.page.locator('.unit.hidden').nth(1).locator('.value').click();
    await open.host.page.select({ row: 0, layer: null, unit: null });
    expect(await address()).toBe('A1[row 1, h2]');
    await open.showEpoch(0);
    const a = valueOf(0, { name: 'A', layer: 1, row: 0, column: 1 });
    expect(await open.page.locator('.equals').textContent()).toBe(`= ${fixed(a, 4)}`);
  });

  test('a factor is the way to its own arithmetic, and of the epoch before where it comes from there', async () => {
    open = await openInspector(run);
    await open.showEpoch(101);
    await open.page.locator('.matrix td.w[data-at="12"]').first().click();
    await open.page.locator('.factor').last().click();
    expect(await address()).toBe('dW1[petal length, h3]');
    expect(await open.epoch()).toBe(100);
  });

  test('a term under the pointer outlines its source cells', async () => {
    open = await openInspector(run);
    await open.page.locator('.unit.hidden').nth(1).locator('.value').click();
    await open.page.locator('.path button', { hasText: 'Z1' }).first().click();
    await open.page.locator('.term').nth(2).hover();
    const outlined = open.page.locator('.matrix td.hovered');
    await outlined.waitFor();
    expect(await outlined.getAttribute('data-at')).toBe('11');
    expect(await open.page.locator('.edge.hovered').count()).toBe(1);
  });

  test('the contributions of the rows to a gradient are ranked, and narrowed to a class', async () => {
    open = await openInspector(run);
    await open.showEpoch(101);
    await open.page.locator('.matrix td.w[data-at="12"]').first().click();
    await open.page.locator('.factor').last().click();
    expect(await open.page.locator('.terms').getAttribute('aria-label')).toContain('120 terms');
    await open.page.getByLabel('Order of the rows').selectOption('largest');
    const sizes = (
      await open.page.locator('.term').evaluateAll((all) => all.map((one) => one.getAttribute('title')))
    ).map((text) => Math.abs(Number(text?.replace('−', '-').replace('e−', 'e-'))));
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    await open.page.getByLabel('Rows of which class').selectOption({ label: 'versicolor' });
    expect(await open.page.locator('.terms').getAttribute('aria-label')).toContain('41 terms');
    expect(await open.page.locator('.strip-result').textContent()).toContain('41 of 120 rows add');
  });

  test('a long sum says at its edges that it goes on, and keys scroll it', async () => {
    open = await openInspector(run);
    await open.page.locator('.matrix td.w[data-at="12"]').first().click();
    await open.page.locator('.factor').last().click();
    const epoch = await open.epoch();
    const right = open.page.getByRole('button', { name: 'More terms at the right' });
    const left = open.page.getByRole('button', { name: 'More terms at the left' });
    await right.waitFor();
    expect(await left.count()).toBe(0);
    const terms = open.page.locator('.terms');
    const first = () => terms.locator('.term').first().textContent();
    const before = await first();
    await terms.focus();
    for (let i = 0; i < 5; i++) await open.page.keyboard.press('ArrowRight');
    await left.waitFor();
    await expect.poll(first).not.toBe(before);
    await open.page.keyboard.press('End');
    await expect.poll(() => right.count()).toBe(0);
    await left.click();
    await right.waitFor();
    await open.page.keyboard.press('Home');
    expect(await open.epoch()).toBe(epoch);
  });
});

describe('every array', () => {
  test('is written out, and a number opens by pointer and by keys', async () => {
    open = await openInspector(run);
    await open.showEpoch(700);
    await open.page.locator('#tab-arrays').click();
    for (const name of [
      'X',
      'W1',
      'Z1',
      'A1',
      'P',
      'row loss',
      'dZ2',
      'dA1',
      'mask 1',
      'dZ1',
      'dW1',
      'new W2',
    ]) {
      await open.page.locator('.array-list').getByRole('button', { name, exact: false }).first().click();
      const table = open.page.getByRole('region', { name, exact: true }).first();
      const cell = table.locator('td.w[data-at]').first();
      await cell.click();
      await strip().waitFor();
      expect(await address()).toContain(name);
    }
    const box = open.page.getByRole('region', { name: 'new W2', exact: true }).locator('.array-box');
    await box.focus();
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('Alt+ArrowRight');
    expect(await address()).toBe('new W2[h2, versicolor]');
  });

  test('shows the engine’s numbers, and those of another epoch when it is shown', async () => {
    open = await openInspector(run);
    await open.page.locator('#tab-arrays').click();
    const cell = open.page
      .getByRole('region', { name: 'Z1', exact: true })
      .locator(`td.w[data-at="${56 * 5 + 1}"]`);
    for (const epoch of [2600, 700, 0]) {
      await open.showEpoch(epoch);
      const z = valueOf(epoch, { name: 'Z', layer: 1, row: 56, column: 1 });
      expect(await cell.textContent()).toBe(fixed(z));
    }
    await cell.hover();
    const z = valueOf(0, { name: 'Z', layer: 1, row: 56, column: 1 });
    expect(await open.page.getByRole('tooltip').textContent()).toContain(exact(z));
  });
});

describe('steps inside an epoch', () => {
  test('show the parameters before and after the update, and step on into the next epoch', async () => {
    open = await openInspector(run);
    await open.showEpoch(100);
    await open.page.locator('vscode-button[aria-label^="Step inside"]').click();
    expect(await open.page.locator('.phase-list button').allTextContents()).toEqual([
      'Z1',
      'A1',
      'Z2',
      'P',
      'loss',
      'dZ2',
      'dW2, db2',
      'dA1',
      'dZ1',
      'dW1, db1',
      'update',
    ]);
    const before = await open.matrixText(0);
    await open.page.locator('.phase-list button', { hasText: 'update' }).click();
    await open.page.locator('.matrix caption', { hasText: 'new W1' }).waitFor();
    await expect.poll(() => open.matrixText(0)).not.toEqual(before);
    const after = await open.matrixText(0);
    await open.page.locator('vscode-button[aria-label^="Step on"]').click();
    expect(await open.epoch()).toBe(101);
    await expect.poll(() => open.matrixText(0)).toEqual(after);
    await open.page.locator('vscode-button[aria-label^="Step back"]').click();
    await open.page.locator('vscode-button[aria-label^="Step back"]').click();
    expect(await open.epoch()).toBe(100);
    await open.page.locator('.phase-list button', { hasText: 'Z1' }).first().click();
    await expect.poll(() => open.matrixText(0)).toEqual(before);
  });

  test('dim what takes no part', async () => {
    open = await openInspector(run);
    await open.showEpoch(100);
    await open.page.locator('vscode-button[aria-label^="Step inside"]').click();
    await open.page.locator('.phase-list button', { hasText: 'Z2' }).first().click();
    expect(await open.page.locator('.unit.dimmed').count()).toBe(4);
    expect(await open.page.locator('.matrix table.dimmed').count()).toBe(1);
    expect(await open.page.locator('canvas.masks.dimmed').count()).toBe(1);
    expect(await open.page.locator('.unit.output .value').first().textContent()).toBe(
      fixed(valueOf(100, { name: 'Z', layer: 2, row: 56, column: 0 })),
    );
  });

  test('the last state of a run was never trained on, and says so', async () => {
    open = await openInspector(run);
    await open.page.locator('vscode-button[aria-label^="Step inside"]').click();
    expect(await open.page.locator('.phase-list button:disabled').count()).toBe(6);
  });
});

test('tab, step, open number and selection come back with the page', async () => {
  open = await openInspector(run);
  await open.showEpoch(700);
  await open.page.locator('.unit.hidden').nth(2).locator('.value').click();
  await open.page.locator('#tab-arrays').click();
  await open.page.locator('vscode-button[aria-label^="Step inside"]').click();
  await open.page.locator('.phase-list button', { hasText: 'dA1' }).click();
  await expect
    .poll(() => open.page.evaluate(() => sessionStorage.getItem('state')))
    .toMatch(/"phase":7.*"tab":"arrays"/);
  const ready = new Promise<void>((resolve) => {
    open.host.onReady = resolve;
  });
  await open.page.reload();
  await ready;
  await open.host.send(run);
  await open.page.locator('.phase-list [aria-current]', { hasText: 'dA1' }).waitFor();
  expect(await address()).toBe('A1[row 57, h3]');
  expect(await open.page.locator('#tab-arrays').getAttribute('aria-selected')).toBe('true');
  expect(await open.epoch()).toBe(700);
});

describe.each(THEMES)('in %s', (theme) => {
  test('axe finds nothing in the arithmetic, the arrays and the steps', async () => {
    open = await openInspector(run, { theme });
    await open.showEpoch(100);
    await open.page.locator('vscode-button[aria-label^="Step inside"]').click();
    await open.page.locator('.matrix td.w').first().click();
    expect(await accessibilityProblems(open.page)).toEqual([]);
    await open.page.locator('#tab-arrays').click();
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });
});
