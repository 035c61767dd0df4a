import { afterEach, expect, test } from 'vitest';
import { eventually } from './eventually.ts';
import { openPage } from './page.ts';
import type { OpenPage } from './page.ts';

let open: OpenPage | undefined;

afterEach(async () => {
  await open?.close();
  open = undefined;
});

test('messages reach the page, numbers as numbers', async () => {
  open = await openPage({ bundle: 'configuration' });
  const { page, port } = open;
  await page.evaluate(() => {
    addEventListener('message', ({ data }: MessageEvent<{ numbers: Float64Array }>) => {
      document.title = `${data.numbers.constructor.name} ${data.numbers.join(' ')}`;
    });
  });
  port.post({ numbers: Float64Array.of(0.1, NaN) });
  await eventually(async () => expect(await page.title()).toBe('Float64Array 0.1 NaN'));
  expect(open.problems).toEqual([]);
});

test('what must not happen is noticed', async () => {
  open = await openPage({ bundle: 'configuration' });
  const { page, problems } = open;
  await page.evaluate(() => {
    const style = document.createElement('style');
    style.textContent = 'body { color: red }';
    document.head.append(style);
    setTimeout(() => {
      throw new Error('nobody catches this');
    });
    console.error('said aloud');
  });
  await eventually(() => {
    expect(problems).toContain('uncaught: nobody catches this');
    expect(problems).toContain('console: said aloud');
    expect(problems).toContain('CSP violation: style-src-elem inline');
  });
  await page.goto('http://127.0.0.1:9/elsewhere').catch(() => undefined);
  expect(problems).toContain('foreign request: http://127.0.0.1:9/elsewhere');
});

test('a theme can be changed while the page is open', async () => {
  open = await openPage({ bundle: 'configuration', theme: 'dark' });
  const { page } = open;
  const ink = () => page.evaluate(() => getComputedStyle(document.body).getPropertyValue('--ink'));
  expect(await ink()).toBe('#cccccc');
  await open.setTheme('highContrastLight');
  expect(await page.getAttribute('body', 'class')).toBe('vscode-high-contrast-light vscode-high-contrast');
  expect(await ink()).toBe('#292929');
  expect(open.problems).toEqual([]);
});

test.each(['inspector', 'configuration'] as const)(
  'while the scripts of the %s are under way a word stands there, and is gone once they run',
  async (bundle) => {
    open = await openPage({ bundle });
    const { page, problems } = open;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(`**/${bundle}.js`, async (route) => {
      await held;
      await route.continue();
    });
    await page.reload({ waitUntil: 'commit' });
    const word = page.getByText('Loading…');
    await word.waitFor();
    release();
    await word.waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  },
);
