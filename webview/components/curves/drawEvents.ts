import type { UnitLife } from '#engine/lives';
import type { Palette } from '../../theme.ts';
import { eventMark } from './lifeWords.ts';

/** Glyphs nearer to one another than this, in CSS pixels, would cover each other; their lines stay. */
const APART = 10;

interface EventScale {
  readonly xOf: (epoch: number) => number;
  readonly plot: number; // the width, in CSS pixels
  readonly pitch: number; // of a unit's row
  readonly ratio: number;
}

/** A line for each event of a unit's life, and its glyph where there is room, above the picture of the lives. */
export function drawEvents(
  canvas: HTMLCanvasElement | null,
  lives: readonly UnitLife[],
  { xOf, plot, pitch, ratio }: EventScale,
  { css, font }: Palette,
): void {
  const context = canvas?.getContext('2d');
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `600 11px ${font}`;
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { unit, events } of lives) {
    let last = -Infinity;
    for (const event of events) {
      const x = xOf(event.epoch);
      if (x < 0 || x > plot) continue;
      const ink = event.kind === 'died' ? css.wrong : css.strong;
      context.fillStyle = ink;
      context.fillRect(Math.round(x * ratio) / ratio, unit * pitch + 2, 1, pitch - 2);
      if (x - last < APART) continue;
      last = x;
      context.textAlign = x < 6 ? 'left' : x > plot - 6 ? 'right' : 'center';
      context.strokeStyle = css.paper;
      context.lineWidth = 3;
      context.strokeText(eventMark(event), x, (unit + 0.5) * pitch + 1.5);
      context.fillText(eventMark(event), x, (unit + 0.5) * pitch + 1.5);
    }
  }
}
