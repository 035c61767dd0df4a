// What becomes of the sums of a layer: relu and its slope when they are stored, the other activations in a pass of their own.

import { sigmoid, tanh } from './elementary';
import { CELL } from './products';

/** Codes of the activations; LINEAR is also that of the output's scores. */
export const RELU: i32 = 0;
export const LINEAR: i32 = 1;
const LEAKY_RELU: i32 = 2;
const TANH: i32 = 3;

/** What becomes of a sum when it is stored. */
export const PLAIN: i32 = 0;
export const RELU_OF_SUM: i32 = 1;
export const SUM_WHERE_POSITIVE: i32 = 2; // where the number that it replaces is above 0

const LEAK: f64 = 0.01;

// @ts-ignore: decorator
@inline
export function storeFinished(finish: i32, at: usize, sum: v128): void {
  const zero = f64x2.splat(0);
  if (finish === RELU_OF_SUM)
    sum = v128.andnot(sum, f64x2.le(sum, zero)); // not where `sum > 0`: a NaN must stay a NaN
  else if (finish === SUM_WHERE_POSITIVE) sum = v128.and(sum, f64x2.gt(v128.load(at), zero));
  v128.store(at, sum);
}

/** A ← activation(Z) in place, for pairs of `nUnits` registers, `stride` bytes apart. */
export function activate(activation: i32, z: usize, stride: usize, nUnits: i32, nPairs: i32): void {
  for (let pair = 0; pair < nPairs; pair++) {
    for (let at = z, end = z + <usize>nUnits * CELL; at < end; at += CELL) {
      v128.store(at, activated(activation, v128.load(at)));
    }
    z += stride;
  }
}

// @ts-ignore: decorator
@inline
function activated(activation: i32, z: v128): v128 {
  if (activation === TANH) return tanh(z);
  if (activation !== LEAKY_RELU) return sigmoid(z);
  return v128.bitselect(f64x2.mul(f64x2.splat(LEAK), z), z, f64x2.le(z, f64x2.splat(0)));
}

/**
 * dZ = dA ∘ activation′ in the place of A, the derivative being taken from A.
 *
 * @param a,dA pairs of `nUnits` registers, `stride` bytes apart
 */
export function slopes(activation: i32, a: usize, dA: usize, stride: usize, nUnits: i32, nPairs: i32): void {
  for (let pair = 0; pair < nPairs; pair++) {
    for (let at: usize = 0, end = <usize>nUnits * CELL; at < end; at += CELL) {
      v128.store(a + at, sloped(activation, v128.load(dA + at), v128.load(a + at)));
    }
    a += stride;
    dA += stride;
  }
}

// @ts-ignore: decorator
@inline
function sloped(activation: i32, dA: v128, a: v128): v128 {
  const one = f64x2.splat(1);
  if (activation === TANH) return f64x2.mul(dA, f64x2.sub(one, f64x2.mul(a, a)));
  if (activation !== LEAKY_RELU) return f64x2.mul(dA, f64x2.mul(a, f64x2.sub(one, a)));
  return v128.bitselect(dA, f64x2.mul(f64x2.splat(LEAK), dA), f64x2.gt(a, f64x2.splat(0)));
}
