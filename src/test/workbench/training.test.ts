import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import type { History } from '#engine/history';
import { readDataset } from '#formats/csv';
import { trainAll } from '#session/trainAll';
import { frameOf } from '../../dev/workbench.ts';
import { openWindow } from './window.ts';

const HEATMAP = [
  [10, 0, 0],
  [0, 8, 1],
  [0, 0, 11],
];

const window = openWindow({ reducedMotion: 'no-preference' });

let tutorial: History;
beforeAll(() => {
  const reading = readDataset(readFileSync('data/iris.csv', 'utf8'), { name: 'iris' });
  if (!('dataset' in reading)) throw new Error('data/iris.csv cannot be read');
  tutorial = trainAll(prepareExperiment(DEFAULT_CONFIG, reading.dataset)).history;
});

test('F1, "Train Iris Network", Enter: the inspector opens, and the run passes by to its last epoch', async () => {
  const { page, inspectorPart: inspector } = window();
  await page.keyboard.press('F1');
  await page.keyboard.type('Train Iris Network');
  const best = page.locator('.quick-input-list .monaco-list-row.focused');
  await best.filter({ hasText: 'Iris: Train Iris Network' }).waitFor();
  await page.keyboard.press('Enter');
  await inspector.untilEpoch(2600);
  await inspector.untilState('completed');
  expect(await inspector.heatmap()).toEqual(HEATMAP);
  expect(await inspector.locator('.spelled').textContent()).toBe('29 of 30 correct');
  expect(await inspector.locator('.readout').textContent()).toContain('test 29/30 correct');
});

test('Home, End, a typed epoch and the keys lead to any epoch', async () => {
  const { page, inspectorPart: inspector } = window();
  await inspector.typeEpoch(1234);
  expect(await inspector.parameters()).toEqual(parametersAt(1234));
  await inspector.locator('.page').click({ position: { x: 5, y: 5 } });
  const walk = [
    ['Home', 0],
    ['ArrowRight', 1],
    ['PageDown', 101],
    ['Shift+ArrowLeft', 91],
    ['End', 2600],
  ] as const;
  for (const [key, epoch] of walk) {
    await page.keyboard.press(key);
    await inspector.untilEpoch(epoch);
    expect(await inspector.parameters()).toEqual(parametersAt(epoch));
  }
  expect(await inspector.heatmap()).toEqual(HEATMAP);
});

test('the scrubber stops at each of the 2,601 states, and each is the engine’s', async () => {
  const frame = await frameOf(window().inspector);
  const read = await frame.evaluate(async (last) => {
    const scrubber = document.querySelector<HTMLInputElement>('.scrubber');
    if (!scrubber) throw new Error('no scrubber');
    const texts: (string | null)[] = [];
    for (let epoch = 0; epoch <= last; epoch++) {
      scrubber.value = String(epoch);
      scrubber.dispatchEvent(new Event('input', { bubbles: true }));
      await Promise.resolve(); // the page renders before anything else gets its turn
      texts.push(scrubber.getAttribute('aria-valuetext'));
    }
    return texts;
  }, 2600);
  expect(read).toEqual(
    Array.from(
      { length: 2601 },
      (_, epoch) => `epoch ${epoch} of 2600, train loss ${tutorial.score(epoch, 'trainLoss').toFixed(4)}`,
    ),
  );
});

function parametersAt(epoch: number): string[] {
  return tutorial
    .parameters(epoch)
    .layers.flatMap(({ weights, biases }) => [...weights, ...biases])
    .map((value) => value.toFixed(3))
    .map((text) => (text === '-0.000' ? '0.000' : text.replace('-', '−')));
}
