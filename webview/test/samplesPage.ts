import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { prepareExperiment } from '#engine/experiment';
import { argmax } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import { trainRun } from './fakeHost.ts';
import { openInspector } from './inspectorPage.ts';
import type { OpenInspector } from './inspectorPage.ts';

/** The run that the tests of the Samples page look at. */
export const RUN = trainRun({});
export const EXPERIMENT = prepareExperiment(RUN.header.config, RUN.header.dataset);
export const EPOCHS = [0, 700, 2600] as const;

/** Opens the Samples page of the run. */
export async function openSamples(epoch = 2600): Promise<OpenInspector> {
  const open = await openInspector(RUN);
  await open.page.locator('#tab-samples').click();
  if (epoch !== 2600) await open.showEpoch(epoch);
  return open;
}

/** P of all rows at an epoch. */
export function probabilities(epoch: number): Float64Array {
  const pass = createPass(EXPERIMENT.shape, EXPERIMENT.nRows);
  forward(pass, RUN.history.parameters(epoch), EXPERIMENT.x);
  return probabilitiesOf(pass);
}

/** Those rows of a group, counted from 1, that are read in a way at an epoch. */
export function rowsWhere(
  epoch: number,
  group: Int32Array,
  is: (actual: number, read: number) => boolean,
): string[] {
  const p = probabilities(epoch);
  return [...group]
    .filter((row) => is(EXPERIMENT.dataset.labels[row]!, argmax(p, row, 3)))
    .sort((a, b) => a - b)
    .map((row) => String(row + 1));
}

/** Waits until the view that is kept reads like this. */
export async function untilKept(page: Page, pattern: RegExp): Promise<void> {
  await expect.poll(() => page.evaluate(() => sessionStorage.getItem('state'))).toMatch(pattern);
}

/** Reloads the page, as a window that was hidden does, and sends it the run again. */
export async function reload({ page, host }: OpenInspector): Promise<void> {
  const ready = new Promise<void>((resolve) => {
    host.onReady = resolve;
  });
  await page.reload();
  await ready;
  await host.send(RUN);
}
