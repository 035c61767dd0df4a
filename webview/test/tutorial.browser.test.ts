import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { HiddenLayer, TrainingConfig } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { HistogramFrames } from '#engine/histogramFrames';
import { predictions } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import type { Pass } from '#engine/network';
import { ticks } from '../paint/scale.ts';
import { accessibilityProblems } from './axe.ts';
import { atEachWidth } from './cutOff.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import type { PageOptions } from './page.ts';
import { THEMES } from './themes.ts';

let run: TrainedRun;
let experiment: Experiment;
let open: OpenInspector;
beforeAll(() => {
  run = trainRun({});
  experiment = prepareExperiment(run.header.config, run.header.dataset);
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

async function openTutorial(
  of: TrainedRun,
  options: Omit<PageOptions, 'bundle'> = {},
): Promise<OpenInspector> {
  const made = await openInspector(of, options);
  await made.page.getByRole('tab', { name: 'Tutorial' }).click();
  return made;
}

const picture = (number: number) => open.page.locator(`[data-picture="${number}"]`);
const fixed = (value: number, digits = 4) => value.toFixed(digits).replace('-', '−');

/** The arrays of an epoch, on the features of the run or on those given. */
function passAt(epoch: number, x = experiment.x): Pass {
  const pass = createPass(experiment.shape, experiment.nRows);
  forward(pass, run.history.parameters(epoch), x);
  return pass;
}

function config(hiddenLayers: readonly HiddenLayer[], training: Partial<TrainingConfig['training']> = {}) {
  return {
    ...DEFAULT_CONFIG,
    network: { ...DEFAULT_CONFIG.network, hiddenLayers },
    training: { ...DEFAULT_CONFIG.training, epochs: 60, ...training },
  };
}

test('the eight pictures stand in order, each with a number, a heading and a text', async () => {
  open = await openTutorial(run);
  const heads = await open.page.locator('.picture > h2').allTextContents();
  expect(heads.map((head) => Number.parseInt(head))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const text of await open.page.locator('.picture-text').allTextContents()) {
    expect(text.length).toBeGreaterThan(60);
  }
});

describe.each([0, 700, 2600])('at epoch %d', (epoch) => {
  test('all numbers are the engine’s', async () => {
    open = await openTutorial(run);
    await open.showEpoch(epoch);
    const pass = passAt(epoch);
    const p = probabilitiesOf(pass);
    const row = 56;
    const lines = (await picture(1).locator('tbody tr').all()).map((line) => line.locator('.value'));
    for (const [k, values] of lines.entries()) {
      const z = pass.preActivations[1]!.subarray(row * 3, row * 3 + 3);
      const expected = [z[k]!, Math.exp(z[k]! - Math.max(...z)), p[row * 3 + k]!];
      await expect.poll(() => values.allTextContents()).toEqual(expected.map((value) => fixed(value)));
    }
    const [own, other] = [pass, passAt(epoch, experiment.dataset.values)].map(({ preActivations }) => {
      const above = preActivations[0]!.filter((value) => value > 0).length;
      return `750 values: ${750 - above} below, ${above} above 0`;
    });
    const side = (name: string) => picture(2).locator(`[data-side=${name}] .picture-note`);
    await expect.poll(() => side('scaled').textContent()).toBe(own);
    await expect.poll(() => side('unscaled').textContent()).toBe(other);
    const zeros = pass.activations[0]!.filter((value) => value === 0).length;
    await expect
      .poll(() => picture(3).locator('.of-all .zero-count').textContent())
      .toBe(`${zeros}/750 exactly 0`);
    const wrong = (of: Pass) =>
      predictions(probabilitiesOf(of), 150, 3).filter((k, i) => k !== experiment.dataset.labels[i]).length;
    await expect
      .poll(() => picture(6).locator('.picture-note').textContent())
      .toContain(
        `: ${wrong(pass)} of 150 rows read wrong; row 57, P of its own class versicolor: ${fixed(p[row * 3 + 1]!)}`,
      );
    await expect
      .poll(() => picture(5).locator('.picture-note').textContent())
      .toContain(`Epoch 0: ${wrong(passAt(0))} of 150 rows read wrong`);
    const losses = Array.from({ length: epoch + 1 }, (_, e) => run.history.score(e, 'trainLoss'));
    const levels = losses.map((loss) => loss.toFixed(2));
    const here = levels.filter((level) => level === levels.at(-1)).length;
    await expect
      .poll(() => picture(7).locator('.picture-text').textContent())
      .toContain(`the loss is ${fixed(losses.at(-1)!)}, level ${levels.at(-1)} for ${here} epoch`);
  });
});

test('no picture is drawn with axes that are not the final ones', async () => {
  open = await openInspector('unanswered');
  const { page } = open;
  await page.evaluate(() => {
    const axes = { scores: new Set<string>(), z: new Set<string>() };
    Object.assign(window, { axes });
    const look = () => {
      const scores = document.querySelector('.softmax thead i')?.textContent;
      const z = document.querySelectorAll('.activation svg > text[text-anchor=middle]');
      if (scores) axes.scores.add(scores);
      if (z.length > 0) axes.z.add([...z].map(({ textContent }) => textContent).join(' '));
    };
    new MutationObserver(look).observe(document.body, {
      ...{ childList: true, subtree: true, characterData: true },
    });
  });
  await open.host.page.showRun({ ...run.header, status: run.status, nStates: run.history.length });
  await page.getByRole('tab', { name: 'Tutorial' }).click();
  await open.host.sendStates(run, 0, 100);
  await page.locator('.tutorial-page').waitFor();
  await picture(5).locator('canvas').waitFor();
  await open.host.sendStates(run, 100, run.history.length);
  await picture(2).locator('[data-side=scaled] .picture-note').waitFor();
  const seen = await page.evaluate(() => {
    const { axes } = window as unknown as { axes: Record<'scores' | 'z', Set<string>> };
    return { scores: [...axes.scores], z: [...axes.z] };
  });
  expect(seen).toEqual({ scores: [expect.stringMatching(/^−\d/)], z: [expect.stringMatching(/^−\d/)] });
});

test('every picture has its numbers as a table', async () => {
  open = await openTutorial(run);
  await open.showEpoch(700);
  for (const [number, epoch] of [
    [5, 0],
    [6, 700],
  ] as const) {
    const table = picture(number).locator('.as-table');
    await table.locator('summary').click();
    const p = probabilitiesOf(passAt(epoch)).subarray(56 * 3, 57 * 3);
    const cells = table.locator('tbody tr').nth(56).locator('td');
    await expect.poll(() => cells.nth(2).textContent()).toBe(fixed(p[0]!, 3));
    expect((await cells.allTextContents()).slice(2, 5)).toEqual(Array.from(p, (value) => fixed(value, 3)));
    expect(await cells.nth(5).textContent()).toBe(fixed(Math.log10(p[1]!), 3));
    expect(await table.locator('caption').textContent()).toBe(`at epoch ${epoch}`);
  }
  for (const number of [2, 3]) {
    const table = picture(number).locator('.as-table');
    await table.locator('summary').click();
    const sumOf = async (column: number) => {
      const cells = await table.locator(`tbody td:nth-child(${column})`).allTextContents();
      return cells.reduce((sum, text) => sum + Number(text.replace(',', '')), 0);
    };
    await expect.poll(() => sumOf(2)).toBe(750);
    expect(await sumOf(3)).toBe(150);
  }
  const levels = picture(7).locator('.as-table');
  await levels.locator('summary').click();
  await expect
    .poll(async () => {
      const cells = await levels.locator('tbody td:nth-child(2)').allTextContents();
      return cells.reduce((sum, text) => sum + Number(text), 0);
    })
    .toBe(701);
});

describe('the selection', () => {
  test('of a row in one picture is marked in the others', async () => {
    open = await openTutorial(run);
    const canvas = picture(5).locator('canvas');
    await canvas.scrollIntoViewIfNeeded();
    const { width } = (await canvas.boundingBox())!;
    await canvas.click({ position: { x: (width * 100.5) / 150, y: 30 } });
    expect(await picture(1).locator('caption').textContent()).toMatch(/^Row 101 of 150/);
    for (const number of [5, 6]) {
      expect(await picture(number).locator('.row-mark-box').getAttribute('data-row')).toBe('101');
    }
    expect(await picture(2).locator('.legend').textContent()).toContain('row 101');
    expect(open.host.asked.selections.at(-1)).toMatchObject({ row: 100 });
  });

  test('of a unit is marked in the pictures of its layer', async () => {
    open = await openTutorial(run);
    await picture(2).getByRole('button', { name: 'h4' }).click();
    expect(await picture(3).locator('.legend').textContent()).toContain('h4');
    expect(await picture(4).locator('.beside-left [aria-pressed=true]').textContent()).toBe('h4');
    const canvas = picture(4).locator('canvas');
    const { height } = (await canvas.boundingBox())!;
    await canvas.click({ position: { x: 4, y: height / 10 } });
    expect(await picture(2).locator('.unit-line [aria-pressed=true]').textContent()).toBe('h1');
    expect(open.host.asked.selections.at(-1)).toEqual({ row: 1, layer: 1, unit: 0 });
  });

  test('from elsewhere is marked here too', async () => {
    open = await openTutorial(run);
    await open.host.page.select({ row: 3, layer: 1, unit: 2 });
    await expect.poll(() => picture(6).locator('.row-mark-box').getAttribute('data-row')).toBe('4');
    expect(await picture(2).locator('.unit-line [aria-pressed=true]').textContent()).toBe('h3');
    const z = passAt(2600).preActivations[0]!;
    await expect.poll(() => picture(2).locator('.number-link').textContent()).toContain(fixed(z[3 * 5 + 2]!));
  });

  test('of a class is marked in scores, outputs and heatmap', async () => {
    open = await openTutorial(run);
    await picture(1).getByRole('button', { name: 'setosa', exact: true }).click();
    expect(await picture(5).locator('.lane-name [aria-pressed=true]').textContent()).toBe('setosa');
    await picture(8).getByRole('button', { name: 'versicolor read as virginica: 1' }).click();
    expect(await picture(1).locator('caption').textContent()).toContain('versicolor read as virginica');
  });

  test('moves by keyboard, row by row', async () => {
    open = await openTutorial(run);
    await picture(6).getByRole('slider').focus();
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('ArrowUp');
    expect(await picture(5).locator('.row-mark-box').getAttribute('data-row')).toBe('58');
    expect(await open.epoch()).toBe(2600);
  });
});

test('a number opens its arithmetic', async () => {
  open = await openTutorial(run);
  const kept = () => open.page.evaluate(() => sessionStorage.getItem('state') ?? '');
  await picture(1).getByRole('button', { name: 'Z2 of versicolor: open its arithmetic' }).click();
  expect(await picture(1).locator('td[data-chosen=true]').getAttribute('data-name')).toBe('Z');
  await expect.poll(kept).toContain('"cell":{"name":"Z","layer":2,"row":56,"column":1}');
  await picture(1).locator('td.bar[data-name=P]').first().click();
  await expect.poll(kept).toContain('"cell":{"name":"P","layer":2,"row":56,"column":0}');
  await picture(2).getByRole('button', { name: 'h2' }).click();
  for (const [number, name] of [
    [2, 'Z'],
    [3, 'A'],
    [4, 'mask'],
  ] as const) {
    await picture(number).locator('.number-link').click();
    await expect.poll(kept).toContain(`"cell":{"name":"${name}","layer":1,"row":56,"column":1}`);
    expect(await picture(number).locator('.number-link').getAttribute('data-chosen')).toBe('true');
  }
});

test('values under the pointer are exact and follow the epoch', async () => {
  open = await openTutorial(run);
  const canvas = picture(6).locator('canvas');
  await canvas.scrollIntoViewIfNeeded();
  const { width } = (await canvas.boundingBox())!;
  await canvas.hover({ position: { x: (width * 56.5) / 150, y: 20 } });
  const tip = open.page.getByRole('tooltip');
  const text = (epoch: number) => `P ${probabilitiesOf(passAt(epoch))[56 * 3 + 1]!.toFixed(8)}`;
  await expect.poll(() => tip.textContent()).toContain(text(2600));
  await open.page.keyboard.press('Home');
  await expect.poll(() => tip.textContent()).toContain(text(0));
});

test('a press on the loss moves the cursor there', async () => {
  open = await openTutorial(run);
  const svg = picture(7).locator('svg');
  await svg.scrollIntoViewIfNeeded();
  await svg.click({ position: { x: 34, y: 100 } });
  expect(await open.epoch()).toBe(0);
});

test('pictures in sight follow within the same task, those out of sight once the epoch rests', async () => {
  open = await openTutorial(run);
  const near = picture(1).locator('tbody .value').first();
  const far = picture(7).locator('.picture-text');
  await expect.poll(() => far.textContent()).toContain('At epoch 2,600');
  const before = await near.textContent();
  const after = await open.page.evaluate(() => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true }));
    return ['[data-picture="1"] tbody .value', '[data-picture="7"] .picture-text'].map(
      (selector) => document.querySelector(selector)?.textContent ?? '',
    );
  });
  expect(after[0]).not.toBe(before);
  expect(after[1]).toContain('At epoch 2,600');
  await expect.poll(() => far.textContent()).toContain('At epoch 2,500');
});

test('the axes of a histogram hold still', async () => {
  open = await openTutorial(run);
  const frames = new HistogramFrames(experiment, run.history);
  while (frames.readNext(true));
  const { top } = frames.frame('bothZ', 1)!;
  const axes = () => picture(2).locator('[data-side=scaled] svg text').allTextContents();
  const counts = ticks(0, top!, 4).map(String);
  await expect.poll(async () => (await axes()).slice(0, counts.length)).toEqual(counts);
  const known = await axes();
  for (const epoch of [0, 1300, 2599]) {
    await open.showEpoch(epoch);
    expect(await axes()).toEqual(known);
  }
});

describe('networks of other shapes', () => {
  test('without a hidden layer pictures 3 and 4 say why they are empty', async () => {
    open = await openTutorial(trainRun({ config: config([]) }));
    expect(await picture(2).locator('h2').textContent()).toContain('Z1');
    expect(await picture(2).locator('.unit-line button').allTextContents()).toEqual(
      run.header.dataset.classes,
    );
    expect(await picture(3).locator('.picture-text').textContent()).toContain('no hidden layer');
    expect(await picture(4).locator('.picture-text').textContent()).toContain('Without a hidden layer');
    expect(await open.page.locator(':is([data-picture="3"], [data-picture="4"]) svg').count()).toBe(0);
  });

  test('with several, the selected unit’s layer is shown, else the first', async () => {
    const layers: HiddenLayer[] = [
      { units: 4, activation: 'tanh' },
      { units: 3, activation: 'sigmoid' },
      { units: 3, activation: 'tanh' },
    ];
    open = await openTutorial(trainRun({ config: config(layers) }));
    await open.host.page.select({ row: 0, layer: 2, unit: 1 });
    await expect.poll(() => picture(3).locator('h2').textContent()).toBe('3 A2, after sigmoid');
    expect(await picture(4).locator('.activation h3').allTextContents()).toEqual([
      'tanh layers 1, 3',
      'sigmoid layer 2',
    ]);
    await open.host.page.select({ row: 0, layer: 0, unit: 1 });
    await expect.poll(() => picture(2).locator('h2').textContent()).toContain('Z1');
    expect(await picture(2).getByText('Choose a unit').count()).toBe(1);
  });

  test('not standardised, the unscaled side is the run’s own', async () => {
    const raw = { ...config([{ units: 5, activation: 'relu' }]), split: null };
    open = await openTutorial(
      trainRun({ config: { ...raw, preprocessing: { standardize: false, fitScalerOn: 'all' } } }),
    );
    await picture(2).locator('h3').first().waitFor();
    expect(await picture(2).locator('h3').allTextContents()).toEqual([
      'features scaled the same parameters',
      'features unscaled as in this run',
    ]);
  });

  test('a run that diverged says what has no place', async () => {
    open = await openTutorial(
      trainRun({ config: config([{ units: 5, activation: 'relu' }], { learningRate: 5, epochs: 2600 }) }),
    );
    await expect
      .poll(() => picture(2).locator('[data-side=scaled] .picture-note').textContent())
      .toMatch(/^750 values: .*(beyond the axis|infinite|NaN)/);
    expect(await picture(7).locator('.picture-text').textContent()).toMatch(/loss is (NaN|∞|\d)/);
  });

  test('a run without an epoch of training has the same pictures before and now', async () => {
    open = await openTutorial(
      trainRun({ config: config([{ units: 5, activation: 'relu' }], { epochs: 0 }) }),
    );
    const note = (number: number) => picture(number).locator('.picture-note').textContent();
    await expect.poll(() => note(6)).toContain('Epoch 0: 100 of 150 rows read wrong');
    await expect.poll(async () => (await note(6))?.slice(0, 80)).toBe((await note(5))?.slice(0, 80));
  });

  test('the pictures grow with a run that is still training', async () => {
    open = await openInspector(null);
    const { host, page } = open;
    await host.page.showRun(run.header);
    await page.getByRole('tab', { name: 'Tutorial' }).click();
    await host.sendStates(run, 0, 501);
    await expect.poll(() => open.epoch()).toBe(500);
    await expect.poll(() => picture(6).locator('h2').textContent()).toContain('Now');
    await expect.poll(() => picture(7).locator('.picture-text').textContent()).toContain('At epoch 500');
    await host.sendStates(run, 501, run.history.length);
    await host.page.showStatus(run.header.id, run.status, run.history.length);
    await expect.poll(() => picture(6).locator('h2').textContent()).toContain('After training');
  });
});

test('the tab and the picture at its top come back', async () => {
  open = await openTutorial(run);
  await picture(6)
    .locator('h2')
    .evaluate((head) => head.scrollIntoView({ block: 'start' }));
  await expect
    .poll(() => open.page.evaluate(() => sessionStorage.getItem('state') ?? ''))
    .toMatch(/"tab":"tutorial".*"picture":[56]/);
  const ready = new Promise<void>((resolve) => {
    open.host.onReady = resolve;
  });
  await open.page.reload();
  await ready;
  await open.host.send(run);
  await expect
    .poll(() =>
      picture(6)
        .locator('h2')
        .evaluate((head) => head.getBoundingClientRect().top),
    )
    .toBeLessThan(400);
});

test.each(THEMES)('axe finds nothing in %s', { timeout: 90_000 }, async (theme) => {
  open = await openTutorial(run, { theme });
  await open.showEpoch(700);
  for (const number of [4, 7]) await picture(number).locator('.as-table summary').click();
  await expect.poll(() => picture(7).locator('tbody td').first().textContent()).not.toBe('');
  expect(await accessibilityProblems(open.page)).toEqual([]);
});

test('Tab passes through the whole page, and no text is smaller than 10 px', async () => {
  open = await openTutorial(run);
  const { page } = open;
  for (const number of [2, 3]) {
    await picture(number).locator('button, summary').first().waitFor(); // once the run has been read for the axes
  }
  await page.getByRole('tab', { name: 'Tutorial' }).focus();
  const reached = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    reached.add(
      await page.evaluate(
        () => document.activeElement?.closest('[data-picture]')?.getAttribute('data-picture') ?? '',
      ),
    );
  }
  expect([...reached].sort()).toEqual(['', '1', '2', '3', '4', '5', '6', '7', '8']);
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll('.tutorial-page *')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
  );
  expect(sizes.length).toBeGreaterThan(100);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(10);
});

test('nothing is cut off at the side, however wide', async () => {
  open = await openTutorial(run);
  await picture(5).locator('canvas').waitFor();
  await atEachWidth(open.page, [500, 680, 800, 1100, 1280, 1600], async (message) => {
    const cut = () =>
      open.page.evaluate(() => {
        const page = document.querySelector('.tutorial-page')!;
        const right = page.getBoundingClientRect().right;
        return [...page.querySelectorAll('.picture *')]
          .filter((element) => !element.closest('.unseen') && element.getBoundingClientRect().right > right)
          .map((element) => `${element.tagName} ${element.getAttribute('class') ?? ''}`);
      });
    await expect.poll(cut, { message }).toEqual([]);
  });
});
