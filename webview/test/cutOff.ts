import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** Lays the page out at each width, and waits until neither the page nor one of the boxes is wider than its place. */
export async function expectNothingCutOff(
  page: Page,
  widths: readonly number[],
  boxes: string,
): Promise<void> {
  await atEachWidth(page, widths, async (message) => {
    const overflows = () =>
      page.evaluate((selector) => {
        const wide = document.documentElement.scrollWidth - innerWidth;
        const within = [...document.querySelectorAll(selector)].map(
          (box) => box.scrollWidth - box.clientWidth,
        );
        return [wide, ...within].filter((overflow) => overflow > 0);
      }, boxes);
    await expect.poll(overflows, { message }).toEqual([]);
  });
}

/** Does something at each width of the window, with a name for it. */
export async function atEachWidth(
  page: Page,
  widths: readonly number[],
  act: (name: string) => Promise<void>,
): Promise<void> {
  const { height = 860 } = page.viewportSize() ?? {};
  for (const width of widths) {
    await page.setViewportSize({ width, height });
    await page.waitForFunction((wanted) => innerWidth === wanted, width);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await act(`${width} px wide`);
  }
}
