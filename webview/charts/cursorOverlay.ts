import { t } from '#engine/translation';
import { whole } from '../format.ts';
import { cursorLabels } from '../paint/curves.ts';
import type { CursorLabel, PlacedReference, Rect } from '../paint/curves.ts';
import { placeLabels } from '../paint/labels.ts';
import type { LabelWish, PlacedLabel } from '../paint/labels.ts';
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
  const { left } = scene.loss;
  const veilFrom = scene.outside?.side === 'left' ? left : scene.x;
  if (veilFrom !== null && !scene.atEnd) veil(context, scene, veilFrom, css.paper);
  if (scene.brush) drawBrush(context, scene, scene.brush, css);
  for (const mark of scene.lowest) diamond(context, mark, css);
  if (scene.x !== null) drawCursor(context, scene, scene.x, css);
  if (scene.divergence) drawCross(context, scene, scene.divergence, css);
  drawLabels(context, scene, colours);
}

/** All texts but the tick labels, the most important first: those that find no room and need not be said are left out. */
function drawLabels(context: CanvasRenderingContext2D, scene: OverlayScene, { css, font }: Palette): void {
  const fonts = { plain: `11px ${font}`, bold: `600 11px ${font}` };
  const labels = [
    ...cursorWishes(scene).map((wish) => ({ wish, ink: css.strong })),
    ...divergenceWishes(scene).map((wish) => ({ wish, ink: css.wrong })),
    ...otherWishes(scene).map((wish) => ({ wish, ink: css['ink-2'] })),
  ];
  const { loss, share, x } = scene;
  const bounds = { left: loss.left - 2, top: loss.top - 6, right: loss.right + 2, bottom: share.bottom };
  const cursor = x === null ? [] : [{ left: x - 1, right: x + 1, top: loss.top - 4, bottom: loss.bottom }];
  const placed = placeLabels(
    labels.map(({ wish }) => wish),
    bounds,
    cursor,
    (text, weight) => {
      context.font = fonts[weight];
      return context.measureText(text).width;
    },
  );
  placed.forEach((label, i) => {
    const { wish, ink } = labels[i]!;
    if (!label) return;
    context.font = fonts[wish.weight];
    if (wish.need === 'may') backdrop(context, label, css.paper);
    write(context, label.text, label, ink, css.paper);
  });
}

/** The losses at the cursor; or where the cursor is, when it lies beyond the epochs drawn; or the epochs being chosen. */
export function cursorWishes({
  x,
  outside,
  train,
  test,
  loss,
  brush,
}: Pick<OverlayScene, 'x' | 'outside' | 'train' | 'test' | 'loss' | 'brush'>): LabelWish[] {
  const wishes: LabelWish[] = [];
  if (x !== null) {
    const must = { weight: 'bold', need: 'must' } as const;
    const [first, second] = [train, test].flatMap((one) =>
      typeof one?.y === 'number' ? [{ ...one, y: one.y }] : [],
    );
    const places = first && cursorLabels(x, first.y, second?.y ?? null, loss);
    if (first && places) wishes.push({ texts: [first.label], places: [places.train], ...must });
    if (second && places?.test) wishes.push({ texts: [second.label], places: [places.test], ...must });
    // what is not finite has no point on its curve: it is said together, at the foot, where no curve that has grown so far is
    const lost = [train, test].flatMap((one) => (one?.y === null ? [one.label] : []));
    const { x: at, align } = cursorLabels(x, loss.bottom, null, loss).train;
    const foot = [loss.bottom - 5, loss.top + 14].map((y) => ({ x: at, y, align }));
    if (lost.length > 0) wishes.push({ texts: [lost.join(', ')], places: foot, ...must });
  }
  if (outside) {
    const { epoch, side } = outside;
    const text = side === 'left' ? t('◂ epoch {0}', whole(epoch)) : t('epoch {0} ▸', whole(epoch));
    const at = side === 'left' ? loss.left + 4 : loss.right - 4;
    const place = { x: at, y: (loss.top + loss.bottom) / 2, align: side };
    wishes.push({ texts: [text], places: [place], weight: 'plain', need: 'must' });
  }
  if (brush) {
    const align = brush.from > (loss.left + loss.right) / 2 ? 'right' : 'left';
    const at = align === 'left' ? brush.from + 5 : brush.to - 5;
    const places = [12, 26, 40].map((below) => ({ x: at, y: loss.top + below, align }) as const);
    wishes.push({ texts: [brush.label], places, weight: 'plain', need: 'must' });
  }
  return wishes;
}

function divergenceWishes({ divergence, loss }: OverlayScene): LabelWish[] {
  if (!divergence) return [];
  const { x, y, label } = divergence;
  const align = x > (loss.left + loss.right) / 2 ? 'right' : 'left';
  const at = y ?? loss.top + 8;
  const places = [at - 8, at + 18, at + 34, at - 24, at - 40].map(
    (line) => ({ x: x + (align === 'right' ? -10 : 10), y: Math.max(loss.top + 12, line), align }) as const,
  );
  return [{ texts: [label], places, weight: 'plain', need: 'must' }];
}

/** The share correct, guessing, and the tutorial's own mark, which is left out before the others are. */
function otherWishes({ loss, share, x, references, shareLabels }: OverlayScene): LabelWish[] {
  const shareWish: LabelWish = {
    texts: shareLabels,
    places: [{ x: share.left, y: share.top - 7, align: 'left' }],
    weight: 'plain',
    need: 'may',
  };
  const referenceWish = ({ labels, y, side }: PlacedReference, i: number): LabelWish => {
    // the first label stands above its line at the right, where falling curves are low; the second one below, at the left
    const onTop = side === 'inside' ? i === 0 : side === 'below';
    const lines = onTop ? [y - 5, y + 13] : [y + 13, y - 5];
    const right = { x: loss.right - 10, align: 'right' } as const;
    const left = { x: loss.left + 4, align: 'left' } as const;
    const behind = x === null ? [] : [{ x: x + 6, align: 'left' } as const];
    const sides = i === 0 ? [right, left, ...behind] : [left, ...behind, right];
    const places = sides.flatMap((at) => lines.map((line): CursorLabel => ({ ...at, y: line })));
    const inside = places.filter((place) => side === 'inside' || place.y === lines[0]);
    return { texts: labels, places: inside, weight: 'plain', need: 'may' };
  };
  return [shareWish, ...references.map(referenceWish)];
}

/** The epochs between press and pointer. */
function drawBrush(
  context: CanvasRenderingContext2D,
  { loss, share }: OverlayScene,
  { from, to }: NonNullable<OverlayScene['brush']>,
  css: Palette['css'],
): void {
  context.fillStyle = css.accent;
  context.globalAlpha = 0.2;
  context.fillRect(from, loss.top, to - from, share.bottom - loss.top);
  context.globalAlpha = 1;
  for (const x of [from, to]) context.fillRect(Math.round(x - 0.5), loss.top, 1, share.bottom - loss.top);
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
}

/** Where the curves end because a value is not finite. */
function drawCross(
  context: CanvasRenderingContext2D,
  { loss }: OverlayScene,
  { x, y }: Mark & { readonly x: number },
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

/** Takes the curves away behind the name of a guide line, which more of them cross than a halo keeps apart. */
function backdrop(
  context: CanvasRenderingContext2D,
  { text, x, y, align }: PlacedLabel,
  paper: string,
): void {
  const { width } = context.measureText(text);
  context.fillStyle = paper;
  context.fillRect((align === 'left' ? x : x - width) - 2, y - 10, width + 4, 13);
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
