import type { Page } from 'playwright-core';
import { RandomStream } from '#engine/random';
import { trainRun } from '../../../webview/test/fakeHost.ts';
import { openInspector } from '../../../webview/test/inspectorPage.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';

export interface ScrubbingFigures {
  /** From a seek to the frame that shows it having been handed to the compositor. */
  readonly inputToPaint: Spread;
  /** From one frame to the next while epochs play. */
  readonly playing: Spread;
}

const N_SEEKS = 1000;
const PLAYING_MS = 5000;
const SPEED = 300; // epochs per second

/** How long the inspector takes in Chromium to show another epoch of the tutorial's run, when scrubbed and when playing. */
export async function scrubbing(): Promise<ScrubbingFigures> {
  const run = trainRun({});
  const inspector = await openInspector(run);
  const { page } = inspector;
  try {
    await page.getByRole('button', { name: '24 events: list (E)' }).waitFor(); // all of the past has been read
    const stream = new RandomStream(1);
    const epochs = Array.from({ length: N_SEEKS }, () => stream.nextIndex(run.history.length - 1));
    const inputToPaint = spreadOf(await page.evaluate(seekEach, epochs));
    await page.getByRole('slider', { name: 'Epoch shown' }).press('Home');
    const playing = spreadOf(await playFor(page, PLAYING_MS));
    if (inspector.problems.length > 0) throw new Error(inspector.problems.join('\n'));
    return { inputToPaint, playing };
  } finally {
    await inspector.close();
  }
}

/** Runs in the page. Moves the scrubber, and takes the time until after the next paint; then rests for a frame. */
async function seekEach(epochs: readonly number[]): Promise<number[]> {
  const scrubber = document.querySelector<HTMLInputElement>('.scrubber');
  if (!scrubber) throw new Error('the page has no scrubber');
  const painted = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(); // the first task after the frame's rendering
        port2.postMessage(null);
      });
    });
  const times: number[] = [];
  for (const epoch of epochs) {
    const start = performance.now();
    scrubber.value = String(epoch);
    scrubber.dispatchEvent(new Event('input', { bubbles: true }));
    await painted();
    times.push(performance.now() - start);
    await painted();
  }
  return times;
}

/** The times between the frames of some seconds of playing. */
async function playFor(page: Page, milliseconds: number): Promise<number[]> {
  await page.getByRole('combobox', { name: 'Speed of play' }).waitFor();
  await page.keyboard.press('Space');
  const times = await page.evaluate(
    (duration) =>
      new Promise<number[]>((resolve) => {
        const stamps: number[] = [];
        const watch = (now: number) => {
          stamps.push(now);
          if (now - stamps[0]! < duration) requestAnimationFrame(watch);
          else resolve(stamps.slice(1).map((stamp, i) => stamp - stamps[i]!));
        };
        requestAnimationFrame(watch);
      }),
    milliseconds,
  );
  const reached = Number(await page.locator('.scrubber').inputValue());
  if (reached < (SPEED * milliseconds) / 1000 / 4) throw new Error(`playing came to epoch ${reached} only`);
  return times;
}
