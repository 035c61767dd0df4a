import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answerFileDialog } from '../../dev/workbench.ts';
import { openWindow } from './window.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-network-form-'));
const window = openWindow();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What stands in the editor that is in sight. */
async function editorText(): Promise<string> {
  const lines = await window().page.locator('.editor-instance .view-line').allInnerTexts();
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

test('the form and an experiment file stay in step, and a run says when its file has moved on', async () => {
  const { page, sideBar, sidePanel, inspectorPart: inspector, runCommand } = window();
  await runCommand('Iris: New Experiment…');
  const tab = page.locator('.tab', { hasText: 'one.irisnet.json' });
  await answerFileDialog(page, join(folder, 'one.irisnet.json'), () => tab.isVisible());
  await sideBar.open();
  await sidePanel.locator('#target').filter({ hasText: 'one.irisnet.json' }).waitFor();

  await sideBar.field('Epochs').fill('300');
  await sideBar.field('Seed').focus();
  await expect.poll(editorText).toMatch(/"epochs": 300, \/\/ /);
  expect(await editorText()).toContain('// An experiment of the Iris Network Inspector');

  await page.locator('.editor-instance .view-lines').click();
  await page.keyboard.press('Control+z');
  await expect.poll(() => sideBar.field('Epochs').inputValue()).toBe('2600');
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('x');
  await sidePanel
    .locator('.broken')
    .filter({ hasText: /^one\.irisnet\.json, line 1:/ })
    .waitFor();
  expect(await sidePanel.locator('.fields').getAttribute('inert')).not.toBeNull();
  await page.keyboard.press('Backspace');
  await sidePanel.locator('.broken').filter({ hasText: 'line 1' }).waitFor({ state: 'detached' });

  await page.locator('.codelens-decoration a', { hasText: 'Train' }).click();
  await inspector.untilState('completed');
  expect(await inspector.runName()).toBe('Tutorial');
  expect(await inspector.locator('.moved-on').count()).toBe(0);
  await sideBar.field('Learning rate').fill('1e-4');
  await sideBar.field('Seed').focus();
  await inspector.locator('.moved-on').filter({ hasText: 'learningRate 3e-5 → 1e-4' }).waitFor();
  await inspector.locator('.training').getByRole('button', { name: 'Retrain' }).click();
  await expect.poll(() => inspector.runName()).toBe('rate 1e-4');
  await inspector.locator('.moved-on').waitFor({ state: 'detached' });
  await expect.poll(() => sideBar.row('Runs').count()).toBe(2);
});
