import { expect, test } from 'vitest';
import { stageOtherExtension } from '../../dev/stage.ts';
import { openWindow } from './window.ts';

const window = openWindow({ companions: [stageOtherExtension()] });

test('a tool asks before it trains: what, and under which name; refused, it trains nothing', async () => {
  const { page, runCommand, sideBar } = window();
  await runCommand('Other: Train by Tool');
  const dialog = page.locator('.monaco-dialog-box');
  const text = dialog.filter({ hasText: 'Train an iris network?' });
  await text.waitFor();
  const message = await dialog.textContent();
  expect(message).toContain('50 epochs at rate 3e-5, hidden 5 relu, test share 0.2');
  expect(message).toContain('“50 epochs”');
  await page.keyboard.press('Escape');
  await toast('failed: Canceled');
  await sideBar.open();
  expect(await page.getByText('Every run of this window is kept here').count()).toBe(1);

  await runCommand('Other: Train by Tool');
  await text.waitFor();
  await page.keyboard.press('Enter');
  await toast('completed at first 4');
});

test('a run that the window only remembers is described after a reload, and is not shown for that', async () => {
  const { runCommand, reload, sideBar } = window();
  await reload();
  await runCommand('Other: Describe by Tool');
  await toast('completed with 16/30');
  await sideBar.open();
  await sideBar.row('Runs', '50 epochs').waitFor();
  expect(await sideBar.row('Layers').count()).toBe(0);
});

test('the API trains without asking, for an extension that has been installed beside', async () => {
  await window().runCommand('Other: Train by API');
  await toast('completed with 16/30');
});

/** Waits for what the other extension says, and takes it away. */
async function toast(said: string): Promise<void> {
  const { page, runCommand } = window();
  await page
    .locator('.notification-toast')
    .filter({ hasText: `Other Extension: ${said}` })
    .waitFor();
  await runCommand('Notifications: Clear All Notifications');
}
