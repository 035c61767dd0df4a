import type { Page } from 'playwright-core';

/** The times from one frame of a page to the next, over some milliseconds. */
export function framesFor(page: Page, milliseconds: number): Promise<number[]> {
  return page.evaluate(
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
}
