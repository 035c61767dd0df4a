import type { Rect } from './curves.ts';
import type { Point } from './series.ts';

/** The ends of an axis. */
export interface Span {
  readonly minimum: number;
  readonly maximum: number;
}

/** An area and what its sides stand for; `y` rises upwards. */
export interface Plot {
  readonly area: Rect;
  readonly x: Span;
  readonly y: Span;
}

export function xOf({ area, x }: Plot, value: number): number {
  return area.left + ((value - x.minimum) / (x.maximum - x.minimum)) * (area.right - area.left);
}

export function yOf({ area, y }: Plot, value: number): number {
  return area.bottom - ((value - y.minimum) / (y.maximum - y.minimum)) * (area.bottom - area.top);
}

/** The value of the x axis at a place. */
export function valueAtX({ area, x }: Plot, place: number): number {
  return x.minimum + ((place - area.left) / (area.right - area.left)) * (x.maximum - x.minimum);
}

/** A curve as the path of an SVG: straight from point to point. */
export function linePath(plot: Plot, points: readonly Point[]): string {
  return points
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${place(xOf(plot, x))} ${place(yOf(plot, y))}`)
    .join('');
}

/** A curve of steps: each value is held until the next point, and for `hold` after the last. */
export function stepPath(plot: Plot, points: readonly Point[], hold: number): string {
  const parts = points.map(({ x, y }, i) => {
    const [left, top] = [place(xOf(plot, x)), place(yOf(plot, y))];
    return i === 0 ? `M${left} ${top}` : `H${left}V${top}`;
  });
  const last = points.at(-1);
  return last ? `${parts.join('')}H${place(xOf(plot, last.x + hold))}` : '';
}

/** A histogram's bars, standing on the lower side; what is fuller than the axis is cut at its top. */
export function barsPath(plot: Plot, edges: Float64Array, counts: Int32Array): string {
  const { bottom, top } = plot.area;
  let path = '';
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const left = xOf(plot, edges[i]!) + 0.5;
    const right = xOf(plot, edges[i + 1]!) - 0.5;
    const height = Math.max(1, bottom - Math.max(top, yOf(plot, counts[i]!)));
    path += `M${place(left)} ${place(bottom)}v${place(-height)}h${place(Math.max(0.5, right - left))}v${place(height)}z`;
  }
  return path;
}

/** Bars that lie on the left side, one per level of the y axis, each as thick as `step`; thinner ones get half a pixel. */
export function levelsPath(plot: Plot, lowest: number, step: number, counts: Int32Array): string {
  const { left } = plot.area;
  let path = '';
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const level = (lowest + i) * step;
    const top = yOf(plot, level + step / 2);
    const height = Math.max(0.5, yOf(plot, level - step / 2) - top - 0.5);
    const width = Math.max(1, xOf(plot, counts[i]!) - left);
    path += `M${place(left)} ${place(top)}h${place(width)}v${place(height)}h${place(-width)}z`;
  }
  return path;
}

/** Hundredths of a pixel are fine enough, and keep paths short. */
function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}
