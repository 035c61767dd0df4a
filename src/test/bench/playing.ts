import type { Page } from 'playwright-core';
import { DEFAULT_CONFIG } from '#engine/config';
import { trainRun } from '../../../webview/test/fakeHost.ts';
import { openInspector } from '../../../webview/test/inspectorPage.ts';
import { closeBrowser } from '../../../webview/test/page.ts';
import { framesFor } from './frames.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';

const PLAYING_MS = 3000;

/** What is looked at while epochs play: a tab, or an array of the Arrays tab. */
interface View {
  readonly tab: string;
  readonly array?: string;
}

const TABS: readonly View[] = ['Network', 'Arrays', 'Samples', 'Curves', 'Tutorial'].map((tab) => ({ tab }));
const ARRAYS: readonly View[] = ['Z1', 'new W1'].map((array) => ({ tab: 'Arrays', array }));
const DEEP_ARRAYS: readonly View[] = ['Z2', 'dW2', 'new W1'].map((array) => ({ tab: 'Arrays', array }));

/** From one frame to the next while epochs play at one per frame: every tab with the tutorial's network, arrays of large ones. */
export async function playing(): Promise<Record<string, Spread>> {
  try {
    return {
      ...(await playViews('4-5-3', [5], 2600, TABS)),
      ...(await playViews('4-64-3', [64], 600, ARRAYS)),
      ...(await playViews('4-64-64-64-3', [64, 64, 64], 300, DEEP_ARRAYS)),
    };
  } finally {
    await closeBrowser();
  }
}

async function playViews(
  network: string,
  units: readonly number[],
  epochs: number,
  views: readonly View[],
): Promise<Record<string, Spread>> {
  const hiddenLayers = units.map((n) => ({ units: n, activation: 'relu' as const }));
  const run = trainRun({
    config: {
      ...DEFAULT_CONFIG,
      network: { ...DEFAULT_CONFIG.network, hiddenLayers },
      training: { ...DEFAULT_CONFIG.training, epochs },
    },
  });
  const inspector = await openInspector(run);
  const { page } = inspector;
  const figures: Record<string, Spread> = {};
  try {
    await page.getByRole('combobox', { name: 'Speed of play' }).click();
    await page.getByRole('option', { name: /^60 / }).click();
    for (const view of views) {
      await page.getByRole('tab', { name: view.tab }).click();
      if (view.array !== undefined) {
        await page.locator('.array-list').getByRole('button', { name: view.array }).first().click();
      }
      figures[[network, view.tab, view.array].filter(Boolean).join(' ')] = spreadOf(await framesOf(page));
    }
    if (inspector.problems.length > 0) throw new Error(inspector.problems.join('\n'));
    return figures;
  } finally {
    await inspector.close();
  }
}

/** The times between the frames of some seconds of playing from the first epoch. */
async function framesOf(page: Page): Promise<number[]> {
  const scrubber = page.getByRole('slider', { name: 'Epoch shown' });
  await scrubber.press('Home');
  await scrubber.press('Space');
  const times = await framesFor(scrubber, PLAYING_MS);
  await scrubber.press('Space');
  if (Number(await scrubber.inputValue()) === 0) throw new Error('nothing played');
  return times;
}
