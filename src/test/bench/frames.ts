import type { Locator } from 'playwright-core';

/** The times from one frame to the next, over some milliseconds, of the page that holds an element. */
export function framesFor(element: Locator, milliseconds: number): Promise<number[]> {
  return element.evaluate(
    (_, duration) =>
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
