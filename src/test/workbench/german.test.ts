import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inProject } from '../../dev/project.ts';
import { openWindow } from './window.ts';

const window = openWindow({ language: 'de', anew: true, tidy: () => picture() });

/** Without a language pack VS Code looks for one of each of its own extensions in the gallery that it does not have. */
const NO_PACK = /No extension gallery service configured[^]*getBuiltInExtensionTranslationsUri/;

/** How the window looked at last, for people who change the words. */
async function picture(): Promise<void> {
  const { watch } = window();
  expect(watch.problems.filter((problem) => !NO_PACK.test(problem))).toEqual([]);
  watch.clear();
  await window().screenshot(inProject('dist', 'test', 'workbench', 'german.png'));
}

const commands = JSON.parse(readFileSync(inProject('package.nls.de.json'), 'utf8')) as Readonly<
  Record<string, string>
>;

test('in a German VS Code commands, views, the form and the inspector are German, and the numbers the same', async () => {
  const { page, sidePanel, inspectorPart: inspector, runCommand } = window();
  await runCommand(`Iris: ${commands['train.title'] ?? ''}`);
  await inspector.locator('.scrubber[aria-valuetext^="Epoche 2600 von 2600"]').waitFor();
  await inspector.untilState('fertig');
  expect(await inspector.locator('.spelled').textContent()).toBe('29 von 30 richtig');
  await page.getByRole('tab', { name: 'Iris-Netz', exact: true }).click();
  await sidePanel.getByRole('textbox', { name: 'Lernrate', exact: true }).waitFor();
  await sidePanel.getByRole('button', { name: 'Trainieren', exact: true }).waitFor();
  const layers = page.getByRole('tree', { name: 'Schichten' }).getByRole('treeitem');
  await layers.filter({ hasText: 'Ausgabe, Softmax' }).waitFor();
  await page.getByRole('tree', { name: 'Läufe' }).getByText('29/30 · Verlust 0.4779').waitFor();
  await page.getByRole('button', { name: /trainiert: Verlust 0\.4779, 29\/30/ }).waitFor();
  await sidePanel.getByRole('textbox', { name: 'Epochen', exact: true }).fill('-1');
  await sidePanel.getByText('Muss eine ganze Zahl von 0 bis 1000000 sein, nicht -1').waitFor();
});
