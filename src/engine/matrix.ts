/**
 * The four matrix products of a dense layer. `out` first, then inputs, then sizes; all arrays row-major.
 *
 * Every sum has one order, which fixes its last bit. Sums over inputs or units run in index order. Sums over rows are two
 * running sums, of the even and of the odd rows, added at the end: the kernel (src/kernel) holds two rows in a register
 * and has just these two sums there.
 */

/** Z = b + X · W, the bias being the first term of each sum. Overwrites `out`. */
export function affine(
  out: Float64Array, // [nRows × nUnits]
  x: Float64Array, // [nRows × nInputs]
  weights: Float64Array, // [nInputs × nUnits]
  biases: Float64Array, // [nUnits]
  nRows: number,
  nInputs: number,
  nUnits: number,
): void {
  const last = nRows - 1;
  for (let row = 0; row < nRows; row += 4) {
    // four rows share each weight; where fewer are left, the last one is computed again
    const row2 = Math.min(row + 1, last);
    const row3 = Math.min(row + 2, last);
    const row4 = Math.min(row + 3, last);
    for (let unit = 0; unit < nUnits; unit++) {
      let sum1 = biases[unit]!;
      let sum2 = sum1;
      let sum3 = sum1;
      let sum4 = sum1;
      for (let input = 0; input < nInputs; input++) {
        const weight = weights[input * nUnits + unit]!;
        sum1 += x[row * nInputs + input]! * weight;
        sum2 += x[row2 * nInputs + input]! * weight;
        sum3 += x[row3 * nInputs + input]! * weight;
        sum4 += x[row4 * nInputs + input]! * weight;
      }
      out[row * nUnits + unit] = sum1;
      out[row2 * nUnits + unit] = sum2;
      out[row3 * nUnits + unit] = sum3;
      out[row4 * nUnits + unit] = sum4;
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
    for (let unit = 0; unit < nUnits; unit += 2) {
      const other = Math.min(unit + 1, nUnits - 1); // two units share each input; a last one alone is computed twice
      let even = 0;
      let odd = 0;
      let otherEven = 0;
      let otherOdd = 0;
      for (let row = 0; row < nRows; row += 2) {
        const value = x[row * nInputs + input]!;
        even += value * dZ[row * nUnits + unit]!;
        otherEven += value * dZ[row * nUnits + other]!;
        if (row + 1 === nRows) break;
        const next = x[(row + 1) * nInputs + input]!;
        odd += next * dZ[(row + 1) * nUnits + unit]!;
        otherOdd += next * dZ[(row + 1) * nUnits + other]!;
      }
      out[input * nUnits + unit] = even + odd;
      out[input * nUnits + other] = otherEven + otherOdd;
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
    let even = 0;
    let odd = 0;
    for (let row = 0; row < nRows; row += 2) {
      even += dZ[row * nUnits + unit]!;
      if (row + 1 < nRows) odd += dZ[(row + 1) * nUnits + unit]!;
    }
    out[unit] = even + odd;
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
  const last = nRows - 1;
  for (let row = 0; row < nRows; row += 4) {
    const row2 = Math.min(row + 1, last);
    const row3 = Math.min(row + 2, last);
    const row4 = Math.min(row + 3, last);
    for (let input = 0; input < nInputs; input++) {
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      let sum4 = 0;
      for (let unit = 0; unit < nUnits; unit++) {
        const weight = weights[input * nUnits + unit]!;
        sum1 += dZ[row * nUnits + unit]! * weight;
        sum2 += dZ[row2 * nUnits + unit]! * weight;
        sum3 += dZ[row3 * nUnits + unit]! * weight;
        sum4 += dZ[row4 * nUnits + unit]! * weight;
      }
      out[row * nInputs + input] = sum1;
      out[row2 * nInputs + input] = sum2;
      out[row3 * nInputs + input] = sum3;
      out[row4 * nInputs + input] = sum4;
    }
  }
}

/** The rows of `x` named by `rows`, in that order, in a new array [rows.length × nColumns]. */
export function gatherRows(x: Float64Array, rows: Int32Array, nColumns: number): Float64Array {
  const out = new Float64Array(rows.length * nColumns);
  rows.forEach((row, i) => out.set(x.subarray(row * nColumns, (row + 1) * nColumns), i * nColumns));
  return out;
}
