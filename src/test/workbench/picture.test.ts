import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answerFileDialog, chooseInMenu } from '../../dev/workbench.ts';
import { openWindow } from './window.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-network-picture-'));
const window = openWindow();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Takes the row of the open list whose label is exactly this. */
async function choose(label: string): Promise<void> {
  const row = window().page.locator('.quick-input-list .label-name');
  await row.getByText(label, { exact: true }).click();
}

/** Answers the dialog for a file, and reads it once VS Code has said that it is there. */
async function saved(file: string): Promise<Buffer> {
  const { page } = window();
  const told = page.locator('.notification-list-item').filter({ hasText: `${file} is written.` });
  await answerFileDialog(page, join(folder, file), async () => (await told.count()) > 0);
  return readFileSync(join(folder, file));
}

test('a view is saved from the palette as SVG, with the numbers that it shows', async () => {
  const { runCommand, inspectorPart: inspector } = window();
  await runCommand('Iris: Train Iris Network');
  await inspector.untilWhole();
  await inspector.typeEpoch(2600);
  await runCommand('Iris: Save Picture…');
  await choose('Test confusion');
  await choose('SVG');
  const svg = (await saved('heatmap.svg')).toString('utf8');
  expect(svg).toMatch(
    /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/,
  );
  expect(svg).toContain('<title>Test confusion: Tutorial, epoch 2,600</title>');
  const counts = [...svg.matchAll(/>(\d+)<\/text>/g)].map(([, count]) => Number(count));
  expect(counts).toEqual([10, 0, 0, 0, 8, 1, 0, 0, 11]);
});

test('the menu on a view saves it as PNG, twice as large as it is shown', async () => {
  const { page, inspectorPart: inspector } = window();
  await chooseInMenu(page, inspector.locator('.matrices'), 'Save Picture…');
  await choose('PNG');
  const png = await saved('weights.png');
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  const { width = 0 } = (await inspector.locator('.matrices').boundingBox()) ?? {};
  expect(png.readUInt32BE(16)).toBe(2 * (Math.ceil(width) + 24));
});
