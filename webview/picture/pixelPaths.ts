import type { Picture } from '../paint/pixels.ts';

/** All rectangles of one colour in a picture. */
export interface ColouredPath {
  readonly pixel: number; // 0xAABBGGRR
  readonly d: string;
}

interface Run {
  readonly top: number;
  readonly width: number;
  readonly pixel: number;
}

/**
 * A picture that is painted of rectangles as these rectangles again: equal pixels beside one another are one run, equal
 * runs below one another one rectangle. What is of the background's colour is left out. Nothing is lost by it.
 */
export function pathsOfPixels({ width, height, pixels }: Picture, background: number): ColouredPath[] {
  const paths = new Map<number, string[]>();
  let open = new Map<number, Run>(); // by the first column
  const close = (left: number, { top, width: wide, pixel }: Run, bottom: number) => {
    const parts = paths.get(pixel) ?? [];
    parts.push(`M${left} ${top}h${wide}v${bottom - top}h${-wide}z`);
    paths.set(pixel, parts);
  };
  for (let y = 0; y < height; y++) {
    const next = new Map<number, Run>();
    for (let x = 0; x < width;) {
      const from = x;
      const pixel = pixels[y * width + x]!;
      while (x < width && pixels[y * width + x] === pixel) x++;
      if (pixel >>> 24 === 0 || pixel === background) continue;
      const above = open.get(from);
      const goesOn = above?.width === x - from && above.pixel === pixel;
      next.set(from, goesOn ? above : { top: y, width: x - from, pixel });
      if (goesOn) open.delete(from);
    }
    for (const [left, run] of open) close(left, run, y);
    open = next;
  }
  for (const [left, run] of open) close(left, run, height);
  return [...paths].map(([pixel, parts]) => ({ pixel, d: parts.join('') }));
}
