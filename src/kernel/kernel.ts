// The training kernel: forward, scores, backward and update of whole epochs, for dense layers with a softmax at the end.
// The operations are those of src/engine in the same order, so that both give the same bits. layout.ts draws the memory,
// products.ts the two micro-kernels.
//
// Rows are worked on in panels that stay in the cache. A panel goes forward and backward at once; the sums over rows are
// carried on from panel to panel, so its size changes no bit.

import { LINEAR, PLAIN, RELU, RELU_OF_SUM, SUM_WHERE_POSITIVE, activate, slopes } from './activations';
import { exp, expOfNegative, isMoreThanTiny, logOfNormal, sigmoid, tanh } from './elementary';
import { Layer, Rows, take, tileWidth } from './layout';
import { clearScores, loss, outputs, rightRows } from './output';
import { CELL, gradient, product } from './products';

/** What the arrays of a panel may take, in bytes: half of a small second-level cache. */
const PANEL_BYTES: usize = 256 * 1024;
const FEWEST_PAIRS: usize = 32;

const train = changetype<Rows>(take(offsetof<Rows>()));
const test = changetype<Rows>(take(offsetof<Rows>()));

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

/** Forward and scores of the training rows, and their gradient. */
export function learnTrain(): void {
  memory.fill(sums, 0, sumsBytes);
  pass(train, true);
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
    forward(x, nPairs);
    outputs(last.out, targets, scratch, last.nUnits, nRows);
    if (learns) backward(x, nPairs);
    x += <usize>nPairs * layerAt(0).inStride;
    targets += <usize>nPairs * last.outStride;
  }
  store<f64>(rows.loss, loss(rows.nRows));
  store<f64>(rows.right, rightRows());
}

/** Is a layer's activation neither nothing nor done when the sums are stored? */
// @ts-ignore: decorator
@inline
function hasOwnPass(layer: Layer): bool {
  return layer.activation !== RELU && layer.activation !== LINEAR;
}

function forward(x: usize, nPairs: i32): void {
  let input = x;
  for (let l = 0; l < nLayers; l++) {
    const layer = layerAt(l);
    const finish = layer.activation === RELU ? RELU_OF_SUM : PLAIN;
    let out = layer.out;
    let weights = layer.forward;
    for (let left = layer.nUnits; left > 0;) {
      const width = tileWidth(left);
      product(width, out, layer.outStride, input, layer.inStride, layer.nInputs, weights, nPairs, finish);
      out += <usize>width * CELL;
      weights += <usize>(width * (layer.nInputs + 1)) * sizeof<f64>();
      left -= width;
    }
    if (hasOwnPass(layer)) activate(layer.activation, layer.out, layer.outStride, layer.nUnits, nPairs);
    input = layer.out;
  }
}

/** From dZ of the output to that of the first layer, and on the way each layer's sums. */
function backward(x: usize, nPairs: i32): void {
  for (let l = nLayers - 1; l > 0; l--) {
    const before = layerAt(l - 1);
    addGradient(layerAt(l), before.out, nPairs);
    handBack(layerAt(l), before, nPairs);
  }
  addGradient(layerAt(0), x, nPairs);
}

function addGradient(layer: Layer, input: usize, nPairs: i32): void {
  const sumsStride = <usize>layer.nUnits * CELL;
  const nInputs = layer.nInputs + 1;
  let at = layer.sums;
  let dZ = layer.out;
  for (let left = layer.nUnits; left > 0;) {
    const width = tileWidth(left);
    gradient(width, at, sumsStride, input, layer.inStride, nInputs, dZ, layer.outStride, nPairs);
    at += <usize>width * CELL;
    dZ += <usize>width * CELL;
    left -= width;
  }
}

/** dZ of the layer before, in the place of its A. */
function handBack(layer: Layer, before: Layer, nPairs: i32): void {
  const finish = before.activation === RELU ? SUM_WHERE_POSITIVE : PLAIN;
  const nUnits = layer.nUnits;
  const target = hasOwnPass(before) ? before.dA : before.out;
  let out = target;
  let weights = layer.backward;
  for (let left = layer.nInputs; left > 0;) {
    const width = tileWidth(left);
    product(width, out, before.outStride, layer.out, layer.outStride, nUnits, weights, nPairs, finish);
    out += <usize>width * CELL;
    weights += <usize>(width * (nUnits + 1)) * sizeof<f64>();
    left -= width;
  }
  if (target === before.dA)
    slopes(before.activation, before.out, target, before.outStride, layer.nInputs, nPairs);
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

/** For tests: the elementary functions, on two numbers at the record's beginning and in their place. */
export function applyElementary(code: i32, at: usize): void {
  const x = v128.load(at);
  let y = x;
  if (code === 0) y = exp(x);
  else if (code === 1) y = isMoreThanTiny(x) ? expOfNegative(x) : exp(x);
  else if (code === 2) y = logOfNormal(x);
  else if (code === 3) y = tanh(x);
  else y = sigmoid(x);
  v128.store(at, y);
}
