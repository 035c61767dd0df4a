// The training kernel: forward, scores, backward and update of whole epochs, for dense layers with a softmax at the end.
// The operations are those of src/engine in the same order, so that both give the same bits. layout.ts draws the memory,
// products.ts the two micro-kernels.
//
// Rows are worked on in panels that stay in the cache. A panel goes forward and backward at once; the sums over rows are
// carried on from panel to panel, so its size changes no bit.

import { LINEAR, PLAIN, RELU, RELU_OF_SUM, SUM_WHERE_POSITIVE, activate, slopes } from './activations';
import { exp, expOfTwoNegative, isMoreThanTiny, logOfNormal, sigmoid, tanh } from './elementary';
import { Layer, Rows, take, tileWidth } from './layout';
import { addLosses, clearScores, loss, outputs, rightRows } from './output';
import { isFirst, isShared, meet, partEnd, partStart, takePart, workAlone } from './parts';
import { CELL, gradient, product } from './products';

/** What the arrays of a panel may take, in bytes: half of a small second-level cache for each thread. */
const PANEL_BYTES: usize = (ASC_FEATURE_THREADS ? 2 : 1) * 256 * 1024;
const FEWEST_PAIRS: usize = 32;

const train = changetype<Rows>(take(offsetof<Rows>()));
const test = changetype<Rows>(take(offsetof<Rows>()));
const otherRight = take(sizeof<f64>()); // the right rows that a helper has counted

let layers: usize = 0;
let nLayers: i32 = 0;
let panelRows: i32 = 0; // a multiple of 4
let scratch: usize = 0; // a register for each pair of a panel
let sums: usize = 0; // of all layers
let sumsBytes: usize = 0;

// @ts-ignore: decorator
@inline
function layerAt(l: i32): Layer {
  return changetype<Layer>(layers + <usize>l * offsetof<Layer>());
}

// @ts-ignore: decorator
@inline
function lastLayer(): Layer {
  return layerAt(nLayers - 1);
}

/** Begins a network. Call once per instance; then `addLayer` from input to output, then `allocate`. */
export function createNetwork(layerCount: i32): void {
  layers = take(<usize>layerCount * offsetof<Layer>());
}

export function addLayer(nInputs: i32, nUnits: i32, activation: i32): void {
  const layer = layerAt(nLayers++);
  layer.nInputs = nInputs;
  layer.nUnits = nUnits;
  layer.activation = activation;
}

/** Takes all memory there will be. @returns the record's address: parameters, train and test loss, train and test right rows */
export function allocate(nTrain: i32, nTest: i32): usize {
  let nParameters: usize = 0;
  let nColumns = <usize>layerAt(0).nInputs + 1;
  for (let l = 0; l < nLayers; l++) {
    const layer = layerAt(l);
    nParameters += <usize>((layer.nInputs + 1) * layer.nUnits);
    nColumns += <usize>layer.nUnits + 1;
  }
  const record = take((nParameters + 4) * sizeof<f64>());
  sumsBytes = nParameters * CELL;
  sums = take(sumsBytes);
  layParameters(record);
  const nPairs = max(FEWEST_PAIRS, PANEL_BYTES / (nColumns * CELL)) & ~1;
  panelRows = <i32>nPairs * 2;
  scratch = take(nPairs * CELL);
  for (let l = 0; l < nLayers; l++) allocateLayer(layerAt(l), nPairs);
  const scores = record + nParameters * sizeof<f64>();
  allocateRows(train, nTrain, scores);
  allocateRows(test, nTest, scores + sizeof<f64>());
  return record;
}

/** Every weight matrix from input to output, then every bias row; the sums layer by layer. */
function layParameters(record: usize): void {
  let next = record;
  let nextSums = sums;
  for (let l = 0; l < nLayers; l++) {
    const layer = layerAt(l);
    layer.weights = next;
    layer.sums = nextSums;
    next += <usize>(layer.nInputs * layer.nUnits) * sizeof<f64>();
    nextSums += <usize>((layer.nInputs + 1) * layer.nUnits) * CELL;
  }
  for (let l = 0; l < nLayers; l++) {
    const layer = layerAt(l);
    layer.biases = next;
    next += <usize>layer.nUnits * sizeof<f64>();
  }
}

function allocateLayer(layer: Layer, nPairs: usize): void {
  const isHidden = layer !== lastLayer();
  const nWeights = <usize>((layer.nInputs + 1) * layer.nUnits);
  layer.forward = take(nWeights * sizeof<f64>());
  layer.backward = take(<usize>(layer.nInputs * (layer.nUnits + 1)) * sizeof<f64>());
  layer.outStride = <usize>(layer.nUnits + (isHidden ? 1 : 0)) * CELL;
  layer.out = take(nPairs * layer.outStride);
  if (!isHidden) return;
  if (hasOwnPass(layer)) layer.dA = take(nPairs * layer.outStride);
  const ones = layer.out + <usize>layer.nUnits * CELL;
  for (let pair: usize = 0; pair < nPairs; pair++) v128.store(ones + pair * layer.outStride, f64x2.splat(1));
}

function allocateRows(rows: Rows, nRows: i32, loss: usize): void {
  const nPairs = <usize>((nRows + 3) >> 2) * 2;
  rows.nRows = nRows;
  rows.x = take(nPairs * layerAt(0).inStride);
  rows.targets = take(nPairs * <usize>lastLayer().nUnits * CELL);
  rows.loss = loss;
  rows.right = loss + 2 * sizeof<f64>();
}

/** Where X of the training or test rows is to be written, [pairs × nFeatures + 1], the last column ones. */
export function xOf(isTest: bool): usize {
  return isTest ? test.x : train.x;
}

/** Where their one-hot targets are to be written, [pairs × nClasses]. */
export function targetsOf(isTest: bool): usize {
  return isTest ? test.targets : train.targets;
}

/**
 * Forward and scores of the training rows, and their gradient.
 *
 * @param patience how many milliseconds to wait for the other thread, which is at `help`; 0 to work alone
 */
export function learnTrain(patience: i32): void {
  memory.fill(sums, 0, sumsBytes);
  if (patience > 0) takePart(0, <i64>patience * 1_000_000);
  meet();
  pass(train, true);
  workAlone();
}

/** A helper's part in every `learnTrain` of the first thread. It has called what that one has called before. Never returns. */
export function help(): void {
  takePart(1, -1);
  for (;;) {
    meet();
    pass(train, true);
  }
}

/** Forward and scores of the training rows. */
export function scoreTrain(): void {
  pass(train, false);
}

/** Forward and scores of the test rows. */
export function scoreTest(): void {
  pass(test, false);
}

function pass(rows: Rows, learns: bool): void {
  const last = lastLayer();
  let x = rows.x;
  let targets = rows.targets;
  clearScores();
  for (let left = rows.nRows; left > 0; left -= panelRows) {
    const nRows = min(left, panelRows);
    const nPairs = (nRows + 1) >> 1;
    const nFours = (nRows + 3) >> 2;
    const first = partStart(nFours) * 2; // of this thread's pairs
    const end = min(partEnd(nFours) * 2, nPairs);
    forward(x, first, end);
    const outputsAt = <usize>first * last.outStride;
    const own = scratch + <usize>first * CELL;
    outputs(last.out + outputsAt, targets + outputsAt, own, last.nUnits, min(end * 2, nRows) - first * 2);
    if (!isFirst()) store<f64>(otherRight, rightRows());
    meet();
    if (isFirst()) addLosses(scratch, nRows);
    if (learns) backward(x, nPairs, first, end);
    x += <usize>nPairs * layerAt(0).inStride;
    targets += <usize>nPairs * last.outStride;
  }
  if (!isFirst()) return;
  store<f64>(rows.loss, loss(rows.nRows));
  store<f64>(rows.right, rightRows() + (isShared() ? load<f64>(otherRight) : 0));
}

/** Is a layer's activation neither nothing nor done when the sums are stored? */
// @ts-ignore: decorator
@inline
function hasOwnPass(layer: Layer): bool {
  return layer.activation !== RELU && layer.activation !== LINEAR;
}

/** Z and A of the pairs from `first` to before `end`. */
function forward(x: usize, first: i32, end: i32): void {
  const nPairs = end - first;
  let input = x + <usize>first * layerAt(0).inStride;
  for (let l = 0; l < nLayers; l++) {
    const layer = layerAt(l);
    const finish = layer.activation === RELU ? RELU_OF_SUM : PLAIN;
    const start = layer.out + <usize>first * layer.outStride;
    let out = start;
    let weights = layer.forward;
    for (let left = layer.nUnits; left > 0;) {
      const width = tileWidth(left);
      product(width, out, layer.outStride, input, layer.inStride, layer.nInputs, weights, nPairs, finish);
      out += <usize>width * CELL;
      weights += <usize>(width * (layer.nInputs + 1)) * sizeof<f64>();
      left -= width;
    }
    if (hasOwnPass(layer)) activate(layer.activation, start, layer.outStride, layer.nUnits, nPairs);
    input = start;
  }
}

/** From dZ of the output to that of the first layer, and on the way each layer's sums. */
function backward(x: usize, nPairs: i32, first: i32, end: i32): void {
  for (let l = nLayers - 1; l > 0; l--) {
    const before = layerAt(l - 1);
    addGradient(layerAt(l), before.out, nPairs);
    meet();
    handBack(layerAt(l), before, first, end);
    meet();
  }
  addGradient(layerAt(0), x, nPairs);
  meet();
}

/** The sums of this thread's inputs, over all pairs of the panel. */
function addGradient(layer: Layer, input: usize, nPairs: i32): void {
  const sumsStride = <usize>layer.nUnits * CELL;
  const first = partStart(layer.nInputs + 1);
  const nInputs = partEnd(layer.nInputs + 1) - first;
  let at = layer.sums + <usize>first * sumsStride;
  let dZ = layer.out;
  input += <usize>first * CELL;
  for (let left = layer.nUnits; left > 0;) {
    const width = tileWidth(left);
    gradient(width, at, sumsStride, input, layer.inStride, nInputs, dZ, layer.outStride, nPairs);
    at += <usize>width * CELL;
    dZ += <usize>width * CELL;
    left -= width;
  }
}

/** dZ of the layer before, in the place of its A, for the pairs from `first` to before `end`. */
function handBack(layer: Layer, before: Layer, first: i32, end: i32): void {
  const finish = before.activation === RELU ? SUM_WHERE_POSITIVE : PLAIN;
  const nUnits = layer.nUnits;
  const nPairs = end - first;
  const dZ = layer.out + <usize>first * layer.outStride;
  const a = before.out + <usize>first * before.outStride;
  const target = hasOwnPass(before) ? before.dA + <usize>first * before.outStride : a;
  let out = target;
  let weights = layer.backward;
  for (let left = layer.nInputs; left > 0;) {
    const width = tileWidth(left);
    product(width, out, before.outStride, dZ, layer.outStride, nUnits, weights, nPairs, finish);
    out += <usize>width * CELL;
    weights += <usize>(width * (nUnits + 1)) * sizeof<f64>();
    left -= width;
  }
  if (target !== a) slopes(before.activation, a, target, before.outStride, layer.nInputs, nPairs);
}

/** θ ← θ − learningRate · dθ, dθ being the sum of the even rows plus that of the odd rows. */
export function update(learningRate: f64): void {
  for (let l = 0; l < nLayers; l++) {
    const layer = layerAt(l);
    const nWeights = layer.nInputs * layer.nUnits;
    descend(layer.weights, nWeights, layer.sums, learningRate);
    descend(layer.biases, layer.nUnits, layer.sums + <usize>nWeights * CELL, learningRate);
  }
  arrangeWeights();
}

function descend(parameters: usize, n: i32, slopes: usize, learningRate: f64): void {
  for (const end = parameters + <usize>n * sizeof<f64>(); parameters < end; parameters += sizeof<f64>()) {
    const slope = load<f64>(slopes) + load<f64>(slopes, 8);
    store<f64>(parameters, load<f64>(parameters) - learningRate * slope);
    slopes += CELL;
  }
}

/** Lays the parameters as the products read them. To be called after they have been written from outside. */
export function arrangeWeights(): void {
  for (let l = 0; l < nLayers; l++) {
    arrangeForward(layerAt(l));
    if (l > 0) arrangeBackward(layerAt(l));
  }
}

function arrangeForward(layer: Layer): void {
  const stride = <usize>layer.nUnits * sizeof<f64>();
  let to = layer.forward;
  for (let unit: usize = 0; unit < stride;) {
    const bytes = <usize>tileWidth(<i32>((stride - unit) / sizeof<f64>())) * sizeof<f64>();
    const end = layer.weights + <usize>layer.nInputs * stride;
    to = copied(layer.biases + unit, to, bytes);
    for (let from = layer.weights + unit; from < end; from += stride) to = copied(from, to, bytes);
    unit += bytes;
  }
}

/** Copies a few numbers. @returns the address after them */
// @ts-ignore: decorator
@inline
function copied(from: usize, to: usize, bytes: usize): usize {
  for (let at: usize = 0; at < bytes; at += sizeof<f64>()) store<f64>(to + at, load<f64>(from + at));
  return to + bytes;
}

function arrangeBackward(layer: Layer): void {
  const stride = <usize>layer.nUnits * sizeof<f64>();
  let to = layer.backward;
  let from = layer.weights;
  for (let left = layer.nInputs; left > 0;) {
    const width = tileWidth(left);
    const end = from + <usize>width * stride;
    to += <usize>width * sizeof<f64>(); // over the zeros
    for (let unit: usize = 0; unit < stride; unit += sizeof<f64>()) {
      for (let input = from; input < end; input += stride) {
        store<f64>(to, load<f64>(input + unit));
        to += sizeof<f64>();
      }
    }
    from = end;
    left -= width;
  }
}

/**
 * What no |Z| and no sum on its way can exceed in the next pass, rounding apart: |X| is at most `largestInput`, and a layer makes at
 * most Σ|w| · |in| + Σ|b| of its input. NaN or infinite where a parameter is.
 */
export function reach(largestInput: f64): f64 {
  let bound = largestInput;
  for (let l = 0; l < nLayers; l++) {
    const layer = layerAt(l);
    const nWeights = layer.nInputs * layer.nUnits;
    bound =
      max(bound, 1) *
      (sumOfMagnitudes(layer.weights, nWeights) + sumOfMagnitudes(layer.biases, layer.nUnits));
  }
  return bound;
}

function sumOfMagnitudes(values: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (const end = values + <usize>n * sizeof<f64>(); values < end; values += sizeof<f64>()) {
    sum += Math.abs(load<f64>(values));
  }
  return sum;
}

/** For tests: the elementary functions, on four numbers at the record's beginning and in their place. */
export function applyElementary(code: i32, at: usize): void {
  const a = v128.load(at);
  const b = v128.load(at, CELL);
  if (code === 1 && isMoreThanTiny(a) && isMoreThanTiny(b)) return expOfTwoNegative(at);
  v128.store(at, elementary(code, a));
  v128.store(at, elementary(code, b), CELL);
}

function elementary(code: i32, x: v128): v128 {
  if (code === 2) return logOfNormal(x);
  if (code === 3) return tanh(x);
  return code === 4 ? sigmoid(x) : exp(x);
}
