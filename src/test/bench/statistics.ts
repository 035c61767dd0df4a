/** The value that a share of the numbers stays at or below; for one half the middle of the two nearest. NaN of nothing. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const rank = share * sorted.length;
  const upper = sorted[Math.min(Math.floor(rank), sorted.length - 1)] ?? NaN;
  const lower = sorted[Math.max(Math.ceil(rank) - 1, 0)] ?? NaN;
  return (lower + upper) / 2;
}

export function median(numbers: readonly number[]): number {
  return quantile(numbers, 0.5);
}

/** Milliseconds: the middle, the value that 95 in a hundred stay below, and the worst. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/** @param decimals of the milliseconds that are told */
export function spreadOf(times: readonly number[], decimals = 1): Spread {
  const at = (share: number) => Number(quantile(times, share).toFixed(decimals));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** Four digits are more than any measurement here repeats. */
export function round(value: number): number {
  return Number(value.toPrecision(4));
}
