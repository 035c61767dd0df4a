import type { Page } from 'playwright-core';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_SPLIT } from '#engine/config';
import { splitRows } from '#engine/preprocessing';
import type { Tab } from '../viewOptions.ts';
import type { TrainedRun } from './fakeHost.ts';
import { trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

let run: TrainedRun;
let open: OpenInspector;
beforeAll(() => {
  run = trainRun({});
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

/** Something that can be selected: how a view selects another one, and which one it shows as selected. */
interface View {
  readonly tab: Tab;
  readonly select?: (page: Page) => Promise<void>;
  readonly shows: (page: Page) => Promise<string | null>;
}

const text = (selector: string) => async (page: Page) => {
  const [first = null] = await page.locator(selector).allTextContents();
  return first;
};
const attribute = (selector: string, name: string) => async (page: Page) => {
  const [first] = await page.locator(selector).all();
  return first ? first.getAttribute(name) : null;
};
const click = (selector: string) => (page: Page) => page.locator(selector).first().click();
const numberIn = (selector: string) => async (page: Page) =>
  /row (\d+)/i.exec((await text(selector)(page)) ?? '')?.[1] ?? null;

/** The test rows: only these have a cell in the heatmap. */
const TEST_ROWS = [...splitRows({ labels: new Int32Array(150), classes: [] }, DEFAULT_SPLIT).test];

/** Rows, by the number that people know them by. */
const ROW_VIEWS: Readonly<Record<string, View>> = {
  graph: { tab: 'network', shows: numberIn('.network h2 span') },
  'rows picture': {
    tab: 'network',
    select: (page) => page.locator('canvas.outputs').click({ position: { x: 12, y: 200 } }),
    shows: text('.row-number'),
  },
  card: { tab: 'network', select: click('.row-link >> nth=3'), shows: numberIn('.card-title b') },
  'confusion cell': {
    tab: 'network',
    select: click('.confusion button[aria-label^="versicolor read as setosa"]'),
    shows: async (page) => {
      const row = await numberIn('.card-title b')(page);
      const isTest = TEST_ROWS.includes(Number(row) - 1);
      const marked = await page.locator('.confusion td[data-chosen=true]').count();
      return marked === (isTest ? 1 : 0) ? row : `${marked} cells are marked`;
    },
  },
  array: {
    tab: 'arrays',
    select: click('.array tr[data-row="60"] td.w'),
    shows: async (page) => {
      const row = await page
        .locator('.array td.w[data-linked=row]')
        .first()
        .locator('xpath=..')
        .getAttribute('data-row');
      return row === null ? null : String(Number(row) + 1);
    },
  },
  'list of rows': {
    tab: 'samples',
    select: click('.row-table .line:not([hidden]) >> nth=4'),
    shows: text('.line[data-chosen=true] td'),
  },
  'raw scores': { tab: 'tutorial', shows: numberIn('.tutorial-page .picture >> nth=0') },
  outputs: {
    tab: 'tutorial',
    select: (page) =>
      page
        .locator('.tutorial-page .picture >> nth=5')
        .locator('canvas')
        .click({ position: { x: 200, y: 30 } }),
    shows: numberIn('.tutorial-page .picture >> nth=0'),
  },
};

const UNIT_VIEWS: Readonly<Record<string, View>> = {
  graph: {
    tab: 'network',
    select: click('.unit.hidden >> nth=2'),
    shows: text('.unit.hidden[data-chosen=true] .name'),
  },
  matrix: {
    tab: 'network',
    select: click('.matrix thead .name >> nth=3'),
    shows: text('.matrix thead .name[aria-pressed=true]'),
  },
  masks: {
    tab: 'network',
    select: click('.mask-head >> nth=4'),
    shows: text('.mask-head.chosen .name'),
  },
  array: {
    tab: 'arrays',
    select: click('.array tr[data-row="57"] td.w >> nth=1'),
    shows: async (page) => {
      const cell = page.locator('.array').first().locator('td.w[data-linked=unit]').first();
      return `h${(Number(await cell.getAttribute('data-at')) % 5) + 1}`;
    },
  },
  lives: {
    tab: 'curves',
    select: click('.lives .unit-row .name >> nth=4'),
    shows: text('.lives .unit-row[data-chosen=true] .name'),
  },
  distribution: {
    tab: 'curves',
    select: click('.lanes .unit-row .name >> nth=3'),
    shows: text('.lanes .unit-row[data-chosen=true] .name'),
  },
  'histograms of the tutorial': {
    tab: 'tutorial',
    select: click('.picture >> nth=1 >> .unit-line .name >> nth=2'),
    shows: text('.picture >> nth=1 >> .unit-line [aria-pressed=true]'),
  },
};

const CLASS_VIEWS: Readonly<Record<string, View>> = {
  graph: {
    tab: 'network',
    select: click('.unit.output >> nth=1'),
    shows: text('.unit.output[data-chosen=true] .name'),
  },
  matrix: {
    tab: 'network',
    select: click('.matrix >> nth=1 >> thead .name >> nth=2'),
    shows: text('.matrix >> nth=1 >> thead .name[aria-pressed=true]'),
  },
  prediction: {
    tab: 'samples',
    select: click('.samples-page .output-bars button >> nth=0'),
    shows: attribute('.samples-page .output-bars [aria-pressed=true] .label', 'title'),
  },
  'outputs of the tutorial': {
    tab: 'tutorial',
    select: click('.picture >> nth=4 >> .lane-name button >> nth=0'),
    shows: text('.picture >> nth=4 >> .lane-name [aria-pressed=true]'),
  },
};

const WEIGHT_VIEWS: Readonly<Record<string, View>> = {
  matrix: {
    tab: 'network',
    select: click('.matrix >> nth=0 >> td.w >> nth=12'),
    shows: attribute('.matrix td.w[data-chosen=true]', 'data-at'),
  },
  edge: {
    tab: 'network',
    select: (page) => page.locator('.edge').nth(7).dispatchEvent('click'),
    shows: async (page) =>
      (await page.locator('.edge[data-chosen=true]').count()) === 1
        ? attribute('.matrix td.w[data-chosen=true]', 'data-at')(page)
        : null,
  },
  array: {
    tab: 'arrays',
    select: click('.array[aria-label=W1] td.w >> nth=6'),
    shows: attribute('.array[aria-label=W1] td.w[data-chosen=true]', 'data-at'),
  },
};

const SUBJECTS: readonly (readonly [string, Readonly<Record<string, View>>])[] = [
  ['row', ROW_VIEWS],
  ['unit', UNIT_VIEWS],
  ['class', CLASS_VIEWS],
  ['weight', WEIGHT_VIEWS],
];

async function goTo(page: Page, tab: Tab): Promise<void> {
  await page.locator(`#tab-${tab}`).click();
}

/** Waits until each view, tab by tab, shows the wanted one as selected. */
async function expectAll(page: Page, views: Readonly<Record<string, View>>, wanted: string): Promise<void> {
  for (const [name, view] of Object.entries(views)) {
    await goTo(page, view.tab);
    await expect.poll(() => view.shows(page), { message: name }).toBe(wanted);
  }
}

describe.each(SUBJECTS)('a %s', (_subject, views) => {
  const selecting = Object.entries(views).flatMap(([name, { tab, select }]) =>
    select ? [{ name, tab, select }] : [],
  );
  test.each(selecting)(
    'selected in $name is the selected one in every view',
    async ({ name, tab, select }) => {
      open = await openInspector(run, { viewport: { width: 1300, height: 900 } });
      const { page } = open;
      await open.showEpoch(700);
      await goTo(page, tab);
      const before = await views[name]!.shows(page);
      await select(page);
      await expect.poll(() => views[name]!.shows(page)).not.toBe(before);
      const wanted = await views[name]!.shows(page);
      expect(wanted).not.toBeNull();
      await expectAll(page, views, wanted!);
    },
  );
});
