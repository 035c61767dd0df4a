import { mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { HiddenLayer } from '#engine/config';
import { FakeHost, trainRun } from './fakeHost.ts';
import { openPage } from './page.ts';
import type { ThemeName } from './themes.ts';

const spec = (process.env['LOOK'] ?? '').split(',').filter(Boolean);
mkdirSync('/tmp/look', { recursive: true });
test.skipIf(spec.length === 0)(
  'look',
  async () => {
    for (const one of spec) {
      const [theme, size, epochs] = one.split(':') as [ThemeName, string, string];
      const run = trainRun(variant(one.split(':')[3]));
      const [width, height] = size.split('x').map(Number) as [number, number];
      const open = await openPage({
        bundle: 'inspector',
        theme,
        viewport: { width, height },
        reducedMotion: true,
      });
      const host = new FakeHost(open.port);
      await host.send(run);
      for (const epoch of epochs.split('+')) {
        const field = open.page.locator('.epoch input');
        await field.fill(epoch);
        await field.press('Enter');
        await open.page.mouse.move(0, 0);
        await open.page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        await open.page.waitForFunction(
          (e) => document.querySelector<HTMLInputElement>('.scrubber')?.value === e,
          epoch,
        );
        await open.page.waitForTimeout(100);
        await open.page.screenshot({
          path: `/tmp/look/${one.split(':')[3] ?? ''}${theme}-${size}-${epoch}.png`,
        });
        const over = await open.page.evaluate(() => [
          document.documentElement.scrollWidth,
          innerWidth,
          document.querySelector('.page')?.scrollHeight,
          document.querySelector('.page')?.clientHeight,
        ]);
        console.log(one, epoch, JSON.stringify(over));
      }
      console.log(JSON.stringify(open.problems), JSON.stringify(host.asked.problems));
      await open.close();
    }
  },
  120000,
);

function variant(name: string | undefined) {
  const layers = (hiddenLayers: HiddenLayer[], learningRate = 3e-5, epochs = 2600) => ({
    config: {
      ...DEFAULT_CONFIG,
      network: { ...DEFAULT_CONFIG.network, hiddenLayers },
      training: { ...DEFAULT_CONFIG.training, learningRate, epochs },
    },
  });
  switch (name) {
    case 'none':
      return layers([]);
    case 'three':
      return layers([
        { units: 8, activation: 'relu' },
        { units: 6, activation: 'tanh' },
        { units: 4, activation: 'leakyRelu' },
      ]);
    case 'wide':
      return layers([{ units: 64, activation: 'relu' }], 3e-6);
    case 'huge':
      return layers(
        [
          { units: 200, activation: 'relu' },
          { units: 20, activation: 'relu' },
        ],
        1e-7,
        300,
      );
    case 'diverged':
      return layers([{ units: 5, activation: 'relu' }], 5);
    case 'nosplit':
      return { config: { ...DEFAULT_CONFIG, split: null } };
    default:
      return {};
  }
}
