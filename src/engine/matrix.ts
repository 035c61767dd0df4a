/**
 * The four matrix products of a dense layer. `out` first, then inputs, then sizes; all arrays row-major.
 *
 * Every sum has one order, which fixes its last bit. Sums over inputs or units run in index order. Sums over rows are two
 * running sums, of the even and of the odd rows, added at the end: the kernel (src/kernel) holds two rows in a register
 * and has just these two sums there.
 *
 * Several sums run side by side, because reading a number and checking its index costs more than a multiplication. Where
 * rows or columns are left over, the last one is computed again.
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
  product(out, x, weights, biases, nRows, nInputs, nUnits, nUnits, 1);
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
  product(out, dZ, weights, null, nRows, nUnits, nInputs, 1, nUnits);
}

/**
 * out = start + input · weights, three rows and three columns at a time, one stripe of columns after another:
 *
 *              w1  w2  w3      a weight of each column
 *      value1  ·   ·   ·       each · is a sum; one step per term: sum + value · w
 *      value2  ·   ·   ·
 *      value3  ·   ·   ·
 *
 * @param out [nRows × nColumns]
 * @param input [nRows × nTerms]
 * @param weights those of one column are `termStep` apart, those of one term `columnStep`
 * @param start the first term of each column's sums, [nColumns]; 0 if null
 */
function product(
  out: Float64Array,
  input: Float64Array,
  weights: Float64Array,
  start: Float64Array | null,
  nRows: number,
  nTerms: number,
  nColumns: number,
  termStep: number,
  columnStep: number,
): void {
  const lastRow = nRows - 1;
  const lastColumn = nColumns - 1;
  for (let column1 = 0; column1 < nColumns; column1 += 3) {
    const column2 = Math.min(column1 + 1, lastColumn);
    const column3 = Math.min(column1 + 2, lastColumn);
    const start1 = start ? start[column1]! : 0;
    const start2 = start ? start[column2]! : 0;
    const start3 = start ? start[column3]! : 0;
    const weight1 = column1 * columnStep;
    const weight2 = column2 * columnStep;
    const weight3 = column3 * columnStep;
    for (let row1 = 0; row1 < nRows; row1 += 3) {
      const row2 = Math.min(row1 + 1, lastRow);
      const row3 = Math.min(row1 + 2, lastRow);
      const in1 = row1 * nTerms;
      const in2 = row2 * nTerms;
      const in3 = row3 * nTerms;
      let sum11 = start1;
      let sum12 = start2;
      let sum13 = start3;
      let sum21 = start1;
      let sum22 = start2;
      let sum23 = start3;
      let sum31 = start1;
      let sum32 = start2;
      let sum33 = start3;
      let at = 0; // of the term's weights, from each column's first
      for (let term = 0; term < nTerms; term++) {
        const w1 = weights[weight1 + at]!;
        const w2 = weights[weight2 + at]!;
        const w3 = weights[weight3 + at]!;
        const value1 = input[in1 + term]!;
        sum11 += value1 * w1;
        sum12 += value1 * w2;
        sum13 += value1 * w3;
        const value2 = input[in2 + term]!;
        sum21 += value2 * w1;
        sum22 += value2 * w2;
        sum23 += value2 * w3;
        const value3 = input[in3 + term]!;
        sum31 += value3 * w1;
        sum32 += value3 * w2;
        sum33 += value3 * w3;
        at += termStep;
      }
      const out1 = row1 * nColumns;
      const out2 = row2 * nColumns;
      const out3 = row3 * nColumns;
      out[out1 + column1] = sum11;
      out[out1 + column2] = sum12;
      out[out1 + column3] = sum13;
      out[out2 + column1] = sum21;
      out[out2 + column2] = sum22;
      out[out2 + column3] = sum23;
      out[out3 + column1] = sum31;
      out[out3 + column2] = sum32;
      out[out3 + column3] = sum33;
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
  const end = nRows * nUnits; // of dZ
  for (let input1 = 0; input1 < nInputs; input1 += 2) {
    const input2 = Math.min(input1 + 1, nInputs - 1);
    for (let unit1 = 0; unit1 < nUnits; unit1 += 3) {
      const unit2 = Math.min(unit1 + 1, nUnits - 1);
      const unit3 = Math.min(unit1 + 2, nUnits - 1);
      let even11 = 0;
      let even12 = 0;
      let even13 = 0;
      let even21 = 0;
      let even22 = 0;
      let even23 = 0;
      let odd11 = 0;
      let odd12 = 0;
      let odd13 = 0;
      let odd21 = 0;
      let odd22 = 0;
      let odd23 = 0;
      let xAt = 0;
      let zAt = 0;
      while (zAt < end) {
        let x1 = x[xAt + input1]!;
        let x2 = x[xAt + input2]!;
        let z1 = dZ[zAt + unit1]!;
        let z2 = dZ[zAt + unit2]!;
        let z3 = dZ[zAt + unit3]!;
        even11 += x1 * z1;
        even12 += x1 * z2;
        even13 += x1 * z3;
        even21 += x2 * z1;
        even22 += x2 * z2;
        even23 += x2 * z3;
        xAt += nInputs;
        zAt += nUnits;
        if (zAt === end) break;
        x1 = x[xAt + input1]!;
        x2 = x[xAt + input2]!;
        z1 = dZ[zAt + unit1]!;
        z2 = dZ[zAt + unit2]!;
        z3 = dZ[zAt + unit3]!;
        odd11 += x1 * z1;
        odd12 += x1 * z2;
        odd13 += x1 * z3;
        odd21 += x2 * z1;
        odd22 += x2 * z2;
        odd23 += x2 * z3;
        xAt += nInputs;
        zAt += nUnits;
      }
      out[input1 * nUnits + unit1] = even11 + odd11;
      out[input1 * nUnits + unit2] = even12 + odd12;
      out[input1 * nUnits + unit3] = even13 + odd13;
      out[input2 * nUnits + unit1] = even21 + odd21;
      out[input2 * nUnits + unit2] = even22 + odd22;
      out[input2 * nUnits + unit3] = even23 + odd23;
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
  const end = nRows * nUnits;
  const twoRows = 2 * nUnits;
  for (let unit = 0; unit < nUnits; unit++) {
    let even = 0;
    let odd = 0;
    for (let i = unit; i < end; i += twoRows) even += dZ[i]!;
    for (let i = unit + nUnits; i < end; i += twoRows) odd += dZ[i]!;
    out[unit] = even + odd;
  }
}

/** The rows of `x` named by `rows`, in that order, in a new array [rows.length × nColumns]. */
export function gatherRows(x: Float64Array, rows: Int32Array, nColumns: number): Float64Array {
  const out = new Float64Array(rows.length * nColumns);
  rows.forEach((row, i) => out.set(x.subarray(row * nColumns, (row + 1) * nColumns), i * nColumns));
  return out;
}
