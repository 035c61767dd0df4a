// exp, log, tanh and the logistic function of two numbers at a time: the operations of src/engine/elementary.ts in the
// same order, so every lane has the bits of the function there.

const ROUNDING_SHIFT: f64 = 6755399441055744; // 1.5 · 2⁵²: a sum with it has the nearest whole number in its lowest bits
const BITS_OF_ONE: i64 = 0x3ff0000000000000;
const BITS_OF_TWO_52: i64 = 0x4330000000000000; // 2⁵²: its lowest bits count ones
const MANTISSA: i64 = 0x000fffffffffffff;
const SIGN: i64 = 0x8000000000000000;

/** Numbers for both lanes, in memory: an engine loads one in a single step, but builds a literal in several. */
const CONSTANTS = memory.data<f64>(
  [
    1.0,
    2.0,
    0.5,
    ROUNDING_SHIFT,
    1.4426950408889634, // 1 / ln 2
    6.93147180369123816e-1, // ln 2, the high part and the low
    1.9082149292705877e-10,
    -707.0, // e^x is a normal number from here on
    1.4142135623730951, // √2
    4503599627370496.0 + 1023, // 2⁵² and the bias of an exponent
  ],
  16,
);
const ONE: usize = 0;
const TWO: usize = 8;
const HALF: usize = 16;
const SHIFT: usize = 24;
const INVERSE_LN2: usize = 32;
const LN2_HIGH: usize = 40;
const LN2_LOW: usize = 48;
const NORMAL_FROM: usize = 56;
const SQRT2: usize = 64;
const EXPONENT_BIAS: usize = 72;

/** The coefficients of r⁰, r¹, … of q, e^r = 1 + r + r²·q(r). */
const EXP = memory.data<f64>(
  [
    0.500000000000001, 0.16666666666666413, 0.04166666666653081, 0.008333333333494198, 0.001388888894347372,
    0.00019841269506787435, 2.4801493251247293e-5, 2.755758644263433e-6, 2.763019648893506e-7,
    2.4999973027479546e-8,
  ],
  16,
);

/** The coefficients of z⁰, z¹, … of what 2 artanh(s) adds to 2s, divided by s·z, z = s². */
const LOG = memory.data<f64>(
  [
    0.6666666666666734, 0.3999999999941637, 0.2857142874201557, 0.22222198610777574, 0.1818356240558186,
    0.15314098818222735, 0.14795475404896058,
  ],
  16,
);

// @ts-ignore: decorator
@inline
function constant(offset: usize): v128 {
  return v128.load64_splat(CONSTANTS + offset);
}

/** coefficient + x · p */
// @ts-ignore: decorator
@inline
function step(table: usize, index: usize, x: v128, p: v128): v128 {
  return f64x2.add(v128.load64_splat(table + index * 8), f64x2.mul(x, p));
}

/** The whole number nearest to x / ln 2, plus ROUNDING_SHIFT. */
// @ts-ignore: decorator
@inline
function shiftedPower(x: v128): v128 {
  return f64x2.add(f64x2.mul(x, constant(INVERSE_LN2)), constant(SHIFT));
}

/** 2^k from k + ROUNDING_SHIFT, −1022 ≤ k ≤ 1023. */
// @ts-ignore: decorator
@inline
function powerOfTwo(shifted: v128): v128 {
  return i64x2.add(i64x2.shl(shifted, 52), constant(ONE));
}

/** Two terms of q: those of r^index and r^(index + 1). */
// @ts-ignore: decorator
@inline
function pairOfTerms(index: usize, r: v128): v128 {
  return step(EXP, index, r, v128.load64_splat(EXP + index * 8 + 8));
}

/** Two terms of q and, times r², those after them. */
// @ts-ignore: decorator
@inline
function withPairOfTerms(index: usize, r: v128, r2: v128, after: v128): v128 {
  return f64x2.add(pairOfTerms(index, r), f64x2.mul(r2, after));
}

/** x − k · ln 2 with the high part of ln 2 alone. */
// @ts-ignore: decorator
@inline
function lessHighPart(x: v128, k: v128): v128 {
  return f64x2.sub(x, f64x2.mul(k, constant(LN2_HIGH)));
}

/** What r = high − low has lost to rounding. */
// @ts-ignore: decorator
@inline
function lostOf(high: v128, r: v128, low: v128): v128 {
  return f64x2.sub(f64x2.sub(high, r), low);
}

/** e^r − 1 for r = x − k · ln 2. */
// @ts-ignore: decorator
@inline
function expMinusOneReduced(x: v128, k: v128): v128 {
  const high = lessHighPart(x, k);
  const low = f64x2.mul(k, constant(LN2_LOW));
  const r = f64x2.sub(high, low);
  const r2 = f64x2.mul(r, r);
  let q = pairOfTerms(8, r);
  q = withPairOfTerms(6, r, r2, q);
  q = withPairOfTerms(4, r, r2, q);
  q = withPairOfTerms(2, r, r2, q);
  q = withPairOfTerms(0, r, r2, q);
  return f64x2.add(r, f64x2.add(f64x2.mul(r2, q), lostOf(high, r, low)));
}

/** Is e^x a normal number, x ≤ 0? */
// @ts-ignore: decorator
@inline
export function isMoreThanTiny(x: v128): bool {
  return i64x2.bitmask(f64x2.ge(x, constant(NORMAL_FROM))) === 3;
}

/**
 * x → e^x in the place of the two registers at `at`, a and b, where every e^x is a normal number and no larger than 1. Each step
 * is done for both before the next: the steps of one wait for each other, and another begins farther ahead than a processor
 * looks.
 */
// @ts-ignore: decorator
@inline
export function expOfTwoNegative(at: usize): void {
  const a = v128.load(at),
    b = v128.load(at, 16);
  const shiftedA = shiftedPower(a),
    shiftedB = shiftedPower(b);
  const kA = f64x2.sub(shiftedA, constant(SHIFT)),
    kB = f64x2.sub(shiftedB, constant(SHIFT));
  const highA = lessHighPart(a, kA),
    highB = lessHighPart(b, kB);
  const lowA = f64x2.mul(kA, constant(LN2_LOW)),
    lowB = f64x2.mul(kB, constant(LN2_LOW));
  const rA = f64x2.sub(highA, lowA),
    rB = f64x2.sub(highB, lowB);
  const r2A = f64x2.mul(rA, rA),
    r2B = f64x2.mul(rB, rB);
  let qA = pairOfTerms(8, rA),
    qB = pairOfTerms(8, rB);
  qA = withPairOfTerms(6, rA, r2A, qA);
  qB = withPairOfTerms(6, rB, r2B, qB);
  qA = withPairOfTerms(4, rA, r2A, qA);
  qB = withPairOfTerms(4, rB, r2B, qB);
  qA = withPairOfTerms(2, rA, r2A, qA);
  qB = withPairOfTerms(2, rB, r2B, qB);
  qA = withPairOfTerms(0, rA, r2A, qA);
  qB = withPairOfTerms(0, rB, r2B, qB);
  const reducedA = f64x2.add(rA, f64x2.add(f64x2.mul(r2A, qA), lostOf(highA, rA, lowA))),
    reducedB = f64x2.add(rB, f64x2.add(f64x2.mul(r2B, qB), lostOf(highB, rB, lowB)));
  v128.store(at, f64x2.mul(f64x2.add(constant(ONE), reducedA), powerOfTwo(shiftedA)));
  v128.store(at, f64x2.mul(f64x2.add(constant(ONE), reducedB), powerOfTwo(shiftedB)), 16);
}

/** e^x for every x. 2^k is applied in two factors, because it may itself overflow or be subnormal. */
export function exp(x: v128): v128 {
  const inRange = f64x2.pmax(f64x2.pmin(x, f64x2.splat(710)), f64x2.splat(-746)); // e^710 = ∞, e^−746 = 0; NaN stays
  const k = f64x2.sub(shiftedPower(inRange), constant(SHIFT));
  const half = f64x2.floor(f64x2.mul(k, constant(HALF)));
  const value = f64x2.add(constant(ONE), expMinusOneReduced(inRange, k));
  const first = powerOfTwo(f64x2.add(half, constant(SHIFT)));
  const second = powerOfTwo(f64x2.add(f64x2.sub(k, half), constant(SHIFT)));
  return f64x2.mul(f64x2.mul(value, first), second);
}

/** Natural logarithm of a normal number above 0. */
// @ts-ignore: decorator
@inline
export function logOfNormal(x: v128): v128 {
  // x = 2^k · m with m in [√½, √2)
  const exponent = v128.or(i64x2.shr_u(x, 52), i64x2.splat(BITS_OF_TWO_52));
  const significand = v128.or(v128.and(x, i64x2.splat(MANTISSA)), constant(ONE));
  const big = f64x2.gt(significand, constant(SQRT2));
  const m = v128.bitselect(f64x2.mul(significand, constant(HALF)), significand, big);
  const k = f64x2.add(f64x2.sub(exponent, constant(EXPONENT_BIAS)), v128.and(constant(ONE), big));
  const f = f64x2.sub(m, constant(ONE));
  const s = f64x2.div(f, f64x2.add(constant(TWO), f));
  const halfSquare = f64x2.mul(f64x2.mul(constant(HALF), f), f);
  const series = artanhSeries(f64x2.mul(s, s));
  const tail = f64x2.add(f64x2.mul(s, f64x2.add(halfSquare, series)), f64x2.mul(k, constant(LN2_LOW)));
  return f64x2.sub(f64x2.mul(k, constant(LN2_HIGH)), f64x2.sub(f64x2.sub(halfSquare, tail), f));
}

// @ts-ignore: decorator
@inline
function artanhSeries(z: v128): v128 {
  const z2 = f64x2.mul(z, z);
  const even = step(LOG, 0, z2, step(LOG, 2, z2, step(LOG, 4, z2, v128.load64_splat(LOG + 48))));
  const odd = step(LOG, 1, z2, step(LOG, 3, z2, v128.load64_splat(LOG + 40)));
  return f64x2.mul(z, f64x2.add(even, f64x2.mul(z, odd)));
}

/** Hyperbolic tangent by t = e^{2|x|} − 1; beyond 2|x| = 40 it is 1 to the last bit. */
export function tanh(x: v128): v128 {
  const doubled = f64x2.pmin(f64x2.mul(constant(TWO), f64x2.abs(x)), f64x2.splat(40)); // NaN stays NaN
  const shifted = shiftedPower(doubled);
  const power = powerOfTwo(shifted);
  const reduced = expMinusOneReduced(doubled, f64x2.sub(shifted, constant(SHIFT)));
  const t = f64x2.add(f64x2.mul(power, reduced), f64x2.sub(power, constant(ONE)));
  const value = f64x2.div(t, f64x2.add(t, constant(TWO)));
  return v128.bitselect(x, value, i64x2.splat(SIGN));
}

/** Logistic function 1 / (1 + e^{−x}). */
export function sigmoid(x: v128): v128 {
  return f64x2.div(constant(ONE), f64x2.add(constant(ONE), exp(f64x2.neg(x))));
}
