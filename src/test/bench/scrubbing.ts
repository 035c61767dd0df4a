import type { Locator } from 'playwright-core';
import { RandomStream } from '#engine/random';
import { openWorkbench } from '../../dev/workbench.ts';
import { framesFor } from './frames.ts';
import { stageProduct } from './stageProduct.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';

export interface ScrubbingFigures {
  /** From a seek to the frame that shows it having been handed to the compositor. */
  readonly inputToPaint: Spread;
  /** From one frame to the next while epochs play. */
  readonly playing: Spread;
}

const N_SEEKS = 1000;
const LAST_EPOCH = 2600;
const PLAYING_MS = 5000;
const SPEED = 300; // epochs per second

/** How long the inspector takes in a real VS Code to show another epoch of the tutorial's run, when scrubbed and when playing. */
export async function scrubbing(): Promise<ScrubbingFigures> {
  const window = await openWorkbench({ extension: stageProduct() });
  try {
    await window.runCommand('Iris: Train Iris Network');
    const { inspector } = window;
    await inspector.getByRole('button', { name: '24 events: list (E)' }).waitFor(); // all of the past has been read
    const scrubber = inspector.getByRole('slider', { name: 'Epoch shown' });
    const stream = new RandomStream(1);
    const epochs = Array.from({ length: N_SEEKS }, () => stream.nextIndex(LAST_EPOCH));
    const inputToPaint = spreadOf(await scrubber.evaluate(seekEach, epochs));
    await scrubber.press('Home');
    await scrubber.press('Space');
    const playing = spreadOf(await playFor(scrubber, PLAYING_MS));
    if (window.watch.problems.length > 0) throw new Error(window.watch.problems.join('\n'));
    return { inputToPaint, playing };
  } finally {
    await window.close();
  }
}

/** Runs in the page. Moves the scrubber, and takes the time until after the next paint; then rests for a frame. */
async function seekEach(scrubber: Element, epochs: readonly number[]): Promise<number[]> {
  if (!(scrubber instanceof HTMLInputElement)) throw new Error('the scrubber is no input');
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
async function playFor(scrubber: Locator, milliseconds: number): Promise<number[]> {
  const times = await framesFor(scrubber, milliseconds);
  const reached = Number(await scrubber.inputValue());
  if (reached < (SPEED * milliseconds) / 1000 / 4) throw new Error(`playing came to epoch ${reached} only`);
  return times;
}
