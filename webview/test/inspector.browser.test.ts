import { createHash } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TrainedRun } from './fakeHost.ts';
import { trainRun } from './fakeHost.ts';
import { expectedCells, openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

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

const CONFUSION = new Map([
  [
    0,
    [
      [10, 0, 0],
      [9, 0, 0],
      [11, 0, 0],
    ],
  ],
  [
    700,
    [
      [10, 0, 0],
      [6, 0, 3],
      [0, 0, 11],
    ],
  ],
  [
    2600,
    [
      [10, 0, 0],
      [0, 8, 1],
      [0, 0, 11],
    ],
  ],
]);

test('matrices and heatmap show the engine’s numbers at every epoch', async () => {
  open = await openInspector(run);
  for (const [epoch, confusion] of CONFUSION) {
    await open.showEpoch(epoch);
    expect(await open.matrixText(0)).toEqual(expectedCells(run.history, epoch, 0));
    expect(await open.matrixText(1)).toEqual(expectedCells(run.history, epoch, 1));
    expect(await open.confusion()).toEqual(confusion);
  }
  expect(await open.page.locator('.spelled').textContent()).toBe('29 of 30 correct');
  expect(await open.page.locator('.readout').textContent()).toContain(
    'test 29/30 correct, 95 % interval 83–99 %',
  );
});

test('the report holds the hash of all states that were received', async () => {
  open = await openInspector(run);
  const hash = createHash('sha256');
  for (let epoch = 0; epoch <= 2600; epoch++) hash.update(run.history.parameterValues(epoch));
  expect(await open.host.page.report()).toEqual({
    runId: 'run-1',
    statesReceived: 2601,
    epochShown: 2600,
    parametersHash: hash.digest('hex'),
    confusionMatrix: CONFUSION.get(2600),
    problems: [],
  });
});

test('the host hears which epoch is shown and what is selected', async () => {
  open = await openInspector(run);
  await open.page.locator('.matrix thead .name', { hasText: 'h3' }).click();
  await open.showEpoch(700);
  await expect.poll(() => open.host.asked.epochs.at(-1)).toBe(700);
  expect(open.host.asked.selections.at(-1)).toEqual({ row: 56, layer: 1, unit: 2 });
});

describe('a selection', () => {
  test('of a row is the same in graph, rows, card and heatmap', async () => {
    open = await openInspector(run);
    const { page } = open;
    expect(await page.locator('.card-title').textContent()).toBe('Row 57, versicolor read as virginica');
    await open.showEpoch(700);
    await page.getByRole('button', { name: 'row 74', exact: true }).click();
    expect(await page.locator('.card-title').textContent()).toContain('Row 74');
    expect(await page.locator('.network h2').textContent()).toContain('carrying row 74');
    expect(await page.locator('.row-number').textContent()).toBe('74');
    const chosen = page.locator('.count[data-chosen=true] button');
    expect(await chosen.getAttribute('aria-label')).toMatch(/^versicolor read as /);
  });

  test('of a heatmap cell walks through its rows', async () => {
    open = await openInspector(run);
    await open.showEpoch(700);
    const cell = open.page.getByRole('button', { name: 'versicolor read as setosa: 6' });
    const seen = new Set<string>();
    for (let i = 0; i < 6; i++) {
      await cell.click();
      seen.add((await open.page.locator('.row-number').textContent()) ?? '');
    }
    expect(seen.size).toBe(6);
  });

  test('of a unit is the same in tables, graph and masks', async () => {
    open = await openInspector(run);
    const { page } = open;
    await page.locator('.matrix thead .name', { hasText: 'h4' }).click();
    expect(await page.locator('.unit[data-chosen=true]').getAttribute('aria-label')).toMatch(/^h4 /);
    expect(await page.locator('.mask-head.chosen .name').textContent()).toBe('h4');
    expect(await page.locator('td[data-linked*=column]').count()).toBe(5);
    expect(await page.locator('.edge.on[data-edge]').count()).toBe(4);
  });

  test('of a feature leaves the page as it is laid out', async () => {
    open = await openInspector(run);
    const { page } = open;
    const boxes = () =>
      page.locator('.graph, .matrix').evaluateAll((all) =>
        all.map((one) => {
          const { left, top, width, height } = one.getBoundingClientRect();
          return [left, top, width, height];
        }),
      );
    const before = await boxes();
    for (const name of ['sepal length', 'sepal width', 'petal length', 'petal width']) {
      await page.locator('.matrix tbody').getByRole('button', { name }).click();
      await page.locator('.matrix .name[aria-pressed=true]', { hasText: name }).waitFor();
      expect(await boxes()).toEqual(before);
    }
  });

  test('comes from the side panel too', async () => {
    open = await openInspector(run);
    await open.host.page.select({ row: null, layer: 1, unit: 4 });
    await open.page.locator('.unit[data-chosen=true][aria-label^="h5"]').waitFor();
    expect(await open.page.locator('.row-number').textContent()).toBe('57');
  });

  test('by a click into the pictures takes the row under the pointer', async () => {
    open = await openInspector(run);
    await open.page.locator('canvas.masks').click({ position: { x: 70, y: 1 } });
    expect(await open.page.locator('.row-number').textContent()).toBe('1');
    expect(await open.page.locator('.mask-head.chosen .name').textContent()).toBe('h4');
  });
});

test('every epoch is reached by keyboard, and typing is left alone', async () => {
  open = await openInspector(run);
  const { page } = open;
  const walk: readonly (readonly [string, number])[] = [
    ['Home', 0],
    ['ArrowRight', 1],
    ['Shift+ArrowRight', 11],
    ['PageDown', 111],
    ['PageUp', 11],
    ['Shift+ArrowLeft', 1],
    ['ArrowLeft', 0],
    ['ArrowLeft', 0],
    ['End', 2600],
  ];
  await page.locator('body').click({ position: { x: 5, y: 300 } });
  for (const [key, epoch] of walk) {
    await page.keyboard.press(key);
    await expect.poll(() => open.epoch()).toBe(epoch);
  }
  await page.locator('.epoch input').focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  expect(await open.epoch()).toBe(2600);
  await page.locator('.rows-focus').focus();
  await page.keyboard.press('ArrowDown');
  expect(await page.locator('.row-number').textContent()).toBe('65');
  expect(await page.locator('.rows-focus').getAttribute('aria-valuetext')).toMatch(
    /^row 65, test, versicolor, read as /,
  );
});

test('Space plays from the start and holds', async () => {
  open = await openInspector(run);
  await open.page.locator('body').click({ position: { x: 5, y: 300 } });
  await open.page.keyboard.press('Space');
  await expect.poll(() => open.epoch()).toBeGreaterThan(3);
  await open.page.keyboard.press('Space');
  const held = await open.epoch();
  expect(held).toBeLessThan(2600);
  await open.page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  expect(await open.epoch()).toBe(held);
});

test('a press on the loss curve moves the cursor there', async () => {
  open = await openInspector(run);
  const overlay = open.page.locator('.curve-overlay');
  const { width } = (await overlay.boundingBox())!;
  await overlay.click({ position: { x: width / 2, y: 60 } });
  expect(Math.abs((await open.epoch()) - 1200)).toBeLessThan(150);
  expect(await overlay.getAttribute('aria-label')).toContain('train loss');
});

test('a value under the pointer is read to eight decimals, and follows the epoch', async () => {
  open = await openInspector(run);
  const cell = open.page.locator('.matrix').first().locator('td.w').nth(1);
  await cell.hover();
  const tip = open.page.getByRole('tooltip');
  const at = (epoch: number) =>
    run.history.parameters(epoch).layers[0]!.weights[1]!.toFixed(8).replace('-', '−');
  expect(await tip.textContent()).toBe(`W1[sepal length, h2]\n${at(2600)}`);
  await open.page.keyboard.press('Home');
  await expect.poll(() => tip.textContent()).toContain(at(0));
});

test('weights or biases chosen in the side panel are brought into sight and outlined for a moment', async () => {
  open = await openInspector(run, { viewport: { width: 700, height: 500 } });
  const { page, host } = open;
  await page.getByRole('tab', { name: 'Curves' }).click();
  await host.page.select({ row: null, layer: 2, unit: null, array: 'W' });
  await page.locator('.matrix.pointed caption', { hasText: 'W2, b2' }).waitFor();
  const isInSight = () =>
    page
      .locator('.matrix')
      .nth(1)
      .evaluate((matrix) => {
        const { top, bottom } = matrix.getBoundingClientRect();
        return top < innerHeight && bottom > 0;
      });
  await expect.poll(isInSight).toBe(true);
  await host.page.select({ row: null, layer: 1, unit: null, array: 'b' });
  await page.locator('.matrix').first().locator('tr.bias.pointed').waitFor();
  expect(await page.locator('.pointed').count()).toBe(1);
});

test('what the page chooses to look at is told to the side panel, as is what a person chooses', async () => {
  open = await openInspector(run);
  await expect.poll(() => open.host.asked.selections.at(-1)).toEqual({ row: 56, layer: 1, unit: 0 });
});

test('what is typed and is no epoch is marked and stays; one that is not there leads to the nearest', async () => {
  open = await openInspector(run);
  const { page } = open;
  const field = page.locator('.epoch input');
  const note = page.locator('.epoch-note');
  await field.fill('1.5');
  await page.getByText('An epoch is a whole number').waitFor();
  expect(await page.locator('.epoch vscode-text-field').getAttribute('aria-invalid')).toBe('true');
  await field.press('Enter');
  expect([await field.inputValue(), await open.epoch()]).toEqual(['1.5', 2600]);
  await field.press('Escape');
  await expect.poll(() => field.inputValue()).toBe('2,600');
  expect(await note.textContent()).toBe('');
  await open.showEpoch(700);
  await field.fill('9,999');
  await field.press('Enter');
  await expect.poll(() => open.epoch()).toBe(2600);
  await expect.poll(() => note.textContent()).toBe('The last epoch is 2,600');
  await page.locator('.scrubber').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => note.textContent()).toBe('');
});

test('the page comes back as it was, without a replay', async () => {
  open = await openInspector(run);
  await open.showEpoch(700);
  await open.page.locator('.matrix thead .name', { hasText: 'h2' }).click();
  await expect
    .poll(() => open.page.evaluate(() => sessionStorage.getItem('state')))
    .toMatch(/"epoch":700.*"unit":1/);
  const speed = open.page.getByRole('combobox', { name: 'Speed of play' });
  await speed.focus();
  await open.page.keyboard.press('ArrowDown');
  await expect
    .poll(() => open.page.evaluate(() => sessionStorage.getItem('state')))
    .toContain('"speed":1000');
  const ready = new Promise<void>((resolve) => {
    open.host.onReady = resolve;
  });
  await open.page.reload();
  await ready;
  open.host.asked.epochs.length = 0;
  await open.host.send(run);
  await expect.poll(() => open.epoch()).toBe(700);
  expect(await open.page.locator('.mask-head.chosen .name').textContent()).toBe('h2');
  expect(await speed.evaluate((one) => (one as HTMLSelectElement).value)).toBe('1000');
  expect(open.host.asked.epochs).toEqual([700]);
});
