/**
 * Exponential and logarithm, written out in additions, multiplications and divisions only.
 *
 * JavaScript leaves the last bit of `Math.exp` and `Math.log` to each engine. Written out, they give the same
 * bits everywhere, so that a run has one history whoever computes it. The errors named below are tested.
 *
 * Sources: range reduction by ln 2 in two parts and the evaluation order of log(1 + f) follow the method of
 * W. J. Cody and W. Waite (1980) and P. T. P. Tang (1989/90); the coefficients are those of the Taylor series.
 */

/** ln 2 = LN2_HIGH + LN2_LOW; the last 21 bits of LN2_HIGH are zero, so k · LN2_HIGH is exact for |k| < 2²¹. */
const LN2_HIGH = 6.93147180369123816e-1;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = 1.4426950408889634;

/** Adding and subtracting 1.5 · 2⁵² rounds to the nearest whole number, ties to even. */
const ROUNDING_SHIFT = 6755399441055744;

const LARGEST_EXP_ARGUMENT = 709.782712893384;
const SMALLEST_EXP_ARGUMENT = -745.1332191019412;

/** 2^k for k = −1074 … 1023, at index k + 1074. */
const POWERS_OF_TWO = powersOfTwo();

/** One double seen as two 32-bit words; the high word holds sign, exponent and 20 bits of the significand. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH_WORD = new Uint8Array(new Float64Array([1]).buffer)[7] === 0x3f ? 1 : 0;

/** e^x. Error below 1 ulp; +∞ above 709.78, 0 below −745.13, NaN for NaN. */
export function exp(x: number): number {
  if (!(x <= LARGEST_EXP_ARGUMENT)) return x > LARGEST_EXP_ARGUMENT ? Infinity : NaN;
  if (x < SMALLEST_EXP_ARGUMENT) return 0;
  const k = x * INVERSE_LN2 + ROUNDING_SHIFT - ROUNDING_SHIFT;
  return timesPowerOfTwo(1 + expMinusOneReduced(x, k), k);
}

/** e^x − 1, without the cancellation that `exp(x) - 1` suffers near 0. Error below 2 ulp. */
export function expm1(x: number): number {
  if (!(x <= 40)) return exp(x);
  if (x < -40) return -1;
  const k = x * INVERSE_LN2 + ROUNDING_SHIFT - ROUNDING_SHIFT;
  const reduced = expMinusOneReduced(x, k);
  if (k === 0) return reduced;
  const power = POWERS_OF_TWO[k + 1074]!;
  return power * reduced + (power - 1);
}

/** Natural logarithm. Error below 1 ulp; −∞ for 0, NaN below 0 and for NaN. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  // x = 2^k · m with m in [√½, √2)
  let k = 0;
  double[0] = x;
  if (words[HIGH_WORD]! < 0x00100000) {
    double[0] = x * 18014398509481984; // 2⁵⁴ makes a subnormal number normal
    k = -54;
  }
  const high = words[HIGH_WORD]!;
  k += (high >> 20) - 1023;
  words[HIGH_WORD] = (high & 0x000fffff) | 0x3ff00000;
  let m = double[0];
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  // log(1 + f) = 2 artanh(s) = f − s·f + s·R(s²), written so that the large term f is added last
  const f = m - 1;
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  return k * LN2_HIGH - (halfSquare - (s * (halfSquare + artanhSeries(s * s)) + k * LN2_LOW) - f);
}

/** Logarithm to base 10: ln x / ln 10. Error below 2 ulp; −∞ for 0, NaN below 0 and for NaN. */
export function log10(x: number): number {
  return log(x) / Math.LN10;
}

/** Hyperbolic tangent by e^{2|x|} − 1, accurate near 0 too. Error below 2.5 ulp; −0 for −0. */
export function tanh(x: number): number {
  const t = expm1(2 * Math.abs(x));
  const value = t === Infinity ? 1 : t / (t + 2);
  return x > 0 ? value : x < 0 ? -value : x;
}

/** Logistic function 1 / (1 + e^{−x}). Error below 3 ulp. */
export function sigmoid(x: number): number {
  return 1 / (1 + exp(-x));
}

/** e^r − 1 for r = x − k · ln 2, |r| ≤ ½ ln 2: its Taylor polynomial of degree 13 (truncation below 2⁻⁵⁷). */
function expMinusOneReduced(x: number, k: number): number {
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const lost = high - r - low; // what r lost to rounding
  let p = 1 / 6227020800;
  p = p * r + 1 / 479001600;
  p = p * r + 1 / 39916800;
  p = p * r + 1 / 3628800;
  p = p * r + 1 / 362880;
  p = p * r + 1 / 40320;
  p = p * r + 1 / 5040;
  p = p * r + 1 / 720;
  p = p * r + 1 / 120;
  p = p * r + 1 / 24;
  p = p * r + 1 / 6;
  p = p * r + 0.5;
  return r + (p * r * r + lost);
}

/** 2/3 z + 2/5 z² + 2/7 z³ + … : what 2 artanh(s) adds to 2s, divided by s, for z = s² ≤ 0.0295. */
function artanhSeries(z: number): number {
  let p = 2 / 25;
  p = p * z + 2 / 23;
  p = p * z + 2 / 21;
  p = p * z + 2 / 19;
  p = p * z + 2 / 17;
  p = p * z + 2 / 15;
  p = p * z + 2 / 13;
  p = p * z + 2 / 11;
  p = p * z + 2 / 9;
  p = p * z + 2 / 7;
  p = p * z + 2 / 5;
  p = p * z + 2 / 3;
  return p * z;
}

function timesPowerOfTwo(value: number, k: number): number {
  if (k >= -1021 && k <= 1023) return value * POWERS_OF_TWO[k + 1074]!;
  const half = k >> 1; // two steps, because 2^k itself would overflow or be subnormal
  return value * POWERS_OF_TWO[half + 1074]! * POWERS_OF_TWO[k - half + 1074]!;
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1074 + 1024);
  powers[0] = Number.MIN_VALUE;
  for (let i = 1; i < powers.length; i++) powers[i] = powers[i - 1]! * 2;
  return powers;
}
