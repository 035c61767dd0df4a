/**
 * The four matrix products of a dense layer. `out` first, then inputs, then sizes; all arrays row-major.
 * Every sum runs over its terms in index order, which fixes the last bit.
 */

/** Z = X · W + b. Overwrites `out`. */
export function affine(
  out: Float64Array, // [nRows × nUnits]
  x: Float64Array, // [nRows × nInputs]
  weights: Float64Array, // [nInputs × nUnits]
  biases: Float64Array, // [nUnits]
  nRows: number,
  nInputs: number,
  nUnits: number,
): void {
  for (let row = 0; row < nRows; row++) {
    for (let unit = 0; unit < nUnits; unit++) {
      let sum = 0;
      for (let input = 0; input < nInputs; input++) {
        sum += x[row * nInputs + input]! * weights[input * nUnits + unit]!;
      }
      out[row * nUnits + unit] = sum + biases[unit]!;
    }
  }
}

/** dW = Xᵀ · dZ: for each weight, the sum over rows of its input times the gradient of its unit. Overwrites `out`. */
export function weightGradient(
  out: Float64Array, // [nInputs × nUnits]
  x: Float64Array, // [nRows × nInputs]
  dZ: Float64Array, // [nRows × nUnits]
  nRows: number,
  nInputs: number,
  nUnits: number,
): void {
  for (let input = 0; input < nInputs; input++) {
    for (let unit = 0; unit < nUnits; unit++) {
      let sum = 0;
      for (let row = 0; row < nRows; row++) {
        sum += x[row * nInputs + input]! * dZ[row * nUnits + unit]!;
      }
      out[input * nUnits + unit] = sum;
    }
  }
}

/** db = Σ over rows of dZ. Overwrites `out`. */
export function biasGradient(
  out: Float64Array, // [nUnits]
  dZ: Float64Array, // [nRows × nUnits]
  nRows: number,
  nUnits: number,
): void {
  for (let unit = 0; unit < nUnits; unit++) {
    let sum = 0;
    for (let row = 0; row < nRows; row++) sum += dZ[row * nUnits + unit]!;
    out[unit] = sum;
  }
}

/** dA = dZ · Wᵀ: the gradient that a layer hands back to its inputs. Overwrites `out`. */
export function inputGradient(
  out: Float64Array, // [nRows × nInputs]
  dZ: Float64Array, // [nRows × nUnits]
  weights: Float64Array, // [nInputs × nUnits]
  nRows: number,
  nInputs: number,
  nUnits: number,
): void {
  for (let row = 0; row < nRows; row++) {
    for (let input = 0; input < nInputs; input++) {
      let sum = 0;
      for (let unit = 0; unit < nUnits; unit++) {
        sum += dZ[row * nUnits + unit]! * weights[input * nUnits + unit]!;
      }
      out[row * nInputs + input] = sum;
    }
  }
}

/** The rows of `x` named by `rows`, in that order, in a new array [rows.length × nColumns]. */
export function gatherRows(x: Float64Array, rows: Int32Array, nColumns: number): Float64Array {
  const out = new Float64Array(rows.length * nColumns);
  rows.forEach((row, i) => out.set(x.subarray(row * nColumns, (row + 1) * nColumns), i * nColumns));
  return out;
}
