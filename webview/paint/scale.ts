import { roundStep } from '#engine/distribution';

/** How far the run's values may outgrow its first state before they are drawn as clipped. */
const LARGEST_GROWTH = 16;

/**
 * The symmetric scale ±s of a run's parameters: the next half unit above the largest |parameter|, in steps of
 * 1, 2 and 5 × 10ⁿ above 10. A run that explodes is clipped at 16 × its first state's scale, or all else would fade.
 */
export function symmetricScale(largest: number, largestAtStart: number): number {
  return Math.min(roundUp(largest), LARGEST_GROWTH * roundUp(largestAtStart));
}

function roundUp(value: number): number {
  if (!(value > 0.5)) return 0.5;
  return value <= 10 ? Math.ceil(value * 2) / 2 : niceAbove(value);
}

/** The next 1, 2 or 5 × 10ⁿ that is not below `value`; 1 where there is nothing to measure by. */
export function niceAbove(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5].find((factor) => factor * power >= value) ?? 10) * power;
}

/** |value| as a share of the scale, from 0 to 1; 0 for what is not finite. */
export function intensity(value: number, scale: number): number {
  return Number.isFinite(value) ? Math.min(1, Math.abs(value) / scale) : 0;
}

/** How many of `values` lie beyond ±scale. */
export function clippedCount(values: Float64Array, scale: number): number {
  let clipped = 0;
  for (const value of values) if (Math.abs(value) > scale) clipped++;
  return clipped;
}

/** Rising tick values from `minimum` to `maximum`, about `wanted` of them, in steps of 1, 2 or 5 × 10ⁿ. */
export function ticks(minimum: number, maximum: number, wanted: number): number[] {
  const span = maximum - minimum;
  if (!(span > 0) || !Number.isFinite(span)) return [minimum];
  const step = roundStep(span / Math.max(1, wanted));
  const first = Math.ceil(minimum / step - 1e-9);
  const last = Math.floor(maximum / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
