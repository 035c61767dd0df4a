import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../../dev/chromium.ts';
import { animate, webpOf } from '../../dev/webp.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
}, 60_000);
afterAll(() => browser.close());

test(
  'stills become an animation whose frames a browser shows in their order',
  { timeout: 60_000 },
  async () => {
    const page = await browser.newPage({ viewport: { width: 40, height: 30 } });
    await page.route('https://pictures.test/', (route) => route.fulfill({ body: '' }));
    await page.goto('https://pictures.test/'); // decoders are for secure pages only
    const frames = [];
    for (const [i, colour] of ['#ff0000', '#00ff00', '#0000ff'].entries()) {
      await page.setContent(`<body style="background: ${colour}">`);
      frames.push({ webp: await webpOf(browser, await page.screenshot(), 0.9), ms: 100 * (i + 1) });
    }
    const file = animate(frames, 40, 30).toString('base64');
    const shown = await page.evaluate(async (base64) => {
      const data = await (await fetch(`data:image/webp;base64,${base64}`)).arrayBuffer();
      const decoder = new ImageDecoder({ data, type: 'image/webp' });
      await Promise.all([decoder.completed, decoder.tracks.ready]);
      const nFrames = decoder.tracks.selectedTrack?.frameCount ?? 0;
      const seen = [];
      for (let frameIndex = 0; frameIndex < nFrames; frameIndex++) {
        const { image } = await decoder.decode({ frameIndex });
        const context = new OffscreenCanvas(40, 30).getContext('2d')!;
        context.drawImage(image, 0, 0);
        const pixel = [...context.getImageData(20, 15, 1, 1).data].slice(0, 3);
        seen.push([image.duration, ...pixel.map((one) => Math.round(one / 255))]);
      }
      return seen;
    }, file);
    expect(shown).toEqual([
      [100_000, 1, 0, 0],
      [200_000, 0, 1, 0],
      [300_000, 0, 0, 1],
    ]);
  },
);
