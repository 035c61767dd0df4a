import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { FakeHost, trainRun } from './fakeHost.ts';
import { openPage } from './page.ts';
import type { ThemeName } from './themes.ts';

const spec = (process.env['LOOK'] ?? 'dark:1280x860:2600').split(',');
mkdirSync('/tmp/shots', { recursive: true });
test('look', async () => {
  const run = trainRun({});
  for (const one of spec) {
    const [theme, size, epochs] = one.split(':') as [ThemeName, string, string];
    const [width, height] = size.split('x').map(Number) as [number, number];
    const open = await openPage({ bundle: 'inspector', theme, viewport: { width, height }, reducedMotion: true });
    const host = new FakeHost(open.port);
    await host.send(run);
    for (const epoch of epochs.split('+')) {
      const field = open.page.locator('.epoch input');
      await field.fill(epoch);
      await field.press('Enter');
      await open.page.mouse.move(0, 0);
      await open.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await open.page.waitForFunction((e) => document.querySelector<HTMLInputElement>('.scrubber')?.value === e, epoch);
      await open.page.waitForTimeout(100);
      await open.page.screenshot({ path: `/tmp/shots/${theme}-${size}-${epoch}.png` });
      const over = await open.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth, document.querySelector('.page')?.scrollHeight, document.querySelector('.page')?.clientHeight]);
      console.log(one, epoch, JSON.stringify(over));
    }
    console.log(JSON.stringify(open.problems), JSON.stringify(host.asked.problems));
    await open.close();
  }
}, 120000);
