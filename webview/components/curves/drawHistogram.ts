import type { Distribution } from '#engine/distribution';
import { t } from '#engine/translation';
import { plain, whole } from '../../format.ts';
import { bars, xOfValue, yOfCount } from '../../paint/histogram.ts';
import type { HistogramScale } from '../../paint/histogram.ts';
import { ticks } from '../../paint/scale.ts';
import type { Palette } from '../../theme.ts';

export interface HistogramScene {
  readonly shown: Distribution;
  readonly compared: Distribution | undefined;
  readonly marked: { readonly value: number; readonly label: string } | null; // the selected value
}

/** Draws on a canvas whose unit is the CSS pixel. */
export function drawHistogram(
  context: CanvasRenderingContext2D,
  scale: HistogramScale,
  { shown, compared, marked }: HistogramScene,
  { css, font }: Palette,
): void {
  context.font = `11px ${font}`;
  context.lineJoin = 'miter';
  drawAxes(context, scale, css);
  context.fillStyle = css.fires;
  context.globalAlpha = 0.62;
  for (const { left, right, y } of bars(scale, shown.counts)) {
    context.fillRect(left + 0.5, y, Math.max(1, right - left - 1), scale.area.bottom - y);
  }
  context.globalAlpha = 1;
  if (compared) drawOutline(context, scale, compared.counts, css);
  drawBeyond(context, scale, shown, css);
  if (marked) drawMarked(context, scale, marked, css);
}

type Css = Palette['css'];

function drawAxes(context: CanvasRenderingContext2D, scale: HistogramScale, css: Css): void {
  const { area, edges, top } = scale;
  context.fillStyle = css['ink-2'];
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const count of ticks(0, top, 4).filter(Number.isInteger)) {
    const y = yOfCount(scale, count);
    context.fillText(whole(count), area.left - 6, y);
    context.fillStyle = css.grid;
    context.fillRect(area.left, Math.round(y) - 0.5, area.right - area.left, 1);
    context.fillStyle = css['ink-2'];
  }
  context.textBaseline = 'alphabetic';
  const [first, last] = [edges[0]!, edges.at(-1)!];
  for (const value of ticks(first, last, (area.right - area.left) / 60)) {
    const x = xOfValue(scale, value);
    const text = plain(value);
    const half = context.measureText(text).width / 2;
    context.fillRect(x - 0.5, area.bottom, 1, 4);
    context.textAlign = 'center';
    context.fillText(text, Math.min(x, area.right + 8 - half), area.bottom + 17);
  }
}

/** The other epoch, as the line along the upper ends of its bars. */
function drawOutline(
  context: CanvasRenderingContext2D,
  scale: HistogramScale,
  counts: Int32Array,
  css: Css,
): void {
  const { area } = scale;
  context.beginPath();
  context.moveTo(area.left, area.bottom);
  for (const { left, right, y } of bars(scale, counts)) {
    context.lineTo(left, y);
    context.lineTo(right, y);
  }
  context.lineTo(area.right, area.bottom);
  context.strokeStyle = css.strong;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Values beyond the edges, named at the side where they are. */
function drawBeyond(
  context: CanvasRenderingContext2D,
  { area }: HistogramScale,
  { below, above }: Distribution,
  css: Css,
): void {
  context.fillStyle = css.wrong;
  const y = area.top - 5;
  context.textAlign = 'left';
  if (below > 0) context.fillText(t('◂ {0} below', whole(below)), area.left, y);
  context.textAlign = 'right';
  if (above > 0) context.fillText(t('{0} above ▸', whole(above)), area.right, y);
}

function drawMarked(
  context: CanvasRenderingContext2D,
  scale: HistogramScale,
  { value, label }: NonNullable<HistogramScene['marked']>,
  css: Css,
): void {
  const { area, edges } = scale;
  if (!(value >= edges[0]! && value <= edges.at(-1)!)) return;
  const x = xOfValue(scale, value);
  context.fillStyle = css.strong;
  context.fillRect(x - 1, area.top, 2, area.bottom - area.top);
  context.beginPath();
  context.moveTo(x - 4.5, area.top - 6);
  context.lineTo(x + 4.5, area.top - 6);
  context.lineTo(x, area.top + 1);
  context.fill();
  const side = x > (area.left + area.right) / 2 ? 'right' : 'left';
  context.textAlign = side;
  context.strokeStyle = css.paper;
  context.lineWidth = 4;
  const at = { x: x + (side === 'left' ? 8 : -8), y: area.top - 2 };
  context.strokeText(label, at.x, at.y);
  context.fillText(label, at.x, at.y);
}
