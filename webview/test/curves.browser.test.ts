import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ArraySource } from '#engine/arrays';
import { Chronicle } from '#engine/chronicle';
import { DEFAULT_CONFIG } from '#engine/config';
import type { HiddenLayer, TrainingConfig } from '#engine/config';
import { distribute, roundEdges, valuesOf } from '#engine/distribution';
import type { Distributed } from '#engine/distribution';
import { prepareExperiment } from '#engine/experiment';
import { localExtrema } from '#engine/extrema';
import { accessibilityProblems } from './axe.ts';
import { expectNothingCutOff } from './cutOff.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { THEMES } from './themes.ts';

let tutorial: TrainedRun;
let open: OpenInspector;
beforeAll(() => {
  tutorial = trainRun({});
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

type Options = Parameters<typeof openInspector>[1];

async function openCurves(run: TrainedRun, options?: Options): Promise<void> {
  open = await openInspector(run, options);
  await open.page.getByRole('tab', { name: 'Curves' }).click();
  await open.page.locator('.curve-overlay').waitFor();
  await open.page.locator('.counts td').first().waitFor();
}

function config(
  hiddenLayers: readonly HiddenLayer[],
  training: Partial<TrainingConfig['training']> = {},
): TrainingConfig {
  return {
    ...DEFAULT_CONFIG,
    network: { ...DEFAULT_CONFIG.network, hiddenLayers },
    training: { ...DEFAULT_CONFIG.training, ...training },
  };
}

/** A run whose losses rise and fall, and of which one unit dies. */
function restless(): TrainedRun {
  const layers: HiddenLayer[] = [
    { units: 8, activation: 'relu' },
    { units: 4, activation: 'tanh' },
  ];
  return trainRun({ config: config(layers, { learningRate: 0.012, epochs: 400 }) });
}

const exactly = (value: number) => value.toFixed(8).replace('-', '−');
const shownCounts = async () =>
  (await open.page.locator('.counts tbody tr').first().locator('th, td').allTextContents()).map((text) =>
    Number(text.replace(',', '')),
  );
const choose = async (key: string) => {
  await open.page.locator('vscode-dropdown[aria-label="Array"]').click();
  await open.page.locator('vscode-option', { hasText: new RegExp(`^${key}\\b`) }).click();
};
const kept = () => open.page.evaluate(() => sessionStorage.getItem('state') ?? '');

describe('the curves', () => {
  test('read both losses to eight digits, and both counts, under the pointer', async () => {
    await openCurves(tutorial);
    const overlay = open.page.locator('.curve-overlay');
    const { width } = (await overlay.boundingBox())!;
    await overlay.hover({ position: { x: width / 2, y: 100 } });
    const text = (await open.page.getByRole('tooltip').textContent()) ?? '';
    const epoch = Number(/^epoch ([\d,]+)/.exec(text)![1]!.replace(',', ''));
    const score = (name: Parameters<typeof tutorial.history.score>[1]) => tutorial.history.score(epoch, name);
    expect(text.split('\n').slice(1)).toEqual([
      `train loss ${exactly(score('trainLoss'))}, ${score('trainCorrect')}/120`,
      `test loss ${exactly(score('testLoss'))}, ${score('testCorrect')}/30`,
    ]);
    expect(await overlay.getAttribute('aria-label')).toContain(
      'Loss by epoch. At epoch 2,600: train loss 0.4779',
    );
  });

  test('a click goes to an epoch; dragging zooms, and both are kept', async () => {
    await openCurves(tutorial);
    const { page } = open;
    const overlay = page.locator('.curve-overlay');
    const { x, y, width } = (await overlay.boundingBox())!;
    await overlay.click({ position: { x: width / 2, y: 100 } });
    const clicked = await open.epoch();
    expect(clicked).toBeGreaterThan(900);
    expect(clicked).toBeLessThan(1500);
    await page.mouse.move(x + width * 0.4, y + 100);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + 120, { steps: 3 });
    await page.mouse.up();
    expect(await open.epoch()).toBe(clicked);
    const zoomed = () =>
      page
        .locator('.zoom input')
        .evaluateAll((inputs) =>
          inputs.map((input) => Number((input as HTMLInputElement).value.replace(',', ''))),
        );
    await expect.poll(async () => (await zoomed())[0]).toBeGreaterThan(500);
    const ends = await zoomed();
    expect(ends[1]).toBeLessThan(2000);
    await expect.poll(kept).toContain(`"zoom":{"from":${ends[0]},"to":${ends[1]}}`);
    await page.locator('vscode-button', { hasText: 'All epochs' }).click();
    await expect.poll(kept).toContain('"zoom":null');
  });

  test('Escape leaves the zoom as it was', async () => {
    await openCurves(tutorial);
    const { page } = open;
    const { x, y, width } = (await page.locator('.curve-overlay').boundingBox())!;
    await page.mouse.move(x + width * 0.4, y + 100);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.6, y + 100, { steps: 3 });
    await page.keyboard.press('Escape');
    await page.mouse.up();
    expect(await page.locator('.zoom input').last().inputValue()).toBe('2,600');
    expect(await open.epoch()).toBe(2600);
  });

  test('epochs typed by keyboard zoom too, and the focus stays', async () => {
    await openCurves(tutorial);
    const from = open.page.locator('.zoom input').first();
    await from.fill('400');
    await from.press('Enter');
    await expect.poll(kept).toContain('"zoom":{"from":400,"to":2600}');
    await open.page.keyboard.press('Control+A');
    await open.page.keyboard.type('nonsense');
    await open.page.keyboard.press('Enter');
    await expect.poll(() => from.inputValue()).toBe('400');
  });

  test('list every local extremum of the epochs drawn, with both losses', async () => {
    const run = restless();
    await openCurves(run);
    const { page } = open;
    await page.locator('.zoom input').first().fill('100');
    await page.locator('.zoom input').first().press('Enter');
    await page.locator('.zoom input').last().fill('150');
    await page.locator('.zoom input').last().press('Enter');
    const [train, test] = (['trainLoss', 'testLoss'] as const).map((score) =>
      localExtrema(run.history.scores(score), 100, 150),
    );
    await page
      .getByText(
        `Curves as a table; local extrema: ${train!.length} of the train loss, ${test!.length} of the test loss`,
      )
      .click();
    await page.locator('.curve-panel tbody tr').first().waitFor();
    const rows = await page.locator('.curve-panel tbody tr').all();
    const epochs = new Set([
      100,
      150,
      ...train!.map(({ epoch }) => epoch),
      ...test!.map(({ epoch }) => epoch),
    ]);
    expect(rows.length).toBe(epochs.size);
    const cells = await rows[1]!.locator('th, td').allTextContents();
    const epoch = [...epochs].sort((a, b) => a - b)[1]!;
    expect(cells.slice(0, 2)).toEqual([String(epoch), exactly(run.history.score(epoch, 'trainLoss'))]);
    await rows[1]!.getByRole('button').click();
    await expect.poll(() => open.epoch()).toBe(epoch);
  });

  test('the best test loss is named and leads to its epoch', async () => {
    const run = restless();
    await openCurves(run);
    const losses = [...run.history.scores('testLoss')];
    const best = losses.indexOf(Math.min(...losses));
    await open.page
      .getByRole('button', { name: `best test loss ${losses[best]!.toFixed(4)} at epoch ${best}` })
      .click();
    await expect.poll(() => open.epoch()).toBe(best);
  });

  test('a logarithmic axis is a switch that is kept', async () => {
    await openCurves(tutorial);
    const log = open.page.getByRole('button', { name: 'log axis' });
    await log.press('Enter');
    expect(await log.getAttribute('aria-pressed')).toBe('true');
    await expect.poll(kept).toContain('"lossScale":"log"');
    expect(await open.page.locator('.curve-overlay').getAttribute('aria-label')).toContain(
      'logarithmic axis',
    );
  });

  test('a divergence is said in words', async () => {
    await openCurves(trainRun({ config: config([{ units: 5, activation: 'relu' }], { learningRate: 5 }) }));
    expect(await open.page.locator('.lowest .bad').textContent()).toMatch(
      /^✕ diverged at epoch \d+: \S+ is not finite, the curves end before it$/,
    );
  });
});

describe('units’ lives', () => {
  test('count the training rows of the epoch shown', async () => {
    await openCurves(tutorial);
    const experiment = prepareExperiment(tutorial.header.config, tutorial.header.dataset);
    const chronicle = new Chronicle(experiment, tutorial.history);
    while (chronicle.readNext());
    for (const epoch of [0, 700, 2600]) {
      await open.showEpoch(epoch);
      expect(await open.page.locator('.fires-on').allTextContents()).toEqual(
        [0, 1, 2, 3, 4].map((unit) => `${chronicle.firingCount(epoch, 1, unit)}/120`),
      );
    }
  });

  test('a unit that dies is marked in words, and its death leads there', async () => {
    await openCurves(trainRun({ config: config([{ units: 5, activation: 'relu' }], { learningRate: 5 }) }));
    const { page } = open;
    expect(await page.locator('.fires-on.bad').allTextContents()).toContain('✕ dead');
    await page.getByRole('button', { name: /^✕ h5 died at epoch \d+$/ }).click();
    expect(await page.locator('.lives .unit-row[data-chosen=true] .name').textContent()).toBe('h5');
    expect(await page.locator('.lives .unit-row').last().textContent()).toBe('h5✕ dead');
    await page.getByText('Units’ lives as a table: 1/5 units dead').click();
    expect(await page.locator('.lives tbody tr').last().textContent()).toMatch(/^h50\/120 at \d+.*died \d+$/);
  });

  test('a click on a life selects the unit and goes to the epoch, here and in the other views', async () => {
    await openCurves(tutorial);
    const canvas = open.page.locator('.lives canvas');
    const { width, height } = (await canvas.boundingBox())!;
    await canvas.click({ position: { x: width / 2, y: height * 0.7 } });
    expect(await open.page.locator('.lives .unit-row[data-chosen=true] .name').textContent()).toBe('h4');
    expect(await open.page.locator('.lanes .unit-row[data-chosen=true] .name').textContent()).toBe('h4');
    expect(Math.abs((await open.epoch()) - 1300)).toBeLessThanOrEqual(2);
    expect(open.host.asked.selections.at(-1)).toMatchObject({ layer: 1, unit: 3 });
    await open.host.page.select({ row: null, layer: 1, unit: 1 });
    await open.page.locator('.lives .unit-row[data-chosen=true]', { hasText: 'h2' }).waitFor();
  });

  test('the axis is that of the curves', async () => {
    await openCurves(tutorial);
    const { page } = open;
    const canvas = (await page.locator('.lives canvas').boundingBox())!;
    for (const share of [0, 0.25, 1]) {
      const epoch = Math.round(share * 2600);
      await open.showEpoch(epoch);
      const cursor = (await page.locator('.epoch-cursor').boundingBox())!;
      expect(Math.abs(cursor.x + 0.75 - (canvas.x + share * canvas.width))).toBeLessThanOrEqual(1);
      await page.locator('.curve-overlay').hover({
        position: { x: cursor.x + 0.75 - (await page.locator('.curve-overlay').boundingBox())!.x, y: 90 },
      });
      const said = /^epoch ([\d,]+)/.exec((await page.getByRole('tooltip').textContent()) ?? '')![1]!;
      expect(Math.abs(Number(said.replace(',', '')) - epoch)).toBeLessThanOrEqual(4);
    }
  });

  test('arrow keys walk through the units', async () => {
    await openCurves(tutorial);
    await open.page.locator('.lives .name').first().focus();
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('Enter');
    expect(await open.page.locator('.lives .unit-row[data-chosen=true] .name').textContent()).toBe('h3');
    expect(await open.epoch()).toBe(2600);
  });
});

describe('the distribution', () => {
  const parts = (run: TrainedRun, epoch: number, name: Distributed, layer: number) => {
    const experiment = prepareExperiment(run.header.config, run.header.dataset);
    const arrays = new ArraySource(experiment).derive(run.history.parameters(epoch));
    const values = valuesOf(arrays, name, layer);
    return distribute(values, roundEdges({ minimum: -1e3, maximum: 1e3 }, 1));
  };

  test.each([
    ['Z1', 'Z', 1],
    ['A1', 'A', 1],
    ['W1', 'W', 1],
    ['P', 'P', 2],
    ['dW2', 'dW', 2],
  ] as const)('of %s counts every value at every epoch', async (key, name, layer) => {
    await openCurves(tutorial);
    await choose(key);
    for (const epoch of [0, 700, 2600]) {
      await open.showEpoch(epoch);
      const expected = parts(tutorial, epoch, name, layer);
      const [at, inBins, beyond, zeros, nan, plus, minus, n] = await shownCounts();
      expect([at, zeros, nan, plus, minus, n]).toEqual([epoch, expected.zeros, 0, 0, 0, expected.n]);
      expect(inBins! + beyond! + zeros! + nan! + plus! + minus!).toBe(n);
      expect(beyond).toBe(0);
    }
    await expect.poll(kept).toContain(`"distribution":"${name}${layer}"`);
  });

  test('keeps its edges while one scrubs, and says where they come from', async () => {
    await openCurves(tutorial);
    await open.page.getByText(/^Histogram as a table/).click();
    await open.page.locator('.distribution .twin tbody tr').first().waitFor();
    const edges = () => open.page.locator('.distribution .twin tbody th').allTextContents();
    const counts = () => open.page.locator('.distribution .twin tbody td:nth-child(3)').allTextContents();
    const [first, firstCounts] = [await edges(), await counts()];
    await open.showEpoch(0);
    expect(await edges()).toEqual(first);
    expect(await counts()).not.toEqual(firstCounts);
    const sum = (await counts()).reduce((total, text) => total + Number(text), 0);
    expect(sum).toBe((await shownCounts())[1]);
    await open.page.getByText('the smallest and largest Z1 of the 2,601 epochs read; they stay').waitFor();
  });

  test('lays a second epoch over the one shown', async () => {
    await openCurves(tutorial);
    const { page } = open;
    await page.getByRole('button', { name: 'compare with epoch' }).click();
    const field = page.locator('.comparison input');
    await field.fill('700');
    await field.press('Enter');
    const compared = page.locator('.counts tbody tr').nth(1);
    expect(await compared.locator('th').textContent()).toBe('700, outline');
    await expect.poll(kept).toContain('"comparedEpoch":700');
    await page.locator('.histogram').hover({ position: { x: 200, y: 120 } });
    expect(await page.getByRole('tooltip').textContent()).toMatch(
      /^Z1 from \S+ to below \S+\nepoch 2,600: \d+\/750\nepoch 700: \d+\/750/,
    );
    await page.getByRole('button', { name: 'compare with epoch' }).click();
    expect(await page.locator('.counts tbody tr').count()).toBe(1);
  });

  test('a mark is read under the pointer and opens its arithmetic', async () => {
    await openCurves(tutorial);
    const { page } = open;
    const canvas = page.locator('.lanes canvas');
    const { width, height } = (await canvas.boundingBox())!;
    const lane = height / 5;
    const tip = page.getByRole('tooltip');
    let at = { x: 0, y: 0 };
    for (let x = width / 2; x < width; x += 3) {
      at = { x, y: lane - 2 };
      await canvas.hover({ position: at });
      if (await tip.isVisible()) break;
    }
    const text = (await tip.textContent()) ?? '';
    const row = Number(/^Z1\[row (\d+), h1\]\n/.exec(text)![1]);
    const experiment = prepareExperiment(tutorial.header.config, tutorial.header.dataset);
    const { pass } = new ArraySource(experiment).derive(tutorial.history.parameters(2600));
    expect(text.split('\n')[1]).toBe(exactly(pass.preActivations[0]![(row - 1) * 5]!));
    await canvas.click({ position: at });
    await expect.poll(kept).toContain(`"cell":{"name":"Z","layer":1,"row":${row - 1},"column":0}`);
  });
});

test('zoom, axis, array and comparison come back after a reload', async () => {
  await openCurves(tutorial);
  await open.page.locator('.zoom input').first().fill('300');
  await open.page.locator('.zoom input').first().press('Enter');
  await open.page.getByRole('button', { name: 'log axis' }).click();
  await open.page.getByRole('button', { name: 'compare with epoch' }).click();
  await choose('W2');
  await expect.poll(kept).toMatch(/"lossScale":"log".*"from":300.*"comparedEpoch":0.*"distribution":"W2"/);
  const ready = new Promise<void>((resolve) => {
    open.host.onReady = resolve;
  });
  await open.page.reload();
  await ready;
  await open.host.send(tutorial);
  await expect.poll(() => open.page.locator('.zoom input').first().inputValue()).toBe('300');
  const pressed = await open.page
    .locator('.switch')
    .evaluateAll((switches) => switches.map((one) => one.getAttribute('aria-pressed')));
  expect(pressed).toEqual(['true', 'true']);
  await expect.poll(async () => (await shownCounts()).at(-1)).toBe(15);
});

describe('other runs', () => {
  test('without a hidden layer there are no lives', async () => {
    await openCurves(trainRun({ config: config([], { epochs: 20 }) }));
    await open.page.getByText('No hidden layer, so there are no units').waitFor();
    expect(await open.page.locator('.lanes .name').allTextContents()).toEqual([
      'setosa',
      'versicolor',
      'virginica',
    ]);
  });

  test('with one epoch, and without a split', async () => {
    const one = config([{ units: 3, activation: 'sigmoid' }], { epochs: 0 });
    await openCurves(trainRun({ config: { ...one, split: null } }));
    await open.page.getByText('sigmoid has no off state').waitFor();
    expect(await open.page.locator('.fires-on').allTextContents()).toEqual(Array(3).fill('150/150'));
    expect(await open.page.locator('.lowest').textContent()).toMatch(/^◆ lowest loss \S+ at epoch 0$/);
  });

  test('with 64 units one lane is drawn, and it is said', async () => {
    await openCurves(
      trainRun({ config: config([{ units: 64, activation: 'relu' }], { learningRate: 1e-6, epochs: 10 }) }),
    );
    await open.page.getByText('One unit of 64; select another to see its values.').waitFor();
    await open.page.locator('.lives .name').nth(40).click();
    expect(await open.page.locator('.lanes .name').allTextContents()).toEqual(['h41']);
    expect((await shownCounts()).at(-1)).toBe(9600);
  });

  test('while training, everything is live', async () => {
    open = await openInspector(null);
    const { page, host } = open;
    await host.page.showRun(tutorial.header);
    await host.sendStates(tutorial, 0, 500);
    await page.getByRole('tab', { name: 'Curves' }).click();
    await expect.poll(async () => (await shownCounts())[0]).toBe(499);
    await host.sendStates(tutorial, 500, 2601);
    await host.page.showStatus('run-1', tutorial.status, tutorial.history.length);
    await expect.poll(async () => (await shownCounts())[0]).toBe(2600);
    await page.getByText('of the 2,601 epochs read; they stay').waitFor();
  });
});

describe.each(THEMES)('in %s', (theme) => {
  test('axe finds nothing, also with all tables open', async () => {
    await openCurves(restless(), { theme });
    await open.showEpoch(33);
    for (const summary of await open.page.locator('.twin summary').all()) await summary.click();
    await expect.poll(() => open.page.locator('.twin table').count()).toBe(3);
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });
});

test('nothing is cut off at the side, however wide', async () => {
  await openCurves(tutorial);
  await open.page.getByRole('button', { name: 'compare with epoch' }).click();
  const widths = [500, 720, 800, 989, 1000, 1280, 1600];
  await expectNothingCutOff(open.page, widths, '.curves-page, .over-epochs, .distribution, .curve-head');
});
