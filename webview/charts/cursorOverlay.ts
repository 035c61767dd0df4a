import { whole } from '../format.ts';
import { cursorLabels } from '../paint/curves.ts';
import type { CursorLabel, PlacedReference, Rect } from '../paint/curves.ts';
import type { Palette } from '../theme.ts';

/** What lies above the curves and changes with the epoch, so that the curves themselves need not be drawn again. */
export interface OverlayScene {
  readonly x: number | null; // the cursor; null before the first epoch, and outside the epochs drawn
  readonly outside: { readonly epoch: number; readonly side: 'left' | 'right' } | null; // where the cursor is then
  readonly atEnd: boolean; // nothing lies beyond the cursor
  readonly train: Mark | null;
  readonly test: Mark | null;
  readonly loss: Rect;
  readonly share: Rect;
  readonly references: readonly PlacedReference[];
  readonly shareLabels: readonly string[]; // the longest first
  readonly lowest: readonly LossMark[];
  readonly divergence: (Mark & { readonly x: number }) | null;
  readonly brush: { readonly from: number; readonly to: number; readonly label: string } | null;
}

/** The smallest value of a curve: filled on the solid one, open on the dashed one. */
export interface LossMark {
  readonly epoch: number;
  readonly x: number;
  readonly y: number;
  readonly kind: 'filled' | 'open';
}

export interface Mark {
  readonly y: number | null; // null: not finite, no place on the axis
  readonly label: string;
}

/** Draws the scene on a canvas whose unit is the CSS pixel. */
export function drawOverlay(context: CanvasRenderingContext2D, scene: OverlayScene, colours: Palette): void {
  const { css, font } = colours;
  context.font = `11px ${font}`;
  context.lineJoin = 'round';
  const { left, right } = scene.loss;
  const veilFrom = scene.outside?.side === 'left' ? left : scene.x;
  if (veilFrom !== null && !scene.atEnd) veil(context, scene, veilFrom, css.paper);
  scene.references.forEach((reference, i) => drawReference(context, scene, reference, i, css));
  const shareLabel = fitting(context, scene.shareLabels, right - left);
  const shareText: CursorLabel = { x: scene.share.left, y: scene.share.top - 7, align: 'left' };
  if (scene.brush) drawBrush(context, scene, scene.brush, css);
  for (const mark of scene.lowest) diamond(context, mark, css);
  if (scene.x !== null) drawCursor(context, scene, scene.x, css);
  if (scene.outside) drawOutside(context, scene, scene.outside, css);
  write(context, shareLabel, shareText, css['ink-2'], css.paper);
  if (scene.divergence) drawDivergence(context, scene, scene.divergence, css);
}

function drawReference(
  context: CanvasRenderingContext2D,
  { loss }: OverlayScene,
  { labels, y, side }: PlacedReference,
  i: number,
  css: Palette['css'],
): void {
  const label = fitting(context, labels, roomOf(loss));
  // the first label stands above its line at the right, where falling curves are low; the second one below, at the left
  const onTop = side === 'inside' ? i === 0 : side === 'below';
  const place: CursorLabel =
    i === 0
      ? { x: loss.right - 10, y: onTop ? y - 5 : y + 13, align: 'right' }
      : { x: loss.left + 4, y: onTop ? y - 5 : y + 13, align: 'left' };
  write(context, label, place, css['ink-2'], css.paper);
}

/** The epochs between press and pointer, and their name. */
function drawBrush(
  context: CanvasRenderingContext2D,
  { loss, share }: OverlayScene,
  { from, to, label }: NonNullable<OverlayScene['brush']>,
  css: Palette['css'],
): void {
  context.fillStyle = css.accent;
  context.globalAlpha = 0.2;
  context.fillRect(from, loss.top, to - from, share.bottom - loss.top);
  context.globalAlpha = 1;
  for (const x of [from, to]) context.fillRect(Math.round(x - 0.5), loss.top, 1, share.bottom - loss.top);
  const align = from > (loss.left + loss.right) / 2 ? 'right' : 'left';
  const place: CursorLabel = { x: align === 'left' ? from + 5 : to - 5, y: loss.top + 12, align };
  write(context, label, place, css.strong, css.paper);
}

/** The cursor lies beyond the epochs drawn: on which side, and where. */
function drawOutside(
  context: CanvasRenderingContext2D,
  { loss }: OverlayScene,
  { epoch, side }: NonNullable<OverlayScene['outside']>,
  css: Palette['css'],
): void {
  const label = side === 'left' ? `◂ epoch ${whole(epoch)}` : `epoch ${whole(epoch)} ▸`;
  const x = side === 'left' ? loss.left + 4 : loss.right - 4;
  write(context, label, { x, y: (loss.top + loss.bottom) / 2, align: side }, css.strong, css.paper);
}

function diamond(context: CanvasRenderingContext2D, { x, y, kind }: LossMark, css: Palette['css']): void {
  context.beginPath();
  context.moveTo(x, y - 6);
  context.lineTo(x + 5, y);
  context.lineTo(x, y + 6);
  context.lineTo(x - 5, y);
  context.closePath();
  context.fillStyle = kind === 'filled' ? css.strong : css.paper;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = css.strong;
  context.stroke();
}

function veil(
  context: CanvasRenderingContext2D,
  { loss, share }: OverlayScene,
  x: number,
  paper: string,
): void {
  context.globalAlpha = 0.6;
  context.fillStyle = paper;
  for (const { top, right, bottom } of [loss, share]) {
    context.fillRect(x, top - 4, right - x + 1, bottom - top + 8);
  }
  context.globalAlpha = 1;
}

function drawCursor(
  context: CanvasRenderingContext2D,
  { loss, share, train, test }: OverlayScene,
  x: number,
  css: Palette['css'],
): void {
  context.fillStyle = css.accent;
  context.fillRect(Math.round(x - 0.75), loss.top - 4, 1.5, share.bottom - loss.top + 4);
  if (test && test.y !== null) dot(context, x, test.y, css.paper, css.strong);
  if (train && train.y !== null) dot(context, x, train.y, css.strong, css.strong);
  const fallback = loss.top + 14;
  const places = cursorLabels(x, train?.y ?? fallback, test ? (test.y ?? fallback + 14) : null, loss);
  context.font = `600 ${context.font}`;
  if (train) write(context, train.label, places.train, css.strong, css.paper);
  if (test && places.test) write(context, test.label, places.test, css.strong, css.paper);
  context.font = context.font.replace(/^(600|bold) /, '');
}

function drawDivergence(
  context: CanvasRenderingContext2D,
  { loss }: OverlayScene,
  { x, y, label }: Mark & { readonly x: number },
  css: Palette['css'],
): void {
  const at = y ?? loss.top + 8;
  context.strokeStyle = css.wrong;
  context.lineWidth = 2;
  context.beginPath();
  for (const side of [-1, 1]) {
    context.moveTo(x - 5, at - 5 * side);
    context.lineTo(x + 5, at + 5 * side);
  }
  context.stroke();
  const align = x > (loss.left + loss.right) / 2 ? 'right' : 'left';
  const beside = {
    x: x + (align === 'right' ? -10 : 10),
    y: Math.max(loss.top + 12, at - 8),
    align,
  } as const;
  write(context, label, beside, css.wrong, css.paper);
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, fill: string, stroke: string): void {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.75;
  context.strokeStyle = stroke;
  context.stroke();
}

/** How wide a reference's name may be: in a low chart the cursor's labels stand on the same height. */
function roomOf({ left, top, right, bottom }: Rect): number {
  return bottom - top > 200 ? (right - left) * 0.8 : right - left - 105;
}

/** The first of several wordings that is not wider than `room`, or the last. */
function fitting(context: CanvasRenderingContext2D, wordings: readonly string[], room: number): string {
  return wordings.find((text) => context.measureText(text).width <= room) ?? wordings.at(-1) ?? '';
}

/** Text on a halo of paper, so that lines behind it do not cross it. */
function write(
  context: CanvasRenderingContext2D,
  text: string,
  { x, y, align }: CursorLabel,
  ink: string,
  paper: string,
): void {
  context.textAlign = align;
  context.strokeStyle = paper;
  context.lineWidth = 4;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}
