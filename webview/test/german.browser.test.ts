import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { atEachWidth, expectNothingCutOff } from './cutOff.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';
import { TABS } from '../viewOptions.ts';

const german = JSON.parse(
  readFileSync(new URL('../../l10n/bundle.l10n.de.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, string>>;

/** English sentences as they would stand on a page, places filled with anything; not those that are the same in German. */
const ENGLISH = Object.entries(german)
  .filter(([english, other]) => english !== other && english.replace(/\{\d+\}|\P{L}/gu, '').length > 2)
  .map(([english]) => new RegExp(`^${escaped(english).replace(/\\\{\d+\\\}/g, '.+?')}$`));

/** Words that no German sentence here has. */
const TELLTALE =
  /\b(the|of|and|to|from|with|each|which|row|rows|epoch|epochs|loss|read|wrong|right|weights|units|shown|share|actual|none|all|open|update to)\b/i;

function escaped(text: string): string {
  return text
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');
}

function isEnglish(text: string): boolean {
  return TELLTALE.test(text) || ENGLISH.some((sentence) => sentence.test(text));
}

let run: TrainedRun;
let open: OpenInspector;
beforeAll(() => {
  run = trainRun({ name: 'Startwert 7' });
});
afterEach(async () => {
  expect(open.problems).toEqual([]);
  await open.close();
});

/** Everything that a person reads or hears on the page: text, titles, labels, what is drawn on canvases. */
function wordsOn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words = new Set((window as unknown as { drawn?: Set<string> }).drawn);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest('script, style, bdi')) words.add(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['title', 'aria-label', 'aria-valuetext', 'alt', 'placeholder']) {
        words.add(element.getAttribute(name) ?? '');
      }
    }
    return [...words]
      .map((text) => text.trim().replace(/\s+/g, ' '))
      .filter((text) => /\p{L}{2}/u.test(text));
  });
}

/** From now on what is drawn on any canvas is kept. */
async function listenToCanvases(page: Page): Promise<void> {
  await page.evaluate(() => {
    const drawn = new Set<string>();
    Object.assign(window, { drawn });
    const { prototype } = CanvasRenderingContext2D;
    const draw = prototype.fillText;
    prototype.fillText = function (this: CanvasRenderingContext2D, ...[text, ...rest]) {
      drawn.add(text);
      draw.call(this, text, ...rest);
    };
  });
}

async function showTab(tab: string): Promise<void> {
  const head = open.page.locator(`#tab-${tab}`);
  await head.click();
  await head.and(open.page.locator('[aria-selected="true"]')).waitFor();
}

async function openGerman(): Promise<void> {
  open = await openInspector(run, { language: 'de' });
  await listenToCanvases(open.page);
}

const SHOWN_TABS = TABS.filter((tab) => tab !== 'seeds');

test.each(SHOWN_TABS)('the tab %s says nothing in English', async (tab) => {
  await openGerman();
  await showTab(tab);
  await open.showEpoch(700);
  for (const summary of await open.page.locator('summary').all()) await summary.click();
  await expect.poll(async () => (await wordsOn(open.page)).filter(isEnglish)).toEqual([]);
});

test('the steps of an epoch, the arithmetic, the lists and the alerts say nothing in English', async () => {
  await openGerman();
  const { page } = open;
  await open.showEpoch(700);
  await page.keyboard.press('a');
  await page.locator('.matrix td.w').first().click();
  await page.locator('.strip .address').waitFor();
  await page.locator('.phase-bar, body').first().press('p');
  const steps = page.locator('.phase-list button');
  await steps.first().waitFor();
  for (let i = 0, n = await steps.count(); i < n; i++) {
    await steps.nth(i).click();
    expect((await wordsOn(page)).filter(isEnglish)).toEqual([]);
  }
  for (const key of ['?', 'e']) {
    await page.keyboard.press(key);
    await page.locator('dialog[open]').waitFor();
    expect((await wordsOn(page)).filter(isEnglish)).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

/** What is cut off at its edge, by its place in the page and its text. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.inspector *:not(.unseen, svg *, option)')]
      .filter(({ clientWidth, scrollWidth, firstChild }) => {
        const hasText = firstChild instanceof Text && firstChild.data.trim() !== '';
        return hasText && clientWidth > 0 && scrollWidth > clientWidth + 1;
      })
      .map(({ className, localName, textContent }) => `${localName}.${className}: ${textContent}`),
  );
}

test('nothing is cut off that is not in English', async () => {
  const found = new Map<string, string[]>();
  for (const language of ['en', 'de'] as const) {
    open = await openInspector(run, { language });
    for (const tab of SHOWN_TABS) {
      await showTab(tab);
      await expectNothingCutOff(open.page, [1280, 800], '.tab-panel, .toolbar, .tabs, .run-line');
      await atEachWidth(open.page, [1280, 800], async (width) => {
        found.set(`${language} ${tab} ${width}`, await cutOff(open.page));
      });
    }
    if (language === 'en') await open.close();
  }
  for (const tab of SHOWN_TABS) {
    for (const width of ['1280 px wide', '800 px wide']) {
      const [english, other] = [found.get(`en ${tab} ${width}`), found.get(`de ${tab} ${width}`)];
      const places = new Set(english?.map((one) => one.split(':')[0]));
      expect({ tab, width, cut: other?.filter((one) => !places.has(one.split(':')[0] ?? '')) }).toEqual({
        tab,
        width,
        cut: [],
      });
    }
  }
});

test('the page names its language', async () => {
  await openGerman();
  expect(await open.page.locator('html').getAttribute('lang')).toBe('de');
  await open.page.getByRole('button', { name: 'Erste Epoche (Pos1)' }).click();
  expect(await open.epoch()).toBe(0);
});
