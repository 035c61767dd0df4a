import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { accessibilityProblems } from './axe.ts';
import { atEachWidth, expectNothingCutOff } from './cutOff.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { RUN } from './samplesPage.ts';
import { THEMES } from './themes.ts';
import type { ThemeName } from './themes.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

async function openSamples(run: TrainedRun, theme: ThemeName = 'dark', width = 1280): Promise<void> {
  open = await openInspector(run, { theme, viewport: { width, height: 860 } });
  await open.page.locator('#tab-samples').click();
  await open.page.locator('.story-chart').waitFor();
}

function config(part: Partial<TrainingConfig>, epochs: number, learningRate = 3e-5): TrainingConfig {
  return { ...DEFAULT_CONFIG, ...part, training: { ...DEFAULT_CONFIG.training, epochs, learningRate } };
}

describe.each(THEMES)('in %s', (theme) => {
  test('axe finds nothing', async () => {
    await openSamples(RUN, theme);
    await open.showEpoch(700);
    await open.page.locator('summary').click();
    await open.page.getByRole('radio', { name: 'of all', exact: true }).click();
    await open.page.getByRole('button', { name: /^versicolor read as setosa: 6/ }).click();
    await open.page.getByRole('spinbutton', { name: 'petal length' }).fill('12');
    await open.page.locator('.layer-values button').first().waitFor();
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });
});

test('heads of probabilities stand in full, in two lines where their names are long', async () => {
  const classes = ['Iris-setosa', 'Iris-versicolor', 'a name that is much too long for a column'];
  await openSamples(trainRun({ config: config({}, 5), dataset: { ...RUN.header.dataset, classes } }));
  const heads = open.page.locator('.row-table thead th', { hasText: /^P / });
  const seen = await heads.evaluateAll((all) =>
    all.map((head) => ({
      title: (head as HTMLElement).title,
      lines: [...head.querySelectorAll('span')].map((line) => line.textContent.trim()),
      isCut: [...head.querySelectorAll('span')].some((line) => line.scrollWidth > line.clientWidth),
    })),
  );
  expect(seen.map(({ title }) => title)).toEqual(classes.map((name) => `probability of ${name}`));
  expect(seen.map(({ isCut }) => isCut)).toEqual([false, false, true]);
  expect(seen[1]?.lines.slice(1)).toEqual(['Iris-', 'versicolor']);
  expect(seen[2]?.lines.slice(1).join(' ')).toBe(classes[2]);
});

test('nothing is cut off at the side, however wide', async () => {
  await openSamples(RUN);
  const widths = [500, 680, 800, 1000, 1180, 1280, 1600];
  await expectNothingCutOff(open.page, widths, '.samples-page, .samples-side, .story, .flower, .confusions');
  await atEachWidth(open.page, widths, async (name) => {
    const sizes = await open.page.evaluate(() =>
      [...document.querySelectorAll('.samples-page *')].map((one) =>
        parseFloat(getComputedStyle(one).fontSize),
      ),
    );
    expect(Math.min(...sizes), name).toBeGreaterThanOrEqual(10);
  });
});

test('where there is no room for both matrices one of them is chosen', async () => {
  await openSamples(RUN, 'dark', 500);
  const { page } = open;
  expect(await page.locator('.confusion-of').count()).toBe(1);
  await page.getByRole('radio', { name: 'training', exact: true }).click();
  expect(await page.locator('.confusion-of h2').textContent()).toContain('Training 109/120');
});

test('Tab passes through the page and leaves it again', async () => {
  await openSamples(RUN);
  const { page } = open;
  await page.locator('#tab-samples').focus();
  const reached: string[] = [];
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return 'out';
      return one.getAttribute('aria-label') ?? one.textContent.trim();
    });
    if (name === 'out') break;
    reached.push(name);
  }
  expect(reached.length).toBeLessThan(60);
  for (const start of [
    'counts',
    'versicolor read as virginica: 1',
    'wrong 12',
    'Rows. ',
    'row',
    'score of ',
  ]) {
    expect(reached.some((name) => name.startsWith(start))).toBe(true);
  }
  expect(reached).toContain('Arithmetic of this flower');
});

describe('runs of other shapes', () => {
  test('without a split there is one matrix, of all rows, and no set', async () => {
    await openSamples(trainRun({ config: config({ split: null }, 40) }));
    const { page } = open;
    expect(await page.locator('.confusion-of h2').allTextContents()).toEqual([
      expect.stringMatching(/^All rows \d+\/150 /),
    ]);
    expect(await page.getByRole('radio', { name: /^(test|training)/ }).count()).toBe(0);
    expect(await page.getByRole('columnheader', { name: 'set', exact: true }).count()).toBe(0);
  });

  test('without a hidden layer, and without an epoch after the first', async () => {
    const network = { ...DEFAULT_CONFIG.network, hiddenLayers: [] };
    await openSamples(trainRun({ config: config({ network }, 0) }));
    const { page } = open;
    expect(await page.locator('.flips p').textContent()).toBe('no change of class');
    await page.locator('.story-lead button').first().click();
    await page.getByRole('region', { name: /^Arithmetic of X\[row / }).waitFor();
    await page.locator('summary').click();
    await expect.poll(() => page.locator('.layer-values').count()).toBe(2);
    expect(await page.locator('.flower-terms caption').textContent()).toMatch(/^P\[/);
  });

  test('that diverged stay readable', async () => {
    await openSamples(trainRun({ config: config({}, 2600, 5) }));
    const { page } = open;
    expect(await page.locator('.row-table .line:not([hidden])').count()).toBeGreaterThan(5);
    expect(await page.locator('.flip-list button').count()).toBeGreaterThan(2);
  });

  test('of 2,000 rows, 20 features and 10 classes hold no more lines than can be seen', async () => {
    const network = { ...DEFAULT_CONFIG.network, hiddenLayers: [{ units: 64, activation: 'relu' as const }] };
    await openSamples(trainRun({ dataset: large(), config: config({ network }, 12, 1e-6) }));
    const { page } = open;
    await page.getByRole('radio', { name: 'all 2,000' }).click();
    expect(await page.locator('.row-table .line').count()).toBeLessThan(60);
    expect(await page.locator('.row-table table').getAttribute('aria-rowcount')).toBe('2001');
    await page.getByRole('button', { name: 'loss', exact: true }).click();
    await page.getByRole('button', { name: 'loss', exact: true }).click();
    await page.locator('.row-table').evaluate((box) => box.scrollTo(0, 0));
    const at = 1 + 1 + 4 + 20 + 10;
    const losses = await page.locator(`.line:not([hidden]) td:nth-child(${at + 1})`).allTextContents();
    const values = losses.slice(0, 8).map(Number);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(await page.getByRole('heading', { name: /^Predict a row/ }).count()).toBe(1);
    const cut = await page.locator('.samples-page').evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(cut).toBe(0);
  });
});

test('while a run arrives, list, story and prediction follow', async () => {
  open = await openInspector(null);
  const { page, host } = open;
  await host.page.showRun(RUN.header);
  await page.locator('#tab-samples').click();
  await page.getByText('waiting for the first epoch').waitFor();
  await host.sendStates(RUN, 0, 61);
  await expect.poll(() => open.epoch()).toBe(60);
  await host.page.select({ row: 56, layer: null, unit: null });
  const verdict = page.locator('.story-verdict b');
  await expect.poll(() => verdict.textContent()).toBe('◂ read as setosa since epoch 0');
  await host.sendStates(RUN, 61, 101);
  await expect.poll(() => verdict.textContent()).toBe('◂ read as virginica since epoch 62');
  await page.getByRole('button', { name: 'epoch 62 setosa → virginica' }).waitFor();
  await expect.poll(() => page.locator('.story-chart .unseen').textContent()).toContain('over 101 epochs');
});

/** 2,000 rows that a small generator of its own makes. */
function large(): Dataset {
  const [nRows, nFeatures, nClasses] = [2000, 20, 10];
  let seed = 1;
  const next = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  return {
    name: 'large',
    features: Array.from({ length: nFeatures }, (_, i) => `measure ${i} (m)`),
    classes: Array.from({ length: nClasses }, (_, k) => `class ${k}`),
    values: Float64Array.from({ length: nRows * nFeatures }, () => Math.round(next() * 1000) / 100),
    labels: Int32Array.from({ length: nRows }, () => Math.floor(next() * nClasses)),
  };
}
