import { activationOf, activationSlope } from './activations.ts';
import type { Activation } from './activations.ts';
import { probabilityOfTarget, valueAt } from './arrays.ts';
import type { ArrayName, CellAddress, EpochArrays } from './arrays.ts';
import { exp, log } from './elementary.ts';
import { factorAt, updateQuantities, updateTerms } from './explainUpdate.ts';
import { LOG_OFFSET } from './loss.ts';
import type { SymbolName } from './symbols.ts';

/** A number that a term multiplies: a cell of another array, or a constant with a name. */
export interface Factor {
  readonly value: number;
  readonly source: CellAddress | null; // null: a constant
  readonly symbol: SymbolName | null; // of a constant
}

/**
 * What a term stands for: a feature or unit, a class, a row, the bias, another cell as such, a constant; of an update the
 * parameter before it, the part of this gradient, that of the earlier ones, or all that a batch changes.
 */
export interface TermSubject {
  readonly kind:
    'unit' | 'class' | 'row' | 'bias' | 'cell' | 'constant' | 'parameter' | 'gradient' | 'memory' | 'batch';
  readonly index: number;
}

/** One term of a sum: the product of its factors, or what a function makes of its one factor. */
export interface Term {
  readonly subject: TermSubject;
  readonly factors: readonly Factor[];
  readonly value: number;
}

/** What is done to the sum of the terms, to give the cell. */
export type Conclusion =
  | { readonly kind: 'none' }
  | { readonly kind: 'divide'; readonly by: number; readonly symbol: SymbolName }
  | { readonly kind: 'activation'; readonly activation: Activation }
  | { readonly kind: 'slope'; readonly activation: Activation }
  | { readonly kind: 'share'; readonly term: number } // softmax: this term over the sum
  | { readonly kind: 'negativeLog' };

/** A number with a name. */
export interface Quantity {
  readonly symbol: SymbolName;
  readonly value: number;
}

/** How one number came about: terms that are summed in this order, and what is then done to the sum. */
export interface Explanation {
  readonly address: CellAddress;
  readonly value: number; // the cell, as training had it
  readonly terms: readonly Term[];
  readonly sum: number;
  readonly conclusion: Conclusion;
  /** What the terms of an update come from, worth knowing by name: Adam's m̂ and v̂, the velocity. */
  readonly quantities: readonly Quantity[];
  /** The epoch whose arrays the sources are, less the epoch explained: −1 for W and b, which the update before it made. */
  readonly epochOffset: 0 | -1;
}

/**
 * The arithmetic of one cell, with the real numbers of its epoch.
 *
 * @param before the arrays of the epoch before, which made W and b; null for epoch 0, whose parameters were drawn, and
 * where all training rows are not at hand
 * @throws RangeError when the network has no such cell
 */
export function explain(arrays: EpochArrays, before: EpochArrays | null, address: CellAddress): Explanation {
  const value = valueAt(arrays, address);
  const isParameter = address.name === 'W' || address.name === 'b';
  const from = isParameter && before ? before : arrays;
  const isDrawn = isParameter && !before;
  const symbol = arrays.parameters.epoch === 0 ? 'drawn' : 'trained';
  const terms = isDrawn ? [constantTerm(value, symbol)] : termsOf(from, address);
  const isUpdated = !isDrawn && (isParameter || address.name === 'newW' || address.name === 'newb');
  return {
    address,
    value,
    terms,
    sum: sumOf(terms),
    conclusion: conclusionOf(arrays, address),
    quantities: isUpdated ? updateQuantities(from, address) : [],
    epochOffset: isParameter && before ? -1 : 0,
  };
}

/** The sum of terms in their order: what the partial sums lead to. */
export function sumOf(terms: readonly Term[]): number {
  let sum = 0;
  for (const term of terms) sum += term.value;
  return sum;
}

/** What the terms and the conclusion give, from what is shown alone. */
export function outcomeOf({ terms, conclusion }: Explanation): number {
  const sum = sumOf(terms);
  switch (conclusion.kind) {
    case 'none':
      return sum;
    case 'divide':
      return sum / conclusion.by;
    case 'activation':
      return activationOf(conclusion.activation, sum);
    case 'slope':
      return activationSlope(conclusion.activation, sum);
    case 'share':
      return terms[conclusion.term]!.value / sum;
    case 'negativeLog':
      return -log(sum);
  }
}

/** @param arrays of the epoch that the sources belong to */
function termsOf(arrays: EpochArrays, address: CellAddress): readonly Term[] {
  const { name, layer, row, column } = address;
  switch (name) {
    case 'X':
      return scalingTerms(arrays, row, column);
    case 'Z':
      return scoreTerms(arrays, layer, row, column);
    case 'A':
      return [productTerm(arrays, 'cell', column, cell('Z', layer, row, column))];
    case 'mask':
      return [productTerm(arrays, 'cell', column, cell('A', layer, row, column))];
    case 'P':
      return softmaxTerms(arrays, layer, row);
    case 'Y':
      return [constantTerm(valueAt(arrays, address), 'label')];
    case 'rowLoss':
      return [ownProbability(arrays, layer, row), constantTerm(LOG_OFFSET, 'offset')];
    case 'loss':
      return rowTerms(arrays, (r) => [cell('rowLoss', layer, r, 0)]);
    case 'dZ':
      return gradientTerms(arrays, layer, row, column);
    case 'dA':
      return handedBackTerms(arrays, layer, row, column);
    case 'dW':
      return rowTerms(arrays, (r) => [inputCell(layer, r, row), cell('dZ', layer, r, column)]);
    case 'db':
      return rowTerms(arrays, (r) => [cell('dZ', layer, r, column)]);
    case 'W':
    case 'newW':
    case 'b':
    case 'newb':
      return updateTerms(arrays, address);
  }
}

function conclusionOf({ experiment, pass }: EpochArrays, address: CellAddress): Conclusion {
  const { name, layer, column } = address;
  const activation = pass.shape.activations[layer - 1];
  if (name === 'X' && experiment.scaler) {
    return { kind: 'divide', by: experiment.scaler.scale[column]!, symbol: 'standard deviation' };
  }
  if (name === 'A' && activation) return { kind: 'activation', activation };
  if (name === 'mask' && activation) return { kind: 'slope', activation };
  if (name === 'P') return { kind: 'share', term: column };
  if (name === 'rowLoss') return { kind: 'negativeLog' };
  const isMean = experiment.config.training.reduction === 'mean' && (name === 'dW' || name === 'db');
  if (name === 'loss' || isMean) {
    return { kind: 'divide', by: experiment.split.train.length, symbol: 'training rows' };
  }
  return { kind: 'none' };
}

function scalingTerms({ experiment }: EpochArrays, row: number, feature: number): Term[] {
  const { dataset, nFeatures, scaler } = experiment;
  const raw = constantTerm(dataset.values[row * nFeatures + feature]!, 'measured');
  return scaler ? [raw, constantTerm(-scaler.mean[feature]!, 'mean')] : [raw];
}

/** Z = Σ inputs x · w + b */
function scoreTerms(arrays: EpochArrays, layer: number, row: number, unit: number): Term[] {
  const nInputs = arrays.pass.shape.sizes[layer - 1]!;
  const products = Array.from({ length: nInputs }, (_, input) =>
    productTerm(arrays, 'unit', input, inputCell(layer, row, input), cell('W', layer, input, unit)),
  );
  return [...products, productTerm(arrays, 'bias', 0, cell('b', layer, 0, unit))];
}

/** e^{z − max} of each class; the largest is 1 */
function softmaxTerms(arrays: EpochArrays, layer: number, row: number): Term[] {
  const nClasses = arrays.experiment.nClasses;
  const scores = Array.from({ length: nClasses }, (_, k) => factorAt(arrays, cell('Z', layer, row, k)));
  const max = Math.max(...scores.map(({ value }) => value));
  return scores.map((score, index) => ({
    subject: { kind: 'class', index },
    factors: [score, { value: max, source: null, symbol: 'largest score' }],
    value: exp(score.value - max),
  }));
}

function ownProbability(arrays: EpochArrays, layer: number, row: number): Term {
  const index = arrays.experiment.dataset.labels[row]!;
  const source = cell('P', layer, row, index);
  const value = probabilityOfTarget(arrays, row);
  return { subject: { kind: 'class', index }, factors: [{ value, source, symbol: null }], value };
}

/** dZ = P − Y at the output, dA ∘ mask before it. */
function gradientTerms(arrays: EpochArrays, layer: number, row: number, unit: number): Term[] {
  const last = arrays.pass.shape.sizes.length - 1;
  if (layer < last) {
    return [productTerm(arrays, 'cell', unit, cell('dA', layer, row, unit), cell('mask', layer, row, unit))];
  }
  const target = productTerm(arrays, 'cell', unit, cell('Y', layer, row, unit));
  return [
    productTerm(arrays, 'cell', unit, cell('P', layer, row, unit)),
    { ...target, value: -target.value },
  ];
}

/** dA = Σ units of the next layer dZ · w */
function handedBackTerms(arrays: EpochArrays, layer: number, row: number, unit: number): Term[] {
  const next = layer + 1;
  return Array.from({ length: arrays.pass.shape.sizes[next]! }, (_, k) =>
    productTerm(arrays, 'unit', k, cell('dZ', next, row, k), cell('W', next, unit, k)),
  );
}

/** One term per training row, in training order. */
function rowTerms(arrays: EpochArrays, factorsOf: (row: number) => readonly CellAddress[]): Term[] {
  return Array.from(arrays.experiment.split.train, (row) =>
    productTerm(arrays, 'row', row, ...factorsOf(row)),
  );
}

function productTerm(
  arrays: EpochArrays,
  kind: TermSubject['kind'],
  index: number,
  ...sources: readonly CellAddress[]
): Term {
  const factors = sources.map((source) => factorAt(arrays, source));
  const value = factors.slice(1).reduce((product, factor) => product * factor.value, factors[0]!.value);
  return { subject: { kind, index }, factors, value };
}

function constantTerm(value: number, symbol: SymbolName): Term {
  return { subject: { kind: 'constant', index: 0 }, factors: [{ value, source: null, symbol }], value };
}

/** What feeds a layer: X, or A of the layer before. */
function inputCell(layer: number, row: number, input: number): CellAddress {
  return layer === 1 ? cell('X', 0, row, input) : cell('A', layer - 1, row, input);
}

function cell(name: ArrayName, layer: number, row: number, column: number): CellAddress {
  return { name, layer, row, column };
}
