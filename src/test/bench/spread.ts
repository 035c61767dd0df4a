/** Milliseconds: the middle, the value that 95 in a hundred stay below, and the worst. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export function spreadOf(times: readonly number[]): Spread {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.ceil(share * sorted.length) - 1] ?? NaN).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}
