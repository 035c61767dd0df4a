import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareExperiment } from '#engine/experiment';
import { exportHtml } from '#formats/exportHtml';
import { launchChromium } from '../../src/dev/chromium.ts';
import { trainRun } from './fakeHost.ts';
import { expectedCells } from './inspectorPage.ts';

const built = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../dist/webview/${name}`, import.meta.url)), 'utf8');
const SOURCES = {
  styles: [built('toolkit.css'), built('inspector.css')],
  toolkit: built('toolkit.js'),
  replay: built('replay.js'),
  inspector: built('inspector.js'),
};
const { header, history } = trainRun({ name: 'Class 7b: </script><b>&amp; "iris"' });
const folder = mkdtempSync(join(tmpdir(), 'iris-network-replay-'));
const file = join(folder, 'replay.html');
const problems: string[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const run = {
    name: header.name,
    experiment: prepareExperiment(header.config, header.dataset),
    history,
    status: { state: 'completed' },
  } as const;
  const sha256 = (bytes: Uint8Array) => Promise.resolve(createHash('sha256').update(bytes).digest());
  writeFileSync(file, await exportHtml(run, SOURCES, sha256));
  browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, offline: true });
  page = await context.newPage();
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url()) && request.url() !== pathToFileURL(file).href)
      problems.push(`request: ${request.url()}`);
  });
  await page.goto(pathToFileURL(file).href);
  await untilShown(2600);
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

async function untilShown(epoch: number): Promise<void> {
  await page.locator(`.scrubber[aria-valuetext^="epoch ${epoch} of "]`).waitFor();
}

const matrixText = (layer: number) => page.locator('.matrix').nth(layer).locator('td.w').allTextContents();

test('opens from disk without a network, with the whole run and its name', async () => {
  expect(readFileSync(file).length).toBeLessThan(3_000_000);
  expect(await page.title()).toBe(`${header.name}: every epoch of a small network`);
  expect(await page.locator('h1').textContent()).toContain(header.name);
  expect(await matrixText(0)).toEqual(expectedCells(history, 2600, 0));
});

test('scrubs every one of its 2,601 states', async () => {
  const scrubber = page.locator('.scrubber');
  const shown = await scrubber.evaluate((input: HTMLInputElement) => {
    const texts: string[] = [];
    for (let epoch = 0; epoch <= 2600; epoch++) {
      input.value = String(epoch);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      texts.push(input.value);
    }
    return texts;
  });
  expect(shown).toEqual(Array.from({ length: 2601 }, (_, epoch) => String(epoch)));
  for (const epoch of [0, 1234]) {
    await page.locator('.epoch input').fill(String(epoch));
    await page.locator('.epoch input').press('Enter');
    await untilShown(epoch);
    expect(await matrixText(1)).toEqual(expectedCells(history, epoch, 1));
  }
});

test('hides what would need somebody to train', async () => {
  await expect.poll(() => page.locator('.training').isHidden()).toBe(true);
  expect(await page.getByText('Retrain').isVisible()).toBe(false);
});

test('every tab opens, and the theme follows the system', async () => {
  for (const name of ['Arrays', 'Samples', 'Curves', 'Tutorial', 'Network']) {
    await page.getByRole('tab', { name }).click();
    await page.getByRole('tabpanel', { name }).waitFor();
  }
  for (const [colorScheme, contrast, kind] of [
    ['light', 'no-preference', 'vscode-light'],
    ['dark', 'no-preference', 'vscode-dark'],
    ['dark', 'more', 'vscode-high-contrast'],
    ['light', 'more', 'vscode-high-contrast-light'],
  ] as const) {
    await page.emulateMedia({ colorScheme, contrast });
    await page.locator(`body[data-vscode-theme-kind="${kind}"].${kind}`).waitFor();
  }
});

test('asks for nothing and breaks no rule of its policy', () => {
  expect(problems).toEqual([]);
});
