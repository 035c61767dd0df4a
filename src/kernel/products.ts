// The two micro-kernels: all products of a dense layer. Every sum stays in a register and has one order, so that neither
// the tiles nor the panels change a bit of it. Engines have fifteen registers and load what a step needs at its beginning:
// eight sums, four weights and two inputs are the most that they can hold.

import { PLAIN, RELU_OF_SUM, SUM_WHERE_POSITIVE, storeFinished } from './activations';

/** Bytes of one column of a pair of rows: one register. */
export const CELL: usize = 16;

/** sum + x · w */
// @ts-ignore: decorator
@inline
function plus(sum: v128, x: v128, w: v128): v128 {
  return f64x2.add(sum, f64x2.mul(x, w));
}

/**
 * out = start + in · weights, for two pairs of rows and up to four columns at a time.
 *
 *            w w w w     one weight, in both lanes
 *      a     · · · ·     rows 1 and 2        each · is a register with the sums of two rows;
 *      b     · · · ·     rows 3 and 4        one step per term, in index order: sum + in · w
 *
 * @param out,input arrays of pairs of rows, their strides in bytes; an even number of pairs
 * @param weights [1 + nTerms × width], the first row being the start of each sum
 * @param finish what becomes of a sum when it is stored, see activations.ts
 */
export function product(
  width: i32,
  out: usize,
  outStride: usize,
  input: usize,
  inputStride: usize,
  nTerms: i32,
  weights: usize,
  nPairs: i32,
  finish: i32,
): void {
  switch (finish) {
    case RELU_OF_SUM:
      return finishedProduct(RELU_OF_SUM, width, out, outStride, input, inputStride, nTerms, weights, nPairs);
    case SUM_WHERE_POSITIVE:
      return finishedProduct(SUM_WHERE_POSITIVE, width, out, outStride, input, inputStride, nTerms, weights, nPairs);
    default:
      return finishedProduct(PLAIN, width, out, outStride, input, inputStride, nTerms, weights, nPairs);
  }
}

/** `product` with one finish, so that nothing is asked when a sum is stored. */
// @ts-ignore: decorator
@inline
function finishedProduct(
  finish: i32,
  width: i32,
  out: usize,
  outStride: usize,
  input: usize,
  inputStride: usize,
  nTerms: i32,
  weights: usize,
  nPairs: i32,
): void {
  switch (width) {
    case 1:
      return productTile(1, finish, out, outStride, input, inputStride, nTerms, weights, nPairs);
    case 2:
      return productTile(2, finish, out, outStride, input, inputStride, nTerms, weights, nPairs);
    case 3:
      return productTile(3, finish, out, outStride, input, inputStride, nTerms, weights, nPairs);
    default:
      return productTile(4, finish, out, outStride, input, inputStride, nTerms, weights, nPairs);
  }
}

// @ts-ignore: decorator
@inline
function productTile(
  width: i32,
  finish: i32,
  out: usize,
  outStride: usize,
  input: usize,
  inputStride: usize,
  nTerms: i32,
  weights: usize,
  nPairs: i32,
): void {
  for (let pair = 0; pair < nPairs; pair += 2) {
    let a1 = v128.load64_splat(weights),
      a2 = a1,
      a3 = a1,
      a4 = a1;
    if (width > 1) a2 = v128.load64_splat(weights, 8);
    if (width > 2) a3 = v128.load64_splat(weights, 16);
    if (width > 3) a4 = v128.load64_splat(weights, 24);
    let b1 = a1,
      b2 = a2,
      b3 = a3,
      b4 = a4;
    let weight = weights + width * 8;
    const end = input + <usize>nTerms * CELL;
    for (let x = input; x < end; x += CELL) {
      const a = v128.load(x);
      const b = v128.load(x + inputStride);
      let w = v128.load64_splat(weight);
      a1 = plus(a1, a, w);
      b1 = plus(b1, b, w);
      if (width > 1) {
        w = v128.load64_splat(weight, 8);
        a2 = plus(a2, a, w);
        b2 = plus(b2, b, w);
      }
      if (width > 2) {
        w = v128.load64_splat(weight, 16);
        a3 = plus(a3, a, w);
        b3 = plus(b3, b, w);
      }
      if (width > 3) {
        w = v128.load64_splat(weight, 24);
        a4 = plus(a4, a, w);
        b4 = plus(b4, b, w);
      }
      weight += width * 8;
    }
    const next = out + outStride;
    storeFinished(finish, out, a1);
    storeFinished(finish, next, b1);
    if (width > 1) {
      storeFinished(finish, out + CELL, a2);
      storeFinished(finish, next + CELL, b2);
    }
    if (width > 2) {
      storeFinished(finish, out + 2 * CELL, a3);
      storeFinished(finish, next + 2 * CELL, b3);
    }
    if (width > 3) {
      storeFinished(finish, out + 3 * CELL, a4);
      storeFinished(finish, next + 3 * CELL, b4);
    }
    input += 2 * inputStride;
    out += 2 * outStride;
  }
}

/**
 * sums += inᵀ · dZ over pairs of rows, for all inputs and up to four units, two inputs at a time.
 *
 *            z z z z     dZ of two rows, a unit each
 *      x     · · · ·     an input            each · is a register with two sums, of the even and of the odd rows;
 *      y     · · · ·     the next input      one step per pair of rows: sum + in · z
 *
 * @param sums [nInputs × …] registers, of which this is one tile; stride in bytes. They are carried on, not set
 * @param input,dZ arrays of pairs of rows, their strides in bytes
 */
export function gradient(
  width: i32,
  sums: usize,
  sumsStride: usize,
  input: usize,
  inputStride: usize,
  nInputs: i32,
  dZ: usize,
  dZStride: usize,
  nPairs: i32,
): void {
  switch (width) {
    case 1:
      return gradientTiles(1, sums, sumsStride, input, inputStride, nInputs, dZ, dZStride, nPairs);
    case 2:
      return gradientTiles(2, sums, sumsStride, input, inputStride, nInputs, dZ, dZStride, nPairs);
    case 3:
      return gradientTiles(3, sums, sumsStride, input, inputStride, nInputs, dZ, dZStride, nPairs);
    default:
      return gradientTiles(4, sums, sumsStride, input, inputStride, nInputs, dZ, dZStride, nPairs);
  }
}

// @ts-ignore: decorator
@inline
function gradientTiles(
  width: i32,
  sums: usize,
  sumsStride: usize,
  input: usize,
  inputStride: usize,
  nInputs: i32,
  dZ: usize,
  dZStride: usize,
  nPairs: i32,
): void {
  let i = 0;
  for (; i < nInputs - 1; i += 2) {
    gradientTile(2, width, sums, sumsStride, input, inputStride, dZ, dZStride, nPairs);
    sums += 2 * sumsStride;
    input += 2 * CELL;
  }
  if (i < nInputs) gradientTile(1, width, sums, sumsStride, input, inputStride, dZ, dZStride, nPairs);
}

// @ts-ignore: decorator
@inline
function gradientTile(
  height: i32,
  width: i32,
  sums: usize,
  sumsStride: usize,
  input: usize,
  inputStride: usize,
  dZ: usize,
  dZStride: usize,
  nPairs: i32,
): void {
  const next = height > 1 ? sums + sumsStride : sums;
  let x1 = v128.load(sums),
    x2 = x1,
    x3 = x1,
    x4 = x1;
  let y1 = v128.load(next),
    y2 = y1,
    y3 = y1,
    y4 = y1;
  if (width > 1) {
    x2 = v128.load(sums, 16);
    y2 = v128.load(next, 16);
  }
  if (width > 2) {
    x3 = v128.load(sums, 32);
    y3 = v128.load(next, 32);
  }
  if (width > 3) {
    x4 = v128.load(sums, 48);
    y4 = v128.load(next, 48);
  }
  for (let pair = 0; pair < nPairs; pair++) {
    const x = v128.load(input);
    const y = height > 1 ? v128.load(input, 16) : x;
    let z = v128.load(dZ);
    x1 = plus(x1, x, z);
    if (height > 1) y1 = plus(y1, y, z);
    if (width > 1) {
      z = v128.load(dZ, 16);
      x2 = plus(x2, x, z);
      if (height > 1) y2 = plus(y2, y, z);
    }
    if (width > 2) {
      z = v128.load(dZ, 32);
      x3 = plus(x3, x, z);
      if (height > 1) y3 = plus(y3, y, z);
    }
    if (width > 3) {
      z = v128.load(dZ, 48);
      x4 = plus(x4, x, z);
      if (height > 1) y4 = plus(y4, y, z);
    }
    input += inputStride;
    dZ += dZStride;
  }
  if (height > 1) {
    v128.store(next, y1);
    if (width > 1) v128.store(next, y2, 16);
    if (width > 2) v128.store(next, y3, 32);
    if (width > 3) v128.store(next, y4, 48);
  }
  v128.store(sums, x1);
  if (width > 1) v128.store(sums, x2, 16);
  if (width > 2) v128.store(sums, x3, 32);
  if (width > 3) v128.store(sums, x4, 48);
}
