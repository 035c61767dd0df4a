const redrawings = new WeakMap<HTMLCanvasElement, () => void>();

/** Draws on a canvas, and keeps how: a picture of its view is made by drawing once more and listening. */
export function drawOn(canvas: HTMLCanvasElement, draw: () => void): void {
  redrawings.set(canvas, draw);
  draw();
}

/** How a canvas is drawn as it is now, beside what it was painted with. */
export function redrawingOf(canvas: HTMLCanvasElement): (() => void) | undefined {
  return redrawings.get(canvas);
}
