import { afterEach, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { HiddenLayer, TrainingConfig } from '#engine/config';
import { trainRun } from './fakeHost.ts';
import { expectedCells, openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

function config(
  hiddenLayers: readonly HiddenLayer[],
  training: Partial<TrainingConfig['training']> = {},
): TrainingConfig {
  return {
    ...DEFAULT_CONFIG,
    network: { ...DEFAULT_CONFIG.network, hiddenLayers },
    training: { ...DEFAULT_CONFIG.training, epochs: 60, ...training },
  };
}

test('before the first run there is one sentence and one button', async () => {
  open = await openInspector(null);
  await open.page.getByText('No run yet').waitFor();
  await open.page.locator('vscode-button', { hasText: 'Train' }).click();
  await expect.poll(() => open.host.asked.retrain).toBe(1);
});

test('the page offers nothing before the host has said whether there is a run', async () => {
  open = await openInspector('unanswered');
  const { page, host } = open;
  await page.locator('main').waitFor({ state: 'attached' });
  expect(await page.locator('main').textContent()).toBe('');
  await host.page.showNothing();
  await page.getByText('No run yet').waitFor();
});

test('when the last run is removed the page is as before the first run', async () => {
  open = await openInspector(trainRun({ config: config([]) }));
  await open.host.page.showNothing();
  await open.page.getByText('No run yet').waitFor();
  expect(await open.host.page.report()).toMatchObject({ runId: null, statesReceived: 0, epochShown: null });
});

describe('networks of other shapes', () => {
  test('without a hidden layer', async () => {
    const run = trainRun({ config: config([]) });
    open = await openInspector(run);
    expect(await open.matrixText(0)).toEqual(expectedCells(run.history, 60, 0));
    expect(await open.page.locator('canvas.masks').count()).toBe(0);
    expect(await open.page.locator('.note').textContent()).toContain('No hidden layer');
  });

  test('with three hidden layers every matrix is written out', async () => {
    const layers: HiddenLayer[] = [
      { units: 8, activation: 'relu' },
      { units: 6, activation: 'tanh' },
      { units: 4, activation: 'leakyRelu' },
    ];
    const run = trainRun({ config: config(layers) });
    open = await openInspector(run);
    for (const layer of [0, 1, 2, 3]) {
      expect(await open.matrixText(layer)).toEqual(expectedCells(run.history, 60, layer));
    }
    expect(await open.page.locator('.mask-head').count()).toBe(18);
  });

  test('columns of units too narrow for their names say which layer they are, and the selected one its name', async () => {
    const layers: HiddenLayer[] = [6, 4, 5].map((units) => ({ units, activation: 'relu' }));
    open = await openInspector(trainRun({ config: config(layers) }));
    const { page } = open;
    const names = () =>
      page.locator('.layer-name').evaluateAll((all) => all.map((one) => one.lastChild?.textContent));
    expect(await names()).toEqual(['A1', 'A2', 'A3']);
    await page.locator('.mask-head').nth(7).click();
    await expect.poll(() => page.locator('.mask-head.chosen .name').textContent()).toBe('h2.2');
  });

  test('where values do not fit below their nodes, the selected unit and the one under the pointer show theirs', async () => {
    open = await openInspector(trainRun({ config: config([{ units: 64, activation: 'relu' }]) }));
    const { page } = open;
    const values = page.locator('.unit.hidden .value');
    expect(await values.filter({ visible: true }).count()).toBe(1);
    await page.locator('.unit.hidden').nth(40).hover();
    await expect.poll(() => values.filter({ visible: true }).count()).toBe(2);
    await page.mouse.move(1, 1);
    await page.locator('.unit.hidden').nth(20).click();
    await expect.poll(() => values.nth(20).isVisible()).toBe(true);
    expect(await page.locator('.unit.hidden .name').filter({ visible: true }).allTextContents()).toEqual([
      'h21',
    ]);
  });

  test('of units without an off state it is not said that they fire', async () => {
    open = await openInspector(trainRun({ config: config([{ units: 3, activation: 'tanh' }]) }));
    expect(await open.page.locator('.rows h2').textContent()).toContain(
      'left: unit is positive, counted over 120',
    );
  });

  test('with 64 units the page itself does not scroll sideways', async () => {
    open = await openInspector(
      trainRun({ config: config([{ units: 64, activation: 'relu' }], { learningRate: 1e-6 }) }),
    );
    const { page } = open;
    expect(await page.locator('.unit.hidden').count()).toBe(64);
    expect(await page.locator('.edge[data-edge]').count()).toBe(7);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });

  test('a matrix too large to write out is drawn, and read by keyboard', async () => {
    const layers: HiddenLayer[] = [
      { units: 40, activation: 'relu' },
      { units: 30, activation: 'relu' },
    ];
    const run = trainRun({ config: config(layers, { learningRate: 1e-7, epochs: 5 }) });
    open = await openInspector(run);
    const drawn = open.page.locator('.matrix.drawn');
    expect(await drawn.locator('canvas').count()).toBe(1);
    await drawn.locator('.matrix-scroll').focus();
    await open.page.keyboard.press('ArrowDown');
    await open.page.keyboard.press('Alt+ArrowRight');
    const value = run.history.parameters(5).layers[1]!.weights[31]!.toFixed(8);
    expect(await drawn.locator('.value-line').textContent()).toBe(`W2[h1.2, h2.2]  ${value}`);
    expect(await open.epoch()).toBe(5);
    await open.page.keyboard.press('Enter');
    expect(await open.page.locator('.strip .address').textContent()).toBe('W2[h1.2, h2.2]');
  });
});

test('a diverged run says where, and its curve is no longer than what there is', async () => {
  const run = trainRun({
    config: config([{ units: 5, activation: 'relu' }], { learningRate: 5, epochs: 2600 }),
  });
  open = await openInspector(run);
  const { page } = open;
  expect(run.status.state).toBe('diverged');
  await page.getByText(/^diverged at epoch \d+: .+ is not finite; lower the learning rate$/).waitFor();
  expect(Number(await page.locator('.scrubber').getAttribute('max'))).toBe(run.history.length - 1);
  expect(await page.locator('td.w.clipped').count()).toBeGreaterThan(0);
  expect(await page.locator('.scale-note').textContent()).toMatch(/cells beyond the scale/);
});

test('a failed run says why and how to go on', async () => {
  open = await openInspector(null);
  const run = trainRun({ config: config([{ units: 5, activation: 'relu' }]) });
  await open.host.page.showRun(run.header);
  await open.host.page.showStatus('run-1', { state: 'failed', message: 'the worker ended' }, 0);
  await open.page.getByText('failed: the worker ended; retrain to try again').waitFor();
});

test('while training, the controls of the training stand beside those of the cursor', async () => {
  open = await openInspector(null);
  const { page, host } = open;
  const run = trainRun({});
  await host.page.showRun(run.header);
  await page.getByText('waiting for the first epoch').waitFor();
  await host.sendStates(run, 0, 1235);
  await page.getByText('training, 1,234 of 2,600 epochs').waitFor();
  await expect.poll(() => open.epoch()).toBe(1234);
  await page.locator('vscode-button', { hasText: 'Pause training' }).click();
  await expect.poll(() => host.asked.pause).toBe(1);
  await host.page.showStatus('run-1', { state: 'paused' }, 1301);
  await page.getByText('training paused at 1,300 of 2,600 epochs; receiving 1,234 of 1,300').waitFor();
  await host.sendStates(run, 1235, 1301);
  await page.getByText(/^training paused at 1,300 of 2,600 epochs$/).waitFor();
  await page.locator('vscode-button', { hasText: 'Resume training' }).click();
  await page.locator('vscode-button', { hasText: 'Stop' }).click();
  await expect.poll(() => [host.asked.resume, host.asked.stop]).toEqual([1, 1]);
  await host.page.showStatus('run-1', { state: 'stopped' }, 1301);
  await page.getByText('stopped at 1,300 of 2,600 epochs').waitFor();
  await page.locator('vscode-button', { hasText: 'Retrain' }).waitFor();
});

test('a run that starts in sight is watched from its first epoch to its last', async () => {
  open = await openInspector(null, { reducedMotion: false });
  const { page, host } = open;
  const run = trainRun({});
  await page.getByText('No run yet').waitFor();
  await page.clock.install({ time: 0 });
  await page.clock.pauseAt(1000);
  await host.send(run);
  const shown = async () => Number(await page.locator('.scrubber').inputValue());
  const seen: number[] = [];
  while (seen.at(-1) !== 2600) {
    await page.clock.runFor(50); // milliseconds, of a clock that stands still in between
    seen.push(await shown());
  }
  expect(seen.every((epoch, i) => i === 0 || epoch >= seen[i - 1]!)).toBe(true);
  expect(seen.some((epoch) => epoch > 0 && epoch < 2600)).toBe(true);
  expect(await open.confusion()).toEqual([
    [10, 0, 0],
    [0, 8, 1],
    [0, 0, 11],
  ]);
});

test.each([1280, 1400, 1000, 800])(
  '%i px wide, nothing moves while epochs and rows change',
  async (width) => {
    open = await openInspector(trainRun({}), { viewport: { width, height: 760 } });
    const { page } = open;
    const places = () =>
      page.locator('.graph, .matrix, .confusion, .rows-box, .curves, canvas.outputs').evaluateAll((all) =>
        all.map((one) => {
          const { x, y, width: w, height: h } = one.getBoundingClientRect();
          return [x, y, w, h].map(Math.round).join(' ');
        }),
      );
    const atEnd = await places();
    for (const epoch of [0, 300, 700, 1000]) {
      await open.showEpoch(epoch);
      expect(await places()).toEqual(atEnd);
    }
    await open.host.page.select({ row: 83, layer: null, unit: null });
    expect(await places()).toEqual(atEnd);
  },
);

test('a run with fewer layers can take the place of one with more at any moment', async () => {
  const layer: HiddenLayer = { units: 7, activation: 'relu' };
  const deep = trainRun({ id: 'deep', config: config([layer, layer, layer], { epochs: 300 }) });
  const flat = trainRun({ id: 'flat', config: config([], { epochs: 300 }) });
  open = await openInspector(deep, { reducedMotion: false });
  for (const run of [flat, deep, flat, deep, flat, deep]) {
    await Promise.all([open.host.page.showRun(run.header), open.host.sendStates(run, 0, 301)]);
  }
  await open.page.locator('.matrix').nth(3).waitFor();
});
