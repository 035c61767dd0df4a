/** How many values fall where. All counts together are the number of values. */
export interface HistogramCounts {
  readonly counts: Int32Array; // [nBins], of finite values other than 0
  readonly zeros: number; // exactly 0, in no bin: a unit that does not fire is not a small value
  readonly below: number; // finite, below the first edge
  readonly above: number; // finite, above the last edge
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
}

/**
 * The edges of `nBins` bins of the same width: edge i = (minimum · (nBins − i) + maximum · i) / nBins. [nBins + 1]
 *
 * @throws RangeError unless minimum < maximum, both finite, and nBins is a whole number from 1
 */
export function histogramEdges(minimum: number, maximum: number, nBins: number): Float64Array {
  if (!(Number.isFinite(minimum) && Number.isFinite(maximum) && minimum < maximum)) {
    throw new RangeError(`a histogram needs a finite range, got ${minimum} to ${maximum}`);
  }
  if (!(Number.isInteger(nBins) && nBins >= 1)) throw new RangeError(`need 1 bin or more, got ${nBins}`);
  // divided first, so that ends near the largest number do not overflow
  return Float64Array.from(
    { length: nBins + 1 },
    (_, i) => minimum * ((nBins - i) / nBins) + maximum * (i / nBins),
  );
}

/**
 * Edges at round numbers (1, 2 or 5 × 10ⁿ apart) around a range, about `wanted` bins. Where the range holds 0, 0 is an
 * edge, so that a bin never mixes signs. A range that is empty or not finite gets one of width 1 around its minimum or 0.
 */
export function roundEdges(minimum: number, maximum: number, wanted: number): Float64Array {
  const width = maximum - minimum;
  const least = Math.max(1e-300, 1e-9 * Math.max(Math.abs(minimum), Math.abs(maximum)));
  const ordinary = Number.isFinite(width) && width > least;
  const middle = Number.isFinite(minimum) ? minimum : 0;
  const half = Math.max(0.5, Math.abs(middle) * 1e-3);
  const low = ordinary ? minimum : middle - half;
  const high = ordinary ? maximum : middle + half;
  const step = roundStep((high - low) / wanted);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  const edges = histogramEdges(first * step, last * step, last - first);
  return edges.map((_, i) => Number(((first + i) * step).toPrecision(12)));
}

/**
 * Counts values into bins. A bin holds its lower edge and not its upper one, but for the last, which holds both.
 *
 * @param edges [nBins + 1], rising
 */
export function countInto(edges: Float64Array, values: ArrayLike<number>): HistogramCounts {
  const nBins = edges.length - 1;
  const low = edges[0]!;
  const high = edges[nBins]!;
  const perBin = nBins / (high - low);
  const counts = new Int32Array(nBins);
  let [zeros, below, above, nan, positiveInfinity, negativeInfinity] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === 0) zeros++;
    else if (value >= low && value <= high) counts[binOf(edges, value, perBin)]!++;
    else if (Number.isNaN(value)) nan++;
    else if (value === Infinity) positiveInfinity++;
    else if (value === -Infinity) negativeInfinity++;
    else if (value < low) below++;
    else above++;
  }
  return { counts, zeros, below, above, nan, positiveInfinity, negativeInfinity };
}

/** The bin by division, put right where rounding has missed an edge. */
function binOf(edges: Float64Array, value: number, perBin: number): number {
  const last = edges.length - 2;
  let bin = Math.min(last, Math.max(0, Math.floor((value - edges[0]!) * perBin)));
  while (bin > 0 && value < edges[bin]!) bin--;
  while (bin < last && value >= edges[bin + 1]!) bin++;
  return bin;
}

function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  return ([1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
}
