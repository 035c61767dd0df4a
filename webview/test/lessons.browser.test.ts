import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { changed } from '#engine/configChange';
import type { ConfigChange } from '#engine/configChange';
import { BREAKING_CHANGES } from '#engine/trials';
import { accessibilityProblems } from './axe.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import type { PageOptions } from './page.ts';
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

async function openLessons(part: string, options: Omit<PageOptions, 'bundle'> = {}): Promise<void> {
  open = await openInspector(run, options);
  await open.page.locator('#tab-lessons').click();
  await open.page.getByRole('radio', { name: part }).click();
}

const find = (selector: string) => open.page.locator(selector);
const press = (text: string) => find('vscode-button').filter({ hasText: text }).click();
const next = () => find('vscode-button[aria-label="Question after"]').click();

/** Goes on to the question whose title has these words. */
async function goTo(words: string): Promise<void> {
  for (let i = 0; i < 14; i++) {
    await find('.asked').waitFor();
    if ((await find('.asked h2').textContent())?.includes(words)) return;
    await next();
  }
  throw new Error(`no question asks ${words}`);
}

test('nothing of the answer is shown before one is given, and then what was said, the truth and the score', async () => {
  await openLessons('Questions');
  await goTo('beside ln 3');
  expect(await find('.answer-verdict').count()).toBe(0);
  expect(await find('.asked vscode-button').getAttribute('disabled')).not.toBeNull();
  await open.page.getByLabel('Near it').check();
  await press('Show the answer');
  const verdict = find('.answer-verdict');
  await verdict.filter({ hasText: 'Not so' }).waitFor();
  expect(await verdict.textContent()).toContain('1.2098, 110 % of ln 3');
  expect(await find('.answers [data-truth=true]').textContent()).toContain('Above it');
  expect(await find('.score').textContent()).toBe('0 of 1 right');
  expect(open.host.asked.deeds).toContain('answeredQuestion');
});

test('an answer stands: it is there again after another question and after the page was loaded anew', async () => {
  await openLessons('Questions');
  await goTo('beside ln 3');
  await open.page.getByLabel('Above it').check();
  await press('Show the answer');
  await find('.answer-verdict').filter({ hasText: 'Right' }).waitFor();
  await press('Next question');
  await find('.answers input').first().waitFor();
  await find('vscode-button[aria-label="Question before"]').click();
  await find('.answer-verdict').filter({ hasText: 'Right' }).waitFor();
  await expect
    .poll(() => open.page.evaluate(() => sessionStorage.getItem('state')))
    .toContain('"answers":{"firstLoss":2}');
  open.host.onReady = () => void open.host.send(run);
  await open.page.reload();
  await find('.answer-verdict').filter({ hasText: 'Right' }).waitFor();
  expect(await find('.score').textContent()).toBe('1 of 1 right');
});

test('the proof of an answer is a place in the run', async () => {
  await openLessons('Questions');
  await goTo('is read wrong');
  await open.page.getByLabel(/^row 57,/).check();
  await press('Show the answer');
  await find('.answer-verdict').filter({ hasText: 'Right: row 57' }).waitFor();
  await open.showEpoch(100);
  await press('See it at epoch 2,600');
  await find('#tab-samples[aria-selected=true]').waitFor();
  await expect.poll(() => open.epoch()).toBe(2600);
  expect(open.host.asked.selections.at(-1)?.row).toBe(56);
});

test('a count is typed, and what cannot be one is not taken', async () => {
  await openLessons('Questions');
  await goTo('How many test rows');
  const field = find('.count-field');
  await field.fill('31');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  await field.fill('21');
  await field.press('Enter');
  await find('.answer-verdict').filter({ hasText: 'Right: 21' }).waitFor();
});

test('a prediction about another run is told by that run, and leads back to the one that asked', async () => {
  await openLessons('Questions');
  await goTo('learning rate of 20');
  await open.page.getByLabel('It stops being a number').check();
  await press('Train and see');
  await find('.asked').getByText('Its run has not told yet').waitFor();
  const [change] = BREAKING_CHANGES;
  expect(open.host.asked.breakings).toEqual([[change.key, WRONG_LABEL]]);
  await open.host.send(trainRun({ id: 'run-2', name: 'rate 20', config: changed(DEFAULT_CONFIG, change) }));
  await find('.told').filter({ hasText: 'As you predicted' }).waitFor();
  await press('Back to the run that asked');
  await expect.poll(() => open.host.asked.runs).toEqual(['run-1']);
  await open.host.send(run);
  await goTo('learning rate of 20');
  await find('.answer-verdict').filter({ hasText: 'Right' }).waitFor();
});

test('the guessing game is played by keys alone, costs −ln p, and adds up', async () => {
  await openLessons('Guessing game');
  const { page } = open;
  await open.showEpoch(700);
  let paid = 0;
  for (let flower = 1; flower <= 10; flower++) {
    await find('.lesson-line')
      .filter({ hasText: `Flower ${flower} of 10` })
      .waitFor();
    const sliders = find('.guess-share input');
    await sliders.nth(flower % 3).focus();
    for (let i = 0; i < 4; i++) await page.keyboard.press('PageUp');
    const shares = await sliders.evaluateAll((all) =>
      all.map((one) => Number((one as HTMLInputElement).value)),
    );
    expect(shares.reduce((a, b) => a + b)).toBe(100);
    expect(shares[flower % 3]).toBeGreaterThanOrEqual(73);
    await press('That is my guess');
    const text = (await find('.answer-verdict').textContent()) ?? '';
    const [, share = ''] = /You gave it (\d+) %/.exec(text) ?? [];
    const [, cost = ''] = /which costs ([\d.]+)\. The network/.exec(text) ?? [];
    expect(Number(cost)).toBeCloseTo(-Math.log(Number(share) / 100 + 1e-9), 2);
    expect(text).toContain('at epoch 700');
    paid -= Math.log(Number(share) / 100 + 1e-9);
    await press('Next flower');
  }
  const [, sum = ''] =
    /you ([\d.]+), the network/.exec((await find('.answer-verdict').textContent()) ?? '') ?? [];
  expect(Number(sum)).toBeCloseTo(paid, 1);
  expect(await open.epoch()).toBe(700);
  await press('Other flowers');
  await find('.lesson-line').filter({ hasText: 'Flower 1 of 10' }).waitFor();
});

const WRONG_LABEL = { row: 117, label: 0 };
const WAYS = [
  'training.learningRate',
  'network.initialization',
  'preprocessing.standardize',
  null,
] as const satisfies (ConfigChange['key'] | null)[];

test('each way to break it asks for a run of its own', async () => {
  await openLessons('Break it');
  const { asked } = open.host;
  for (let i = 0; i < 4; i++) await find('.presets vscode-button').nth(i).click();
  await expect.poll(() => asked.breakings).toEqual(WAYS.map((way) => [way, WRONG_LABEL]));
  expect(await find('.presets h3').last().textContent()).toBe('One wrong label: row 118 as setosa');
});

test('a broken run breaks the run that it came from: its own way is shown, and the wrong label stays that row', async () => {
  const [rate] = BREAKING_CHANGES;
  const unbroken = { config: DEFAULT_CONFIG, wrongLabel: WRONG_LABEL };
  const broken = trainRun({ id: 'run-2', name: 'rate 20', config: changed(DEFAULT_CONFIG, rate) });
  open = await openInspector({ ...broken, header: { ...broken.header, unbroken } });
  await find('#tab-lessons').click();
  await open.page.getByRole('radio', { name: 'Break it' }).click();
  expect(await find('.presets li').first().textContent()).toMatch(/shown now$/);
  expect(await find('.presets h3').last().textContent()).toBe('One wrong label: row 118 as setosa');
  for (let i = 0; i < 3; i++) await find('.presets vscode-button').nth(i).click();
  await expect.poll(() => open.host.asked.breakings).toEqual(WAYS.slice(1).map((way) => [way, WRONG_LABEL]));
});

test('what the tour asks for is told when a person has done it, and not before', async () => {
  open = await openInspector(run);
  const { asked } = open.host;
  await find('.matrix td.w').first().click(); // a number, while the page itself has selected row 57
  await expect.poll(() => asked.deeds).toEqual(['openedArithmetic']);
  await open.page.getByRole('button', { name: 'versicolor read as virginica: 1' }).click();
  await expect.poll(() => asked.deeds).toEqual(['openedArithmetic', 'foundWrongRow']);
  await open.showEpoch(10);
  await open.page.keyboard.press('Escape');
  await open.page.locator('vscode-button[aria-label^="Step inside this epoch"]').click();
  const steps = find('.phase-list button');
  await steps.last().click();
  await steps.last().and(find('[aria-current]')).waitFor();
  expect(asked.deeds).not.toContain('steppedThroughEpoch');
  for (const step of await steps.all()) await step.click();
  await expect.poll(() => asked.deeds).toContain('steppedThroughEpoch');
});

const PARTS = ['Questions', 'Guessing game', 'Break it'];

describe.each(THEMES)('in %s', (theme) => {
  test('axe finds nothing in any part', async () => {
    await openLessons('Questions', { theme });
    for (const part of PARTS) {
      await open.page.getByRole('radio', { name: part }).click();
      expect(await accessibilityProblems(open.page)).toEqual([]);
    }
  });
});

test.each([420, 500, 540, 800, 1280])(
  '%i px wide, nothing is cut off, and no tab lies under a button',
  async (width) => {
    const [rate] = BREAKING_CHANGES;
    open = await openInspector(trainRun({ config: changed(DEFAULT_CONFIG, rate) }), {
      viewport: { width, height: 760 }, // with alerts
    });
    await find('#tab-lessons').click();
    for (const part of PARTS) {
      await open.page.getByRole('radio', { name: part }).click();
      const beyond = await find('.lessons-page').evaluate((one) => one.scrollWidth - one.clientWidth);
      expect({ part, beyond }).toEqual({ part, beyond: 0 });
    }
    const [tab, tools] = await Promise.all([
      find('#tab-lessons').boundingBox(),
      find('.run-tools').boundingBox(),
    ]);
    const overlaps =
      tab &&
      tools &&
      tab.x + tab.width > tools.x &&
      tab.y < tools.y + tools.height &&
      tools.y < tab.y + tab.height;
    expect(overlaps).toBe(false);
  },
);
