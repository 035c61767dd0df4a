import { glyphOf } from '../paint/classMarks.ts';
import type { Rect } from '../paint/curves.ts';
import type { StoryMark } from '../paint/rowStory.ts';
import { classColour } from '../theme.ts';
import type { Palette } from '../theme.ts';

/** What lies above the curves of a row and changes with the epoch. */
export interface StoryScene {
  readonly area: Rect;
  readonly x: number | null; // the cursor; null before the first epoch
  readonly marks: readonly StoryMark[];
}

/** Draws the scene on a canvas whose unit is the CSS pixel. */
export function drawStory(
  context: CanvasRenderingContext2D,
  { area, x, marks }: StoryScene,
  colours: Palette,
): void {
  const { css, font } = colours;
  const { left, top, right, bottom } = area;
  if (x !== null) {
    context.globalAlpha = 0.6;
    context.fillStyle = css.paper;
    context.fillRect(x, top - 4, right - x + 1, bottom - top + 8);
    context.globalAlpha = 1;
    context.fillStyle = css.accent;
    context.fillRect(Math.round(Math.max(left, x) - 0.75), top - 4, 1.5, bottom - top + 4);
  }
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = css.paper;
  for (const mark of marks) {
    const isFlip = mark.kind === 'flip';
    context.font = `${isFlip ? 10 : 12}px ${font}`;
    context.globalAlpha = x !== null && mark.x > x + 1 ? 0.5 : 1;
    context.fillStyle = isFlip ? css.strong : classColour(colours, mark.label);
    const glyph = isFlip ? '◆' : glyphOf(mark.label);
    context.strokeText(glyph, mark.x, mark.y);
    context.fillText(glyph, mark.x, mark.y);
  }
  context.globalAlpha = 1;
}
