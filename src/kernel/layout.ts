// Where everything lies in the module's memory.
//
// Rows stand in pairs, a pair column by column: a 128-bit register holds one column of two rows, and no number ever has to
// change its lane.
//
//     pair 1:   column 1 │ row 1 │ row 2 │    16 bytes
//               column 2 │ row 1 │ row 2 │
//               …
//     pair 2:   column 1 │ row 3 │ row 4 │
//
// X and the activations of hidden layers have one column more than units, of ones: a bias is the weight of that input.
// Rows that only fill up have a dZ of 0, so they add nothing to any sum.

import { CELL } from './products';

/** A set of rows: what the network sees of them, and where their scores go. */
@unmanaged
export class Rows {
  nRows: i32 = 0;
  x: usize = 0; // [pairs × nFeatures + 1] registers
  targets: usize = 0; // [pairs × nClasses] registers, one-hot
  loss: usize = 0; // one f64
  right: usize = 0; // one f64
}

/** One dense layer, from `nInputs` to `nUnits`. */
@unmanaged
export class Layer {
  nInputs: i32 = 0;
  nUnits: i32 = 0;
  activation: i32 = 0; // of its units; LINEAR for the output
  weights: usize = 0; // [nInputs × nUnits], row-major, among the parameters
  biases: usize = 0; // [nUnits]
  forward: usize = 0; // the same for the way forward: a tile of units after the other, [1 + nInputs × width], biases first
  backward: usize = 0; // the weights for the way back: a tile of inputs after the other, [1 + nUnits × width], zeros first
  sums: usize = 0; // dW and db: [nInputs + 1 × nUnits] registers, even rows in one lane and odd rows in the other
  out: usize = 0; // A of a panel's rows, later dZ in its place: [pairs × …] registers
  dA: usize = 0; // like `out`; only where an activation has a pass of its own
  outStride: usize = 0; // bytes of a pair in both

  get inStride(): usize {
    return <usize>(this.nInputs + 1) * CELL;
  }
}

const PAGE: usize = 65536;
let top: usize = (__heap_base + 63) & ~63;

/** Takes zeroed memory for good. Traps where there is no more. */
export function take(bytes: usize): usize {
  const start = top;
  top = (top + bytes + 63) & ~63;
  const missing = <i32>((top + PAGE - 1) / PAGE) - memory.size();
  if (missing > 0 && memory.grow(missing) < 0) unreachable();
  return start;
}

/** The width of the first tile over `n` columns: tiles are as few as possible, of at most four, as equal as possible. */
export function tileWidth(n: i32): i32 {
  const nTiles = (n + 3) >> 2;
  return (n + nTiles - 1) / nTiles;
}
