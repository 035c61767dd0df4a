import { afterEach, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { PictureFormat } from '#protocol/pictures';
import { HOSTILE_NAMES } from './hostile.ts';
import { readIris, trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

let open: OpenInspector;
afterEach(async () => {
  expect(open.problems).toEqual([]);
  expect(open.host.asked.problems).toEqual([]);
  await open.close();
});

/** What an SVG says and holds, as a browser that reads it as XML finds it. */
interface Reading {
  readonly texts: readonly string[];
  readonly elements: readonly string[];
  readonly title: string;
  readonly attributes: string; // all of them
  readonly width: number;
  readonly height: number;
}

async function svgOf(view: string): Promise<string> {
  return new TextDecoder().decode(await open.host.page.picture(view, 'svg'));
}

async function read(svg: string): Promise<Reading> {
  return open.page.evaluate((text) => {
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    const root = parsed.documentElement;
    if (parsed.querySelector('parsererror')) throw new Error(parsed.documentElement.textContent);
    const elements = [...parsed.querySelectorAll('*')];
    return {
      texts: [...parsed.querySelectorAll('text')].map((one) => one.textContent),
      elements: [...new Set(elements.map(({ tagName }) => tagName))].sort(),
      title: parsed.querySelector('title')?.textContent ?? '',
      attributes: elements.flatMap((one) => [...one.attributes].map(({ value }) => value)).join('\n'),
      width: Number(root.getAttribute('width')),
      height: Number(root.getAttribute('height')),
    };
  }, svg);
}

async function show(tab: string): Promise<readonly string[]> {
  await open.page.getByRole('tab', { name: tab }).click();
  await open.page.locator(`#tab-${tab.toLowerCase()}[aria-selected="true"]`).waitFor();
  await expect.poll(() => open.host.page.views().then(({ length }) => length)).toBeGreaterThan(0);
  return open.host.page.views();
}

/** The text that is seen in a view, without what is there for those who do not see it, and without controls. */
async function seenNumbers(view: string, cells: string): Promise<string[]> {
  const texts = await open.page.locator(`[data-view="${view}"]`).locator(cells).allTextContents();
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}

const VIEWS: Readonly<Record<string, readonly string[]>> = {
  Network: ['Network graph', 'Weights and biases', 'Rows', 'Loss and share correct', 'Test confusion'],
  Arrays: ['Array Z1', 'Array X', 'Array W1', 'Array b1'],
  Samples: ['Confusion, test rows', 'Confusion, training rows', 'Rows', 'Selected row', 'Predict a flower'],
  Curves: ['Loss and share correct', 'Units’ lives', 'Distribution'],
  Tutorial: ['Tutorial picture 1', 'Tutorial picture 2', 'Tutorial picture 3', 'Tutorial picture 4'],
};

/** Everything that a drawing of ours is made of: nothing that loads, runs or is no vector. */
const VECTORS =
  'circle clipPath defs g line linearGradient path pattern polygon rect stop svg text title tspan'.split(' ');

test('every view in sight is an SVG of shapes and text, named, with colours of its own', async () => {
  open = await openInspector(trainRun({}));
  for (const [tab, views] of Object.entries(VIEWS)) {
    await show(tab);
    await expect.poll(() => open.host.page.views()).toEqual(views); // the tutorial’s once their axes are known
    for (const view of views) {
      const { elements, title, attributes, texts, width, height } = await read(await svgOf(view));
      expect(elements.filter((name) => !VECTORS.includes(name))).toEqual([]);
      expect(title).toBe(`${view}: Tutorial, epoch 2,600`);
      expect(texts[0]).toBe(title);
      expect(texts.length).toBeGreaterThan(3);
      expect(attributes).not.toMatch(/var\(|color\(|url\((?!#)|https?:(?!\/\/www\.w3\.org\/2000\/svg)/);
      expect(Math.min(width, height)).toBeGreaterThan(80);
    }
  }
}, 120_000);

test('tables of numbers say what they say on the page', async () => {
  open = await openInspector(trainRun({}));
  await open.showEpoch(700);
  const contains = async (view: string, cells: string) => {
    const numbers = await seenNumbers(view, cells);
    const { texts } = await read(await svgOf(view));
    expect(numbers.length).toBeGreaterThan(3);
    const inOrder = texts.filter((text) => numbers.includes(text));
    expect(inOrder.sort()).toEqual(expect.arrayContaining([...new Set(numbers)].sort()));
    for (const number of new Set(numbers)) {
      const count = (list: readonly string[]) => list.filter((one) => one === number).length;
      expect(count(texts)).toBeGreaterThanOrEqual(count(numbers));
    }
  };
  await show('Network');
  await contains('Weights and biases', 'td.w');
  await contains('Test confusion', '.count');
  await contains('Network graph', 'text:visible');
  await show('Arrays');
  await contains('Array W1', 'td.w');
  await show('Samples');
  await contains('Confusion, training rows', '.count button, .count .zero');
});

test('a canvas is the same picture as SVG: masks, outputs and curves', async () => {
  open = await openInspector(trainRun({}));
  for (const view of ['Rows', 'Loss and share correct']) {
    const svg = await svgOf(view);
    const share = await open.page.evaluate(
      async ({ text, name }) => {
        const [root] = document.querySelectorAll(`[data-view="${name}"]`);
        const at = root!.getBoundingClientRect();
        const image = new Image();
        image.src = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
        await image.decode();
        const sheet = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
        sheet.drawImage(image, 0, 0);
        const paper = getComputedStyle(document.body).backgroundColor;
        const page = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
        page.fillStyle = paper;
        page.fillRect(0, 0, image.width, image.height);
        let area = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
        for (const canvas of root!.querySelectorAll('canvas')) {
          const box = canvas.getBoundingClientRect();
          const [x, y] = [Math.round(box.left - at.left) + 12, Math.round(box.top - at.top) + 34];
          page.drawImage(canvas, x, y);
          area = {
            left: Math.min(area.left, x),
            top: Math.min(area.top, y),
            right: Math.max(area.right, x + canvas.width),
            bottom: Math.max(area.bottom, y + canvas.height),
          };
        }
        const size = [area.left, area.top, area.right - area.left, area.bottom - area.top] as const;
        const [a, b] = [sheet, page].map((one) => one.getImageData(...size).data);
        let differing = 0;
        for (let i = 0; i < a!.length; i += 4) {
          const distance = Math.abs(a![i]! - b![i]!) + Math.abs(a![i + 1]! - b![i + 1]!);
          if (distance > 60) differing++;
        }
        return differing / (a!.length / 4);
      },
      { text: svg, name: view },
    );
    expect(share).toBeLessThan(0.03);
  }
});

test('a PNG has twice the pixels of the SVG', async () => {
  open = await openInspector(trainRun({}));
  const { width, height } = await read(await svgOf('Test confusion'));
  const png = await open.host.page.picture('Test confusion', 'png');
  const header = new DataView(png.buffer, png.byteOffset);
  expect([header.getUint32(16), header.getUint32(20)]).toEqual([2 * width, 2 * height]);
});

test('names that mean something to XML or a browser are text in a picture', async () => {
  const config = { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: 30 } };
  const iris = readIris();
  const dataset = { ...iris, features: HOSTILE_NAMES.slice(0, 4), classes: HOSTILE_NAMES.slice(4, 7) };
  open = await openInspector(trainRun({ config, name: '\u0000\ud800</svg>', dataset }));
  for (const tab of ['Network', 'Samples']) {
    for (const view of await show(tab)) {
      const { elements, title, attributes } = await read(await svgOf(view));
      expect(elements.filter((name) => !VECTORS.includes(name))).toEqual([]);
      expect(title).toBe(`${view}: \\u0000\ufffd</svg>, epoch 30`);
      expect(attributes).not.toContain('onerror');
    }
  }
  const { texts } = await read(await svgOf('Confusion, test rows'));
  expect(texts.some((text) => text.startsWith('<img src'))).toBe(true);
});

test('a view that is not in sight, or a format that is none, is refused in a sentence', async () => {
  open = await openInspector(trainRun({}));
  await expect(open.host.page.picture('Seeds', 'svg')).rejects.toThrow('“Seeds” is no longer in sight');
  await expect(open.host.page.picture('Rows', 'gif' as PictureFormat)).rejects.toThrow('svg or png');
});

test('a picture has the background of the theme', async () => {
  for (const theme of ['light', 'highContrast'] as const) {
    open = await openInspector(trainRun({}), { theme });
    const paper = await open.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red = 0, green = 0, blue = 0] = (paper.match(/\d+/g) ?? []).map(Number);
    const hex = `#${[red, green, blue].map((one) => one.toString(16).padStart(2, '0')).join('')}`;
    const svg = await svgOf('Test confusion');
    const { width, height } = await read(svg);
    expect(svg).toContain(`<rect width="${width}" height="${height}" fill="${hex}"/>`);
    if (theme === 'light') await open.close();
  }
});
