import { afterEach, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { sampleTable } from '#engine/rowSample';
import { trainRun } from './fakeHost.ts';
import { expectNothingCutOff } from './cutOff.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '__proto__',
  '"><script>alert(1)</script>',
  '=cmd()|calc',
  '\u202eשלום (סמ)',
  'x'.repeat(200),
];
const HARMLESS = HOSTILE.map((_, i) => `name ${i}`);
const TABS = ['Network', 'Arrays', 'Samples', 'Curves', 'Tutorial'];

const config = {
  ...DEFAULT_CONFIG,
  training: { ...DEFAULT_CONFIG.training, epochs: 20, learningRate: 1e-4 },
};

function table(nRows: number, names: readonly string[]): Dataset {
  return {
    name: names[0] ?? '',
    features: names,
    classes: names.slice(0, 4),
    values: Float64Array.from({ length: nRows * names.length }, (_, i) => ((i * 7919) % 1009) / 100),
    labels: Int32Array.from({ length: nRows }, (_, row) => row % 4),
  };
}

let open: OpenInspector | undefined;
afterEach(async () => {
  const { problems } = open ?? { problems: [] };
  await open?.close();
  expect(problems).toEqual([]);
});

/** The elements of every tab and of the list of events by their names, and all text that is shown or spoken in them. */
async function survey({ page }: OpenInspector): Promise<{ counts: Record<string, number>; text: string }> {
  const counts: Record<string, number> = {};
  let text = '';
  const read = async (view: string) => {
    const found = await page.locator('body').evaluate((body) => {
      const spoken = [...body.querySelectorAll('[aria-label], [title]')].map(
        (one) => `${one.getAttribute('aria-label') ?? ''} ${one.getAttribute('title') ?? ''}`,
      );
      return {
        images: body.querySelectorAll('img, script[src="x"], iframe, a[href]').length,
        scripts: body.querySelectorAll('script').length,
        cells: body.querySelectorAll('th').length,
        text: `${body.textContent} ${spoken.join(' ')}`,
      };
    });
    counts[`${view}, images`] = found.images;
    counts[`${view}, scripts`] = found.scripts;
    counts[`${view}, heads`] = found.cells;
    text += found.text;
  };
  for (const tab of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator(`#tab-${tab.toLowerCase()}[aria-selected="true"]`).waitFor();
    await read(tab);
  }
  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await read('events');
  return { counts, text };
}

test('names of any kind are text in every tab and dialog, and make no element more', async () => {
  open = await openInspector(trainRun({ config, dataset: table(60, HARMLESS) }));
  const harmless = await survey(open);
  await open.close();
  open = await openInspector(trainRun({ config, dataset: table(60, HOSTILE) }));
  const hostile = await survey(open);
  expect(hostile.counts).toEqual(harmless.counts);
  for (const name of HOSTILE.slice(0, 4)) expect(hostile.text).toContain(name);
  expect(hostile.text).toContain('\\u202eשלום');
  expect(hostile.text).not.toMatch(/[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/);
}, 120_000);

test('a tooltip says a hostile name as text', async () => {
  open = await openInspector(trainRun({ config, dataset: table(60, HOSTILE) }));
  const { page } = open;
  await page.locator('.confusion .count button').first().hover();
  const tooltip = page.locator('[role=tooltip], .tooltip').first();
  await tooltip.getByText('<img src=x onerror=alert(1)>').first().waitFor();
  expect(await page.locator('img').count()).toBe(0);
});

test('a sample of a large table says in every tab that it is one, with the row numbers of the table', async () => {
  const dataset = table(12_000, HARMLESS);
  const run = trainRun({ config, dataset });
  open = await openInspector({ ...run, header: { ...run.header, ...sampleTable(config, dataset) } });
  const { page } = open;
  for (const tab of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator('.sample-note', { hasText: 'of 12,000 rows are shown' }).waitFor();
  }
  await page.locator('.readout', { hasText: '/2,400 correct' }).waitFor();
  await page.locator('.readout', { hasText: '/9,600' }).waitFor();
  await page.getByRole('tab', { name: 'Network' }).click();
  await page
    .locator('h2 .spelled', { hasText: /^[\d,]+ of 2,400 correct; counted here: 4\d\d sampled rows$/ })
    .waitFor();
  await expectNothingCutOff(page, [1280, 1224, 900, 700], 'h2.whole, h2.whole > span');
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('tab', { name: 'Arrays' }).click();
  const arrays = await page.locator('.array-list button').allTextContents();
  expect(arrays.filter((name) => /^(dW|db|loss|W\d after|b\d after)/.test(name))).toEqual([]);
  await page.getByRole('tab', { name: 'Samples' }).click();
  await page.getByRole('heading', { name: 'Sampled rows', exact: true }).waitFor();
  const counted = await page.locator('.confusion-of').first().textContent();
  expect(counted).toMatch(/counted here: 4\d\d sampled rows/);
  const report = await open.host.page.report();
  const total = report.confusionMatrix.flat().reduce((sum, n) => sum + n, 0);
  expect(total).toBeGreaterThanOrEqual(400);
  expect(total).toBeLessThan(410);
}, 60_000);

test('of many classes the largest confusions are listed in place of the table of all pairs', async () => {
  const names = Array.from({ length: 60 }, (_, k) => `kind ${k}`);
  const dataset: Dataset = {
    name: 'many',
    features: ['a'],
    classes: names,
    values: Float64Array.from({ length: 600 }, (_, i) => (i * 31) % 97),
    labels: Int32Array.from({ length: 600 }, (_, i) => i % 60),
  };
  open = await openInspector(trainRun({ config, dataset }));
  const { page } = open;
  expect(await page.locator('table.confusion').count()).toBe(0);
  const first = page.locator('.confusion-pairs tbody tr').first();
  await first.locator('button').click();
  const label = (await first.locator('td').first().textContent()) ?? '';
  await page.locator('.card-title', { hasText: label }).waitFor();
});
