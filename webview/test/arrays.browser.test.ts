import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { THEMES } from './themes.ts';
import { accessibilityProblems } from './axe.ts';

let run: TrainedRun;
let wide: TrainedRun;
let open: OpenInspector;
beforeAll(() => {
  run = trainRun({});
  wide = trainRun({ id: 'wide', config: networkOf([64]) });
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

function networkOf(units: readonly number[]) {
  const hiddenLayers = units.map((n) => ({ units: n, activation: 'relu' as const }));
  return {
    ...DEFAULT_CONFIG,
    network: { ...DEFAULT_CONFIG.network, hiddenLayers },
    training: { ...DEFAULT_CONFIG.training, epochs: 20 },
  };
}

const array = (name: string) => open.page.getByRole('region', { name, exact: true });
const showArray = (name: string) =>
  open.page.locator('.array-list').getByRole('button', { name }).first().click();

describe('a product and its operands', () => {
  test.each([1232, 1280])('stand side by side in full at %d px', async (width) => {
    open = await openInspector(run, { viewport: { width, height: 800 } });
    await open.page.locator('#tab-arrays').click();
    for (const name of ['Z1', 'X', 'W1', 'b1']) {
      const last = array(name).locator('thead th').last();
      await expect.poll(async () => (await last.boundingBox())?.width ?? 0).toBeGreaterThan(30);
      const { x, width: columnWidth } = (await last.boundingBox())!;
      expect(x + columnWidth).toBeLessThanOrEqual(width);
      expect(await array(name).locator('.scroll-cue').count()).toBe(0);
    }
    expect((await array('b1').boundingBox())!.y).toBeGreaterThan((await array('W1').boundingBox())!.y);
  });

  test('scroll by themselves where they are too wide, and an arrow says so', async () => {
    open = await openInspector(wide);
    await open.page.locator('#tab-arrays').click();
    const right = array('Z1').getByRole('button', { name: 'More columns at the right' });
    const left = array('Z1').getByRole('button', { name: 'More columns at the left' });
    await right.waitFor();
    expect(await left.count()).toBe(0);
    await right.click();
    await left.waitFor();
    await array('Z1').locator('.array-box').focus();
    await open.page.keyboard.press('Enter');
    for (let i = 0; i < 63; i++) await open.page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => right.count()).toBe(0);
    expect(await open.page.locator('.address').textContent()).toContain('h64]');
  });

  test('are written as far as they are in sight', async () => {
    open = await openInspector(wide);
    await open.page.locator('#tab-arrays').click();
    await array('Z1').getByRole('button', { name: 'More columns at the right' }).waitFor();
    const { width, height } = (await array('Z1').locator('.array-box').boundingBox())!;
    const most = (Math.ceil(width / 46) + 5) * (Math.ceil(height / 22) + 5);
    await expect.poll(() => array('Z1').locator('td.w').count()).toBeLessThanOrEqual(most);
    expect(most).toBeLessThan(1000);
  });
});

test('the formula of a step stands once', async () => {
  open = await openInspector(run);
  await open.page.locator('#tab-arrays').click();
  const formula = open.page.getByText('Z1 = X·W1 + b1', { exact: true });
  expect(await formula.count()).toBe(1);
  await open.page.keyboard.press('p');
  await open.page.locator('.phase-words').waitFor();
  expect(await formula.count()).toBe(1);
});

test('the parameters of a deep network below the page follow once the epoch rests', async () => {
  const deep = trainRun({ id: 'deep', config: networkOf([40, 40, 40]) });
  open = await openInspector(deep);
  await open.page.locator('#tab-arrays').click();
  await showArray('new W1');
  const text = () => array('new W4').locator('td.w').first().textContent();
  const last = await text();
  await open.showEpoch(0);
  const { weights } = deep.history.parameters(1).layers[3]!;
  await expect.poll(text).toBe(weights[0]!.toFixed(3).replace('-', '−'));
  expect(last).not.toBe('');
});

describe.each(THEMES)('in %s', (theme) => {
  test('axe finds nothing in arrays that scroll', async () => {
    open = await openInspector(wide, { theme });
    await open.page.locator('#tab-arrays').click();
    await array('Z1').getByRole('button', { name: 'More columns at the right' }).waitFor();
    await open.page.locator('.array td.w').first().click();
    expect(await accessibilityProblems(open.page)).toEqual([]);
  });
});
