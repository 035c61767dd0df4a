// The output of a panel: softmax, loss, right rows and dZ = P − Y, in flat passes over pairs of rows, each of which the
// processor can overlap with the next.

import { exp, expOfTwoNegative, isMoreThanTiny, logOfNormal } from './elementary';
import { CELL } from './products';

const LOG_OFFSET: f64 = 1e-9;

/** Lanes that count: of four rows all from here, three 8 bytes on, two 16 bytes on, one 24 bytes on. */
const LIVE = memory.data<u64>([~0, ~0, ~0, ~0, 0, 0, 0], 16);

/** The scores of all panels so far; even rows in one lane, odd rows in the other. */
let logSum: v128 = f64x2.splat(0); // Σ rows ln(P of the own class + 1e-9)
let rightSum: v128 = f64x2.splat(0); // rows whose largest P, the first of several, is that of their own class

export function clearScores(): void {
  logSum = f64x2.splat(0);
  rightSum = f64x2.splat(0);
}

/** −1/n · Σ rows ln(P of the own class + 1e-9) */
export function loss(nRows: i32): f64 {
  return -(f64x2.extract_lane(logSum, 0) + f64x2.extract_lane(logSum, 1)) / <f64>nRows;
}

export function rightRows(): f64 {
  return f64x2.extract_lane(rightSum, 0) + f64x2.extract_lane(rightSum, 1);
}

/**
 * Turns the scores Z of some rows into P, counts the right ones, and overwrites them with dZ = P − Y; a row that only fills
 * up gets a dZ of 0.
 *
 * @param z [pairs × nClasses] registers, an even number of pairs
 * @param targets [pairs × nClasses] registers, one-hot
 * @param scratch a register for each pair; afterwards P of the own class
 */
export function outputs(z: usize, targets: usize, scratch: usize, nClasses: i32, nRows: i32): void {
  const width = <usize>nClasses * CELL;
  const end = z + ((<usize>(nRows + 3)) >> 2) * 2 * width;
  exponentials(z, end, width);
  shares(z, end, width, targets, scratch);
  for (let row = <usize>nRows; row & 3; row++) clearRow(z + (row >> 1) * width + (row & 1) * 8, width);
}

/** Z becomes e^{Z − max}. */
// @ts-ignore: decorator
@inline
function exponentials(z: usize, end: usize, width: usize): void {
  if (isMoreThanTiny(lessLargest(z, end, width))) for (; z < end; z += 2 * CELL) expOfTwoNegative(z);
  else for (; z < end; z += CELL) v128.store(z, exp(v128.load(z)));
}

/** Z becomes Z − max. @returns the smallest of them in each lane */
// @ts-ignore: decorator
@inline
function lessLargest(z: usize, end: usize, width: usize): v128 {
  let smallest = f64x2.splat(0);
  for (let a = z; a < end; a += 2 * width) {
    const b = a + width;
    let largestA = v128.load(a);
    let largestB = v128.load(b);
    for (let at = a + CELL; at < b; at += CELL) {
      largestA = f64x2.pmax(largestA, v128.load(at));
      largestB = f64x2.pmax(largestB, v128.load(at + width));
    }
    for (let at = a; at < b; at += CELL) {
      const lessA = f64x2.sub(v128.load(at), largestA);
      const lessB = f64x2.sub(v128.load(at + width), largestB);
      smallest = f64x2.pmin(smallest, f64x2.pmin(lessA, lessB));
      v128.store(at, lessA);
      v128.store(at + width, lessB);
    }
  }
  return smallest;
}

/** e^{Z − max} becomes dZ = P − Y, and `scratch` P of the own class. Counts the right rows. */
// @ts-ignore: decorator
@inline
function shares(e: usize, end: usize, width: usize, targets: usize, scratch: usize): void {
  let rightOfAll = rightSum;
  for (let a = e; a < end; a += 2 * width) {
    const b = a + width;
    let sumA = f64x2.splat(0),
      sumB = sumA;
    for (let at = a; at < b; at += CELL) {
      sumA = f64x2.add(sumA, v128.load(at));
      sumB = f64x2.add(sumB, v128.load(at + width));
    }
    let bestA = f64x2.splat(0),
      bestB = bestA;
    let rightA = bestA,
      rightB = bestA;
    let ownA = bestA,
      ownB = bestA;
    for (let at = a; at < b; at += CELL) {
      const pA = f64x2.div(v128.load(at), sumA);
      const pB = f64x2.div(v128.load(at + width), sumB);
      const yA = v128.load(targets);
      const yB = v128.load(targets + width);
      rightA = v128.bitselect(yA, rightA, f64x2.gt(pA, bestA));
      rightB = v128.bitselect(yB, rightB, f64x2.gt(pB, bestB));
      bestA = f64x2.pmax(bestA, pA);
      bestB = f64x2.pmax(bestB, pB);
      ownA = f64x2.add(ownA, f64x2.mul(yA, pA));
      ownB = f64x2.add(ownB, f64x2.mul(yB, pB));
      v128.store(at, f64x2.sub(pA, yA));
      v128.store(at + width, f64x2.sub(pB, yB));
      targets += CELL;
    }
    rightOfAll = f64x2.add(f64x2.add(rightOfAll, rightA), rightB);
    v128.store(scratch, ownA);
    v128.store(scratch, ownB, CELL);
    scratch += 2 * CELL;
    targets += width;
  }
  rightSum = rightOfAll;
}

function clearRow(dZ: usize, width: usize): void {
  for (let at: usize = 0; at < width; at += CELL) store<f64>(dZ + at, 0);
}

/** Adds up the loss of a panel's rows, from what `outputs` has left in `own`: P of the own class, a register for each pair. */
export function addLosses(own: usize, nRows: i32): void {
  const offset = f64x2.splat(LOG_OFFSET);
  let sum = logSum;
  for (let left = nRows; left > 0; left -= 4) {
    const a = logOfNormal(f64x2.add(v128.load(own), offset));
    const b = logOfNormal(f64x2.add(v128.load(own, CELL), offset));
    const live = LIVE + 8 * <usize>(4 - min(left, 4));
    sum = f64x2.add(sum, v128.and(a, v128.load(live)));
    sum = f64x2.add(sum, v128.and(b, v128.load(live, CELL)));
    own += 2 * CELL;
  }
  logSum = sum;
}
