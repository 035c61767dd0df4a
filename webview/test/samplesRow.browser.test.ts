import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { ArraySource } from '#engine/arrays';
import { argmax } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import { experimentOfRow, nearestRows } from '#engine/newRow';
import { fixed } from '../format.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { EPOCHS, EXPERIMENT, RUN, openSamples, probabilities, reload, untilKept } from './samplesPage.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

describe('the selected row’s story', () => {
  test('says how it is read and since when, and each change leads to its epoch', async () => {
    open = await openSamples(700);
    const { page } = open;
    const story = page.locator('.story');
    await expect
      .poll(() => story.locator('.story-verdict b').textContent())
      .toBe('◂ read as virginica since epoch 62');
    expect(await story.locator('h2').textContent()).toBe(
      'Row 57 versicolor, test; sepal 6.3 × 3.3 cm, petal 4.7 × 1.6 cm',
    );
    const change = story.getByRole('button', { name: 'epoch 62 setosa → virginica' });
    expect(await change.getAttribute('aria-current')).toBe('true');
    await change.click();
    await expect.poll(() => open.epoch()).toBe(62);
    expect(await change.getAttribute('aria-current')).toBe('true');
    await page.keyboard.press('ArrowLeft');
    await expect
      .poll(() => story.locator('.story-verdict b').textContent())
      .toBe('◂ read as setosa since epoch 0');
    expect(await change.getAttribute('aria-current')).toBe('false');
  });

  test('shows every probability, and opens its arithmetic and that of the decisive score', async () => {
    open = await openSamples(700);
    const { page } = open;
    const bars = page.locator('.story .output-bars button');
    const p = Array.from(probabilities(700).slice(56 * 3, 57 * 3), (value) => value.toFixed(3));
    for (const [k, role] of [' ', ' actual', ' predicted'].entries()) {
      const name = `${EXPERIMENT.dataset.classes[k]!} ${p[k]!}${role}`.trim();
      await page
        .getByRole('group', { name: /^Probabilities of row 57/ })
        .getByRole('button', { name, exact: true })
        .waitFor();
    }
    await bars.nth(2).click();
    await untilKept(page, /"cell":\{"name":"P","layer":2,"row":56,"column":2\}/);
    expect(await bars.nth(2).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: /^score of virginica: Z2 / }).click();
    await untilKept(page, /"cell":\{"name":"Z","layer":2,"row":56,"column":2\}/);
    await page.locator('.story-verdict button').nth(1).click();
    await untilKept(page, /"cell":\{"name":"rowLoss","layer":2,"row":56,"column":0\}/);
  });

  test('leads in two clicks from a wrong row to the arithmetic of the unit that decides', async () => {
    open = await openSamples(700);
    const { page } = open;
    await page.locator('.row-table .line', { hasText: 'versicolor' }).first().locator('td').first().click();
    const row = Number(/^Row (\d+)/.exec((await page.locator('.story h2').textContent()) ?? '')?.[1]) - 1;
    const pass = createPass(EXPERIMENT.shape, EXPERIMENT.nRows);
    const parameters = RUN.history.parameters(700);
    forward(pass, parameters, EXPERIMENT.x);
    const ahead = argmax(probabilitiesOf(pass), row, 3);
    const behind = EXPERIMENT.dataset.labels[row]!;
    expect(ahead).not.toBe(behind);
    const terms = [0, 1, 2, 3, 4].map((unit) => {
      const a = pass.activations[0]![row * 5 + unit]!;
      const { weights } = parameters.layers[1]!;
      return { unit, adds: a * (weights[unit * 3 + ahead]! - weights[unit * 3 + behind]!) };
    });
    terms.sort((one, other) => Math.abs(other.adds) - Math.abs(one.adds));
    const [most] = terms;
    const lead = page.locator('.story-lead');
    expect(await lead.locator('span').textContent()).toMatch(/ leads .+ in Z2; by unit, most first \(bias /);
    const first = lead.getByRole('button').first();
    const adds = most!.adds.toFixed(2).replace('-', '−');
    const { weights } = parameters.layers[1]!;
    const [a, toAhead, toBehind] = [
      pass.activations[0]![row * 5 + most!.unit]!,
      weights[most!.unit * 3 + ahead]!,
      weights[most!.unit * 3 + behind]!,
    ].map((value) => fixed(value));
    expect(await first.textContent()).toBe(
      `h${most!.unit + 1} ${adds.startsWith('−') ? '' : '+'}${adds} = ${a} · (${toAhead} − ${toBehind})`,
    );
    await first.click();
    const cell = `[row ${row + 1}, h${most!.unit + 1}]`;
    await page.getByRole('region', { name: `Arithmetic of Z1${cell}` }).waitFor();
    expect(await first.getAttribute('aria-pressed')).toBe('true');
    expect(await first.getAttribute('title')).toContain(`A1${cell} `);
  });

  test('at the epoch of a change its class is compared with the one before, later with its own', async () => {
    open = await openSamples(62);
    const said = open.page.locator('.story-lead span');
    await expect
      .poll(() => said.textContent())
      .toMatch(/^why: virginica leads setosa, which it was read as before, by 0\.\d\d in Z2/);
    await open.showEpoch(63);
    await expect.poll(() => said.textContent()).toMatch(/^why: virginica leads versicolor by /);
  });

  test('a press on its chart, and a pull, move the epoch', async () => {
    open = await openSamples();
    const { page } = open;
    const chart = page.locator('.story-chart .curve-overlay');
    const { x, y, width } = (await chart.boundingBox())!;
    await page.mouse.move(x + width / 2, y + 60);
    await page.mouse.down();
    const pressed = await open.epoch();
    expect(Math.abs(pressed - 1250)).toBeLessThan(150);
    await page.mouse.move(x + width / 4, y + 60, { steps: 3 });
    await expect.poll(() => open.epoch()).toBeLessThan(pressed - 300);
    expect(await page.getByRole('tooltip').textContent()).toMatch(
      /^epoch [\d,]+, read as virginica\nP setosa 0\./,
    );
    await page.mouse.up();
  });
});

describe('predicting a flower', () => {
  const field = (page: Page, name: string) => page.getByRole('spinbutton', { name });

  test('starts as the selected row, and follows it', async () => {
    open = await openSamples();
    const { page } = open;
    const values = () =>
      page
        .locator('.flower-fields input')
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    expect(await values()).toEqual(['6.3', '3.3', '4.7', '1.6']);
    await open.host.page.select({ row: 0, layer: null, unit: null });
    await expect.poll(values).toEqual(['5.1', '3.5', '1.4', '0.2']);
  });

  test('is the engine’s own answer, at each epoch', async () => {
    open = await openSamples();
    const { page } = open;
    await field(page, 'petal length').fill('5.05');
    await field(page, 'sepal width').fill('2.5');
    const own = experimentOfRow(EXPERIMENT, Float64Array.of(6.3, 2.5, 5.05, 1.6));
    for (const epoch of EPOCHS) {
      await open.showEpoch(epoch);
      const p = probabilitiesOf(new ArraySource(own).derive(RUN.history.parameters(epoch)).pass);
      expect(await page.locator('.flower .output-bars .value').allTextContents()).toEqual(
        Array.from(p, (value) => value.toFixed(3)),
      );
      expect(await page.locator('.prediction').textContent()).toContain(
        EXPERIMENT.dataset.classes[argmax(p, 0, 3)],
      );
    }
    const near = nearestRows(EXPERIMENT, own.x, 3);
    expect(await page.locator('.nearest button').allTextContents()).toEqual(
      near.map(({ row, distance }) => {
        const label = EXPERIMENT.dataset.labels[row]!;
        return `row ${row + 1} ${'●▲■'[label]!} ${EXPERIMENT.dataset.classes[label]!} ${distance.toFixed(2)}`;
      }),
    );
  });

  test('warns in words outside the training range, and of what is no number', async () => {
    open = await openSamples();
    const { page } = open;
    const input = field(page, 'petal length');
    const told = page.locator('#flower-2-range');
    expect(await told.textContent()).toBe('training 1–6.7');
    await input.fill('6.8');
    expect(await told.textContent()).toBe('above all training rows, 1–6.7');
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    await input.fill('0.9');
    expect(await told.textContent()).toBe('below all training rows, 1–6.7');
    await input.fill('');
    expect(await told.textContent()).toBe('not a number; 0.9 is still used; training 1–6.7');
    await input.blur();
    expect(await input.inputValue()).toBe('0.9');
  });

  test('refuses a decimal comma with the way to write it, key by key, and changes nothing', async () => {
    open = await openSamples();
    const { page } = open;
    const input = field(page, 'petal length');
    await input.fill('');
    await input.pressSequentially('5,1');
    expect(await input.inputValue()).toBe('5,1');
    expect(await input.getAttribute('aria-invalid')).toBe('true');
    // what was typed before the comma was a number, and is the one that is used
    expect(await page.locator('#flower-2-range').textContent()).toBe(
      'a comma is not read: write 5.1; 5 is still used; training 1–6.7',
    );
    await input.fill('5.1');
    expect(await page.locator('#flower-2-range').textContent()).toBe('training 1–6.7');
    await untilKept(page, /"flower":\[6\.3,3\.3,5\.1,1\.6\]/);
  });

  test('a value goes up and down by the data’s last decimal with the arrow keys', async () => {
    open = await openSamples();
    const { page } = open;
    const input = field(page, 'sepal width');
    await input.press('ArrowUp');
    await input.press('ArrowUp');
    await expect.poll(() => input.inputValue()).toBe('3.5');
    await input.press('ArrowDown');
    await expect.poll(() => input.inputValue()).toBe('3.4');
    expect(await input.getAttribute('aria-valuenow')).toBe('3.4');
    expect(await open.epoch()).toBe(2600);
  });

  test('stays after a reload, and can be as the row again', async () => {
    open = await openSamples(700);
    const { page } = open;
    await field(page, 'petal width').fill('2.1');
    await untilKept(page, /"flower":\[6\.3,3\.3,4\.7,2\.1\]/);
    await reload(open);
    await expect.poll(() => field(page, 'petal width').inputValue()).toBe('2.1');
    await page.getByRole('button', { name: 'as row 57' }).click();
    expect(await field(page, 'petal width').inputValue()).toBe('1.6');
    await untilKept(page, /"flower":null/);
  });

  test('selects a nearest flower everywhere', async () => {
    open = await openSamples();
    const { page } = open;
    await page.locator('.nearest button').first().click();
    expect(await page.locator('.story h2').textContent()).toContain('Row 52 versicolor, training');
  });

  test('shows every layer’s values and the terms of one, at every epoch', async () => {
    open = await openSamples(700);
    const { page } = open;
    await page.locator('summary').focus();
    await page.keyboard.press('Enter');
    const values = page.locator('.layer-values button');
    const check = async (epoch: number) => {
      const values0 = EXPERIMENT.dataset.values.slice(56 * 4, 57 * 4);
      const { pass } = new ArraySource(experimentOfRow(EXPERIMENT, values0)).derive(
        RUN.history.parameters(epoch),
      );
      const [z, a] = [pass.preActivations, pass.activations];
      const expected = [...EXPERIMENT.x.slice(56 * 4, 57 * 4), ...z[0]!, ...a[0]!, ...z[1]!, ...a[1]!];
      await expect
        .poll(() => values.allTextContents())
        .toEqual(expected.map((value) => value.toFixed(3).replace('-', '−')));
    };
    await check(700);
    await page.locator('[data-place="1/1"]').click();
    expect(await page.locator('.flower-terms caption').textContent()).toContain('Z1[h2]');
    const terms = await page.locator('.flower-terms tr').allTextContents();
    expect(terms.map((text) => /^[a-z ]+/.exec(text)?.[0])).toEqual([
      'sepal length',
      'sepal width',
      'petal length',
      'petal width',
      'bias',
      'sum',
    ]);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.flower-terms caption').textContent()).toContain('A1[h2]');
    await open.showEpoch(2600);
    await check(2600);
  });
});
