import { expect, test } from 'vitest';
import { openWindow } from './window.ts';

const window = openWindow();

test('a slider retrains at once, as one draft beside the run before, and Train keeps it', async () => {
  const { page, sideBar, sidePanel, inspectorPart: inspector } = window();
  await window().runCommand('Iris: Train Iris Network');
  await inspector.untilWhole();
  await sideBar.open();
  await inspector.typeEpoch(700);
  await sidePanel.getByRole('switch', { name: 'Live' }).check();
  const before = await inspector.parameters();
  const slider = sidePanel.getByRole('slider', { name: 'Learning rate, slider' });
  await slider.focus();
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => sideBar.field('Learning rate').inputValue()).toBe('0.000055');
  await inspector.locator('.run-state[title="rate 5.5e-5"]').waitFor();
  await inspector
    .locator('.ghost-note')
    .filter({ hasText: /before, Tutorial: train 0\.8031/ })
    .waitFor();
  expect(await inspector.epoch()).toBe(700);
  expect(await inspector.parameters()).not.toEqual(before);
  await sideBar.row('Runs', /^#2 rate 5\.5e-5draft · /).waitFor();
  await expect.poll(() => sideBar.row('Runs').count()).toBe(2);
  await sideBar.trainButton.click();
  await inspector.locator('.draft-mark').waitFor({ state: 'detached' });
  await sideBar.row('Runs', /^#2 rate 5\.5e-5\d/).waitFor();
  await expect.poll(() => sideBar.row('Runs').count()).toBe(2);
  expect(await inspector.epoch()).toBe(700);
  expect(await inspector.locator('.ghost-note').count()).toBe(0);
  await sideBar.row('Runs', '#1 Tutorial').click();
  await inspector.locator('.run-state[title="Tutorial"]').waitFor({ state: 'attached' });
  await inspector.typeEpoch(700);
  expect(await inspector.parameters()).toEqual(before);
});

test('a draft is there after the inspector was hidden, with what it is compared with, and not in a new window', async () => {
  const { page, sideBar, sidePanel, inspectorPart: inspector } = window();
  const slider = sidePanel.getByRole('slider', { name: 'Seed, slider' });
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await inspector.locator('.draft-mark').waitFor();
  await inspector.untilWhole();
  await inspector.hide();
  await inspector.tab.click();
  await inspector.locator('.draft-mark').waitFor();
  await inspector.locator('.ghost-note').filter({ hasText: 'before, Tutorial' }).waitFor();
  await window().reload();
  await sideBar.row('Runs', /^#2/).waitFor();
  await expect.poll(() => sideBar.row('Runs').count()).toBe(2);
  await sidePanel.getByRole('slider', { name: 'Seed, slider' }).waitFor(); // still live
  await sidePanel.getByRole('switch', { name: 'Live' }).uncheck();
});

test('50 seeds are swept, a bar opens its seeds and a seed its run with the same score', async () => {
  const { inspectorPart: inspector } = window();
  await window().runCommand('Iris: Sweep 50 Seeds');
  const state = inspector.locator('.seeds-state');
  await state.filter({ hasText: /^50 seeds: 50 completed$/ }).waitFor();
  const bar = inspector.locator('.seed-bar').first();
  const score = await bar.locator('.name').innerText();
  await bar.click();
  await inspector.locator('.seed-list button').first().click();
  await inspector.untilWhole();
  await inspector.showNewest();
  expect(await inspector.locator('.readout').textContent()).toContain(`test ${score} correct`);
});

test('a sweep can be cancelled, and keeps what it has', async () => {
  const { page, inspectorPart: inspector } = window();
  await window().runCommand('Iris: Sweep 50 Seeds');
  await inspector
    .locator('.seeds-state')
    .filter({ hasText: /^\d+ of 50 seeds trained/ })
    .waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await inspector
    .locator('.seeds-state')
    .filter({ hasText: /^cancelled after \d+ of 50 seeds/ })
    .waitFor();
});
