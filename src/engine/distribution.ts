import type { EpochArrays } from './arrays.ts';
import type { Range } from './chronicle.ts';

/**
 * How values spread. Edges are made once and kept, so that only values move between bins; what has no place in a bin is
 * counted apart, and nothing is left out.
 */

/** How many of `n` values lie where. Everything but `n` sums to `n`. */
export interface Distribution {
  readonly n: number;
  readonly counts: Int32Array; // of each bin, [nBins]; zeros are not among them
  readonly below: number; // finite, below the first edge
  readonly above: number; // finite, above the last edge
  readonly zeros: number; // 0 and −0: relu makes many
  readonly nan: number;
  readonly plusInfinity: number;
  readonly minusInfinity: number;
}

/** The arrays whose values are drawn as distributions; P stands for A of the output. */
export const DISTRIBUTED = ['Z', 'A', 'P', 'W', 'dW'] as const;
export type Distributed = (typeof DISTRIBUTED)[number];

/** All values of one array: the array itself, not a copy. Layer 1 is the first one. */
export function valuesOf(
  { pass, parameters, gradient }: Pick<EpochArrays, 'pass' | 'parameters' | 'gradient'>,
  name: Distributed,
  layer: number,
): Float64Array {
  switch (name) {
    case 'Z':
      return pass.preActivations[layer - 1]!;
    case 'A':
    case 'P':
      return pass.activations[layer - 1]!;
    case 'W':
      return parameters.layers[layer - 1]!.weights;
    case 'dW':
      return gradient.layers[layer - 1]!.weights;
  }
}

/** The next of 1, 2, 5 × 10ⁿ that is not below `raw`. */
export function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
}

/**
 * Edges of about `wanted` bins (never more than one above it) at round numbers, [nBins + 1], strictly increasing, from
 * at most `minimum` to at least `maximum`. A range without numbers gets −1 … 1, a single number a range about it.
 */
export function roundEdges(range: Range, wanted: number): Float64Array {
  const { minimum, maximum } = opened(range);
  const step = roundStep((maximum - minimum) / wanted);
  const first = Math.floor(minimum / step);
  const last = Math.ceil(maximum / step);
  const round = (k: number) => Number((k * step).toPrecision(12));
  const length = last - first + 1;
  // a range too wide or too narrow for its steps has no round edges
  if (!(length >= 2 && length <= 2 * wanted + 3)) return Float64Array.of(minimum, maximum);
  const edges = Float64Array.from({ length }, (_, i) => round(first + i));
  const holds = edges[0]! <= minimum && edges.at(-1)! >= maximum;
  return holds && edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)
    ? edges
    : Float64Array.of(minimum, maximum);
}

function opened({ minimum, maximum }: Range): Range {
  if (minimum < maximum) return { minimum, maximum };
  if (minimum > maximum) return { minimum: -1, maximum: 1 };
  const room = minimum === 0 ? 1 : Math.abs(minimum) / 2;
  return { minimum: minimum - room, maximum: minimum + room };
}

/**
 * The bin of a finite value: i where edges[i] ≤ value < edges[i + 1]; the last bin holds its upper edge too. −1 below the
 * first edge, nBins above the last.
 */
export function binOf(edges: Float64Array, value: number): number {
  const nBins = edges.length - 1;
  const first = edges[0]!;
  const last = edges[nBins]!;
  if (value < first) return -1;
  if (value > last) return nBins;
  let bin = Math.floor(((value - first) / (last - first)) * nBins);
  if (!(bin >= 0)) bin = 0; // the width of the whole range overflows
  bin = Math.min(bin, nBins - 1);
  // rounding may have led to a neighbour: the edges themselves decide
  while (value < edges[bin]!) bin--;
  while (bin < nBins - 1 && value >= edges[bin + 1]!) bin++;
  return bin;
}

/** Counts `values` between `edges`, [nBins + 1]. */
export function distribute(values: Float64Array, edges: Float64Array): Distribution {
  const nBins = edges.length - 1;
  const counts = new Int32Array(nBins);
  let [below, above, zeros, nan, plusInfinity, minusInfinity] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === 0) zeros++;
    else if (Number.isNaN(value)) nan++;
    else if (value === Infinity) plusInfinity++;
    else if (value === -Infinity) minusInfinity++;
    else {
      const bin = binOf(edges, value);
      if (bin < 0) below++;
      else if (bin === nBins) above++;
      else counts[bin]!++;
    }
  }
  return { n: values.length, counts, below, above, zeros, nan, plusInfinity, minusInfinity };
}

/** How many values lie in bins. */
export function binned({ counts }: Distribution): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Smallest and largest finite value; +∞ and −∞ where there is none. */
export function rangeOf(values: Float64Array): Range {
  let [minimum, maximum] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { minimum, maximum };
}

/** The smallest range that holds both. */
export function union(a: Range, b: Range): Range {
  return { minimum: Math.min(a.minimum, b.minimum), maximum: Math.max(a.maximum, b.maximum) };
}

/** How far values may outgrow those of the first epoch before they no longer set the edges. */
export const LARGEST_GROWTH = 16;

/**
 * `range`, cut at ±LARGEST_GROWTH × the largest |value| of the first epoch: a run that explodes would leave all its
 * other epochs in one bin.
 */
export function withoutExplosion(range: Range, first: Range): Range {
  const limit = LARGEST_GROWTH * Math.max(Math.abs(first.minimum), Math.abs(first.maximum));
  if (!(limit > 0 && Number.isFinite(limit))) return range;
  return { minimum: Math.max(range.minimum, -limit), maximum: Math.min(range.maximum, limit) };
}
