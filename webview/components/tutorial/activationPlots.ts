import type { ActivationCurve } from '#engine/activationCurve';
import { activationOf, activationSlope } from '#engine/activations';
import type { Activation } from '#engine/activations';
import { roundEdges } from '#engine/histogram';
import { xOf, yOf } from '../../paint/plot.ts';
import type { Plot, Span } from '../../paint/plot.ts';
import type { KnownFrames } from './frames.ts';

const CURVE = { top: 8, bottom: 108 };
const SLOPE = { top: 132, bottom: 176 };
const LEFT = 30;

/** The ends of the Z axis, symmetric about 0: as far as the layers' own values reach. */
export function reachOf({ frames }: KnownFrames, layers: readonly number[]): number {
  const ends = layers.flatMap((layer) => {
    const { minimum, maximum } = frames.range('Z', layer);
    return [Math.abs(minimum), Math.abs(maximum)];
  });
  const largest = Math.max(1, ...ends.filter(Number.isFinite));
  return roundEdges(0, largest, 4).at(-1)!;
}

/** Where an activation and, below it, its derivative are drawn. */
export function plotsOf(
  curve: ActivationCurve,
  reach: number,
  width: number,
): readonly [above: Plot, below: Plot] {
  const x: Span = { minimum: -reach, maximum: reach };
  const area = { left: LEFT, right: Math.max(LEFT + 40, width - 6) };
  const lowest = Math.min(0, curve.a[0]!);
  const highest = Math.max(lowest + 1e-9, curve.a.at(-1)!);
  const steepest = Math.max(...curve.slope);
  return [
    { area: { ...area, ...CURVE }, x, y: { minimum: lowest, maximum: highest } },
    { area: { ...area, ...SLOPE }, x, y: { minimum: 0, maximum: steepest } },
  ];
}

export function pointsOf(xs: Float64Array, ys: Float64Array) {
  return Array.from(xs, (x, i) => ({ x, y: ys[i]! }));
}

/** The dots of the selected row and unit, on both curves, joined by a line; at the end of the axis for what lies beyond. */
export function placeDots(
  group: SVGGElement,
  activation: Activation,
  z: number | null,
  above: Plot,
  below: Plot,
): void {
  const known = z !== null && Number.isFinite(z);
  group.setAttribute('visibility', known ? 'visible' : 'hidden');
  if (!known) return;
  const inside = Math.min(above.x.maximum, Math.max(above.x.minimum, z));
  const a = activationOf(activation, inside);
  const x = xOf(above, inside);
  const ys = [yOf(above, a), yOf(below, activationSlope(activation, a))];
  group.querySelector('path')?.setAttribute('d', `M${x} ${above.area.top}V${below.area.bottom}`);
  group.querySelectorAll('circle').forEach((circle, i) => {
    circle.setAttribute('cx', String(x));
    circle.setAttribute('cy', String(ys[i]));
  });
  const right = x < (above.area.left + above.area.right) / 2;
  const text = group.querySelector('text');
  text?.setAttribute('x', String(x + (right ? 8 : -8)));
  text?.setAttribute('y', String(CURVE.top + 24));
  text?.setAttribute('text-anchor', right ? 'start' : 'end');
}
