import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answerFileDialog } from '../../dev/workbench.ts';
import { runCli } from '../cli/runCli.ts';
import { openWindow } from './window.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-network-saved-'));
const window = openWindow();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function openFile(file: string): Promise<void> {
  const { page, runCommand } = window();
  await runCommand('File: Open File...');
  const tab = page.locator('.tab', { hasText: file });
  await answerFileDialog(page, join(folder, file), () => tab.isVisible());
}

test('a run saved elsewhere is looked at from its first epoch to its last, and comes back with the window', async () => {
  await runCli(['train', '--save', 'run.irisrun', '--quiet'], { cwd: folder });
  const { inspectorPart: inspector, reload } = window();
  await openFile('run.irisrun');
  await inspector.untilWhole();
  await inspector.typeEpoch(2600);
  expect(await inspector.locator('.verdict').textContent()).toContain('29 of 30');
  expect(await inspector.locator('.training').isVisible()).toBe(false);
  await inspector.typeEpoch(700);
  await reload();
  await inspector.untilWhole();
  await inspector.untilEpoch(700);
});

test('a file that has been damaged is refused in a sentence', async () => {
  const { page, watch } = window();
  const bytes = readFileSync(join(folder, 'run.irisrun'));
  bytes[500]! ^= 1;
  writeFileSync(join(folder, 'damaged.irisrun'), bytes);
  await openFile('damaged.irisrun');
  await page
    .getByText(/damaged\.irisrun is damaged: its bytes do not have the checksum at its end/)
    .first()
    .waitFor();
  watch.clear(); // VS Code logs what its editor shows
});
