import type { Locator } from 'playwright-core';
import type { History } from '#engine/history';
import { FakeHost } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { openPage } from './page.ts';
import type { OpenPage, PageOptions } from './page.ts';

/** An inspector in Chromium with its host. */
export interface OpenInspector extends OpenPage {
  readonly host: FakeHost;
  /** Shows an epoch by typing it, and waits until it is there. */
  showEpoch(epoch: number): Promise<void>;
  /** The numbers in the cells of a matrix, weights and then biases, as written. */
  matrixText(layer: number): Promise<string[]>;
  /** The counts of the confusion table, row by row. */
  confusion(): Promise<number[][]>;
  /** The epoch that the scrubber stands at. */
  epoch(): Promise<number>;
}

/** Opens an inspector; with a run, sends it and waits until its last epoch is shown, else says that there is none, or nothing at all. */
export async function openInspector(
  run: TrainedRun | 'unanswered' | null,
  options: Omit<PageOptions, 'bundle'> = {},
): Promise<OpenInspector> {
  const open = await openPage({ bundle: 'inspector', reducedMotion: true, ...options });
  const host = new FakeHost(open.port);
  const { page } = open;
  const scrubber = page.locator('.scrubber');
  const inspector: OpenInspector = {
    ...open,
    host,
    showEpoch: async (epoch) => {
      const field = page.locator('.epoch input');
      await field.fill(String(epoch));
      await field.press('Enter');
      await untilEpoch(scrubber, epoch);
    },
    matrixText: (layer) => page.locator('.matrix').nth(layer).locator('td.w').allTextContents(),
    confusion: async () => {
      const rows = await page.locator('.confusion tbody tr').all();
      return Promise.all(
        rows.map(async (row) => (await row.locator('.count').allTextContents()).map(Number)),
      );
    },
    epoch: async () => Number(await scrubber.inputValue()),
  };
  if (run === 'unanswered') return inspector;
  if (!run) await host.page.showNothing();
  else {
    await host.send(run);
    await untilEpoch(scrubber, run.history.length - 1);
  }
  return inspector;
}

async function untilEpoch(scrubber: Locator, epoch: number): Promise<void> {
  await scrubber
    .and(
      scrubber
        .page()
        .locator(`[aria-valuetext^="epoch ${epoch} of "], [aria-valuetext^="Epoche ${epoch} von "]`),
    )
    .waitFor();
}

/** What the cells of a matrix should read, from the engine's own numbers. */
export function expectedCells(history: History, epoch: number, layer: number): string[] {
  const { weights, biases } = history.parameters(epoch).layers[layer]!;
  return [...weights, ...biases].map((value) => value.toFixed(3).replace('-', '−'));
}
