/**
 * Exponential and logarithm, written out in additions, multiplications and divisions only.
 *
 * JavaScript leaves the last bit of `Math.exp` and `Math.log` to each engine. Written out, they give the same
 * bits everywhere, so that a run has one history whoever computes it. The errors named below are tested.
 *
 * Sources: range reduction by ln 2 in two parts and the evaluation order of log(1 + f) follow the method of
 * W. J. Cody and W. Waite (1980) and P. T. P. Tang (1989/90); the coefficients are those of the smallest maximal relative
 * error, found by Remez's exchange.
 */

const SMALLEST_NORMAL = 2.2250738585072014e-308;

/** 2^k for k = −1074 … 1023, at index k + 1074. */
const POWERS_OF_TWO = powersOfTwo();

/** One double seen as two 32-bit words; the high word holds sign, exponent and 20 bits of the significand. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH_WORD = new Uint8Array(new Float64Array([1]).buffer)[7] === 0x3f ? 1 : 0;

/** e^x. Error below 1 ulp; +∞ above 709.78, 0 below −745.13, NaN for NaN. */
export function exp(x: number): number {
  if (!(x >= -707 && x <= 709)) return expAtTheEnds(x);
  const k = nearestPower(x);
  return (1 + expMinusOneReduced(x, k)) * powerOfTwo(k);
}

/** e^x where it is subnormal, 0, infinite or close to it: 2^k in two factors, because it may itself be none of a float64's. */
function expAtTheEnds(x: number): number {
  if (!(x > -746)) return Number.isNaN(x) ? NaN : 0;
  if (x > 710) return Infinity;
  const k = nearestPower(x);
  const half = Math.floor(k / 2);
  return (1 + expMinusOneReduced(x, k)) * powerOfTwo(half) * powerOfTwo(k - half);
}

/** e^x − 1, without the cancellation that `exp(x) - 1` suffers near 0. Error below 2 ulp. */
export function expm1(x: number): number {
  if (!(x <= 40)) return exp(x);
  if (x < -40) return -1;
  const k = nearestPower(x);
  const reduced = expMinusOneReduced(x, k);
  const power = powerOfTwo(k);
  return power * reduced + (power - 1);
}

/** Natural logarithm. Error below 1 ulp; −∞ for 0, NaN below 0 and for NaN. */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x < Infinity)) return logAtTheEnds(x);
  return logOfNormal(x, 0);
}

function logAtTheEnds(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  return logOfNormal(x * 18014398509481984, -54); // 2⁵⁴ makes a subnormal number normal
}

/** ln x + shift · ln 2 for a normal number above 0. */
function logOfNormal(x: number, shift: number): number {
  // x = 2^exponent · m with m in [√½, √2)
  double[0] = x;
  let exponent = (words[HIGH_WORD]! >> 20) - 1023;
  let m = x * POWERS_OF_TWO[1074 - exponent]!; // 2^−exponent; the sum stays a whole number to the engine, as −0 would not
  if (m > Math.SQRT2) {
    m *= 0.5;
    exponent += 1;
  }
  const k = exponent + shift;
  // log(1 + f) = 2 artanh(s) = f − s·f + s·R(s²), written so that the large term f is added last
  const f = m - 1;
  const s = f / (2 + f);
  const halfSquare = 0.5 * f * f;
  const tail = s * (halfSquare + artanhSeries(s * s)) + timesLn2Low(k);
  return timesLn2High(k) - (halfSquare - tail - f);
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

/**
 * e^r − 1 = r + r²·q(r) for r = x − k · ln 2, |r| ≤ ½ ln 2. The polynomial q has degree 9 (truncation 2⁻⁵⁷·⁹); its
 * terms are added in pairs, so that a processor can work on several at a time.
 */
function expMinusOneReduced(x: number, k: number): number {
  const high = x - timesLn2High(k);
  const low = timesLn2Low(k);
  const r = high - low;
  const lost = high - r - low; // what r lost to rounding
  const r2 = r * r;
  let q = 2.763019648893506e-7 + 2.4999973027479546e-8 * r;
  q = 2.4801493251247293e-5 + 2.755758644263433e-6 * r + r2 * q;
  q = 0.001388888894347372 + 0.00019841269506787435 * r + r2 * q;
  q = 0.04166666666653081 + 0.008333333333494198 * r + r2 * q;
  q = 0.500000000000001 + 0.16666666666666413 * r + r2 * q;
  return r + (r2 * q + lost);
}

/**
 * What 2 artanh(s) adds to 2s, divided by s, for z = s² ≤ 0.0295: 2/3 z + 2/5 z² + 2/7 z³ + … , here of degree 7
 * (relative truncation 2⁻⁵⁹·⁵), even and odd powers apart.
 */
function artanhSeries(z: number): number {
  const z2 = z * z;
  const even =
    0.6666666666666734 + z2 * (0.2857142874201557 + z2 * (0.1818356240558186 + z2 * 0.14795475404896058));
  const odd = 0.3999999999941637 + z2 * (0.22222198610777574 + z2 * 0.15314098818222735);
  return z * (even + z * odd);
}

/** The whole number nearest to x / ln 2: adding and subtracting 1.5 · 2⁵² rounds, ties to even. */
function nearestPower(x: number): number {
  return x * 1.4426950408889634 + 6755399441055744 - 6755399441055744;
}

/** k · ln 2 in two parts. The last 21 bits of the high one are zero, so that it is exact for |k| < 2²¹. */
function timesLn2High(k: number): number {
  return k * 6.93147180369123816e-1;
}

function timesLn2Low(k: number): number {
  return k * 1.9082149292705877e-10;
}

/** 2^k for a whole k from −1074 to 1023. */
function powerOfTwo(k: number): number {
  return POWERS_OF_TWO[(k + 1074) | 0]!;
}

function powersOfTwo(): Float64Array {
  const powers = new Float64Array(1074 + 1024);
  powers[0] = Number.MIN_VALUE;
  for (let i = 1; i < powers.length; i++) powers[i] = powers[i - 1]! * 2;
  return powers;
}
