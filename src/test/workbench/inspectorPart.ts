import type { Locator } from 'playwright-core';
import { settleWebviews } from '../../dev/workbench.ts';
import type { WebWorkbench } from '../../dev/webWorkbench.ts';

/** The inspector in a window, as a person sees it. What is asked for is waited for. */
export class InspectorPart {
  private readonly workbench: WebWorkbench;

  constructor(workbench: WebWorkbench) {
    this.workbench = workbench;
  }

  locator(selector: string): Locator {
    return this.workbench.inspector.locator(selector);
  }

  get tab(): Locator {
    return this.workbench.page.getByRole('tab', { name: /^Iris Network: / });
  }

  private get stateLine(): Locator {
    return this.locator('.run-state > span').first();
  }

  /** Until all states of the run have arrived. */
  async untilWhole(): Promise<void> {
    await this.locator('.scrubber[style$="--received: 1;"]').waitFor();
  }

  /** Until the inspector has received what the extension has of the run. */
  async untilAsFarAsTheRun(): Promise<void> {
    await this.stateLine.filter({ hasNotText: 'receiving' }).waitFor();
  }

  /** Until an epoch is shown. */
  async untilEpoch(epoch: number): Promise<void> {
    await this.locator(`.scrubber[aria-valuetext^="epoch ${epoch} of "]`).waitFor();
  }

  /** Until the state of the run reads so. */
  async untilState(text: string | RegExp): Promise<void> {
    await this.stateLine.filter({ hasText: text }).waitFor();
  }

  /** Shows an epoch by typing it. */
  async typeEpoch(epoch: number): Promise<void> {
    const field = this.locator('.epoch input');
    await field.fill(String(epoch));
    await field.press('Enter');
    await this.untilEpoch(epoch);
  }

  /** Shows the newest epoch there is. */
  async showNewest(): Promise<void> {
    await this.untilAsFarAsTheRun();
    await this.locator('[title^="Newest epoch"]').click();
    await this.locator('.scrubber[style*="--at: 1;"]').waitFor();
  }

  /** The epoch shown; 0 while there is none. */
  async epoch(): Promise<number> {
    return Number(await this.locator('.scrubber').inputValue());
  }

  /** The state of the run, as it reads. */
  state(): Promise<string> {
    return this.stateLine.innerText();
  }

  /** Puts a new file in front, until the inspector's document has gone. */
  async hide(): Promise<void> {
    const { page, runCommand } = this.workbench;
    await settleWebviews(page);
    await runCommand('File: New Untitled Text File');
    await page.locator('iframe.webview:not([src*="purpose="])').waitFor({ state: 'detached' });
  }

  runName(): Promise<string | null> {
    return this.locator('.run-state').getAttribute('title');
  }

  /** Everything that the tables of parameters say, in reading order. */
  parameters(): Promise<string[]> {
    return this.locator('.matrix td.w').allTextContents();
  }

  /** The counts of the heatmap, row by row. */
  async heatmap(): Promise<number[][]> {
    const rows = await this.locator('.confusion tbody tr').all();
    return Promise.all(rows.map(async (row) => (await row.locator('.count').allTextContents()).map(Number)));
  }
}
