import { activationSlope } from './activations.ts';
import { EpochUpdates, reducedBackward } from './epochUpdates.ts';
import type { Rows } from './epochUpdates.ts';
import type { Experiment } from './experiment.ts';
import { stateLength } from './keyEpochs.ts';
import { rowLoss } from './loss.ts';
import { gatherRows } from './matrix.ts';
import { backward, createBackwardPass, createPass, forward, lossOf, probabilitiesOf } from './network.ts';
import type { BackwardPass, NetworkShape, Pass } from './network.ts';
import { layState } from './parameters.ts';
import type { EpochState, Parameters } from './parameters.ts';

/**
 * Every array of an epoch, in the order in which they are computed. `mask` is the derivative of the activation, for relu
 * 0 or 1; `newW` and `newb` are the parameters after the epoch's update.
 */
export const ARRAY_NAMES = [
  'X',
  'W',
  'b',
  'Z',
  'A',
  'P',
  'Y',
  'rowLoss',
  'loss',
  'dZ',
  'dA',
  'mask',
  'dW',
  'db',
  'newW',
  'newb',
] as const;
export type ArrayName = (typeof ARRAY_NAMES)[number];

/** One array. Layer 0 is the input, the first hidden layer (or, without one, the output) is 1. */
export interface ArrayId {
  readonly name: ArrayName;
  readonly layer: number;
}

/** One cell of an array: for X, Z, A, P, … `row` is a row of the data, for W and dW an input, else 0. */
export interface CellAddress extends ArrayId {
  readonly row: number;
  readonly column: number; // a unit, feature or class
}

/** What the rows of an array stand for. */
export type RowKind = 'rows' | 'inputs' | 'one';

export interface ArrayShape {
  readonly kind: RowKind;
  readonly nRows: number;
  readonly nColumns: number;
}

/** All arrays of one epoch. They are the memory of one `ArraySource`: valid until it derives another epoch. */
export interface EpochArrays {
  readonly experiment: Experiment;
  readonly parameters: EpochState;
  readonly pass: Pass; // over all rows, in data order
  readonly backwardPass: BackwardPass; // dZ and dA over all rows; its gradient counts test rows too and is not the run's
  /** dW and db over all training rows in training order, reduced: with the full batch those of the training. */
  readonly gradient: Parameters;
  /** The state of the next epoch. Made when it is first read: mini-batches take as long as training the epoch. */
  readonly updated: EpochState;
  /** What each update of the epoch adds to the parameter at an index of `values`, in their order; a new array. */
  changesOf(index: number): readonly number[];
  readonly trainLoss: number;
}

/** Derives all arrays of an epoch from its parameters: what training computed there, to the last bit. */
export class ArraySource {
  private readonly experiment: Experiment;
  private readonly pass: Pass;
  private readonly backwardPass: BackwardPass;
  private readonly train: Rows; // the training rows in training order
  private readonly trainPass: Pass;
  private readonly trainBackwardPass: BackwardPass;
  private readonly updates: EpochUpdates;

  constructor(experiment: Experiment) {
    const { shape, split, x, targets, nRows, nFeatures, nClasses } = experiment;
    this.experiment = experiment;
    this.pass = createPass(shape, nRows);
    this.backwardPass = createBackwardPass(this.pass);
    this.train = {
      x: gatherRows(x, split.train, nFeatures),
      targets: gatherRows(targets, split.train, nClasses),
    };
    this.trainPass = createPass(shape, split.train.length);
    this.trainBackwardPass = createBackwardPass(this.trainPass);
    this.updates = new EpochUpdates(experiment, this.train);
  }

  /** Overwrites what the last call returned. */
  derive(state: EpochState): EpochArrays {
    const { experiment, pass, backwardPass, train, trainPass, trainBackwardPass } = this;
    const { x, targets } = experiment;
    forward(pass, state, x);
    backward(backwardPass, pass, state, x, targets);
    forward(trainPass, state, train.x);
    reducedBackward(experiment, trainBackwardPass, trainPass, state, train);
    const next = once(() => this.next(state));
    return {
      experiment,
      parameters: state,
      pass,
      backwardPass,
      gradient: trainBackwardPass.gradient,
      get updated() {
        return next();
      },
      changesOf: (index) => this.changesOf(state, index),
      trainLoss: lossOf(trainPass, train.targets),
    };
  }

  private changesOf(state: EpochState, index: number): readonly number[] {
    const changes: number[] = [];
    let before = state.values[index]!;
    this.next(state, ({ values }) => {
      changes.push(values[index]! - before);
      before = values[index]!;
    });
    return changes;
  }

  /** The state after the updates of an epoch, in new memory. */
  private next(state: EpochState, onUpdate?: (now: EpochState) => void): EpochState {
    const { shape, config } = this.experiment;
    const numbers = new Float64Array(stateLength(shape.sizes, config.training.optimizer));
    numbers.set(state.values);
    numbers.set(state.moments, state.values.length);
    const now = layState(shape.sizes, numbers, state.epoch);
    this.updates.apply(now, this.trainBackwardPass, onUpdate && (() => onUpdate(now)));
    return now;
  }
}

/** The same function, called at most once. */
function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

/** What is summed over all training rows, so that a sample of them does not have it. */
const SUMS_OF_ROWS: readonly ArrayName[] = ['loss', 'dW', 'db', 'newW', 'newb'];

/** The arrays that an experiment has, in the order in which they are computed; those of the parameters first. */
export function arraysOf(experiment: Experiment): readonly ArrayId[] {
  const arrays = arraysOfShape(experiment.shape);
  return experiment.sample ? arrays.filter(({ name }) => !SUMS_OF_ROWS.includes(name)) : arrays;
}

function arraysOfShape(shape: NetworkShape): readonly ArrayId[] {
  const last = shape.sizes.length - 1;
  const layers = Array.from({ length: last }, (_, i) => i + 1);
  const array = (name: ArrayName, layer: number): ArrayId => ({ name, layer });
  return [
    array('X', 0),
    ...layers.flatMap((l) => [
      array('W', l),
      array('b', l),
      array('Z', l),
      l < last ? array('A', l) : array('P', l),
    ]),
    array('Y', last),
    array('rowLoss', last),
    array('loss', last),
    ...[...layers]
      .reverse()
      .flatMap((l) => [
        ...(l < last ? [array('dA', l), array('mask', l)] : []),
        array('dZ', l),
        array('dW', l),
        array('db', l),
      ]),
    ...layers.flatMap((l) => [array('newW', l), array('newb', l)]),
  ];
}

/** How large an array is and what its rows stand for. */
export function shapeOf({ shape, nRows, nFeatures }: Experiment, { name, layer }: ArrayId): ArrayShape {
  const nUnits = shape.sizes[layer]!;
  switch (name) {
    case 'X':
      return { kind: 'rows', nRows, nColumns: nFeatures };
    case 'Z':
    case 'A':
    case 'P':
    case 'Y':
    case 'dZ':
    case 'dA':
    case 'mask':
      return { kind: 'rows', nRows, nColumns: nUnits };
    case 'rowLoss':
      return { kind: 'rows', nRows, nColumns: 1 };
    case 'loss':
      return { kind: 'one', nRows: 1, nColumns: 1 };
    case 'W':
    case 'dW':
    case 'newW':
      return { kind: 'inputs', nRows: shape.sizes[layer - 1]!, nColumns: nUnits };
    case 'b':
    case 'db':
    case 'newb':
      return { kind: 'one', nRows: 1, nColumns: nUnits };
  }
}

/** The value of one cell. @throws RangeError when the network has no such cell */
export function valueAt(arrays: EpochArrays, address: CellAddress): number {
  const { experiment, pass } = arrays;
  const { name, layer, row, column } = address;
  const { nRows, nColumns } = shapeOf(experiment, address);
  if (!(row >= 0 && row < nRows && column >= 0 && column < nColumns)) {
    throw new RangeError(`${name}${layer} is [${nRows} × ${nColumns}], got row ${row} and column ${column}`);
  }
  const at = row * nColumns + column;
  switch (name) {
    case 'rowLoss':
      return rowLoss(probabilityOfTarget(arrays, row));
    case 'loss':
      return arrays.trainLoss;
    case 'mask':
      return activationSlope(pass.shape.activations[layer - 1]!, pass.activations[layer - 1]![at]!);
    default:
      return storedValues(arrays, name, layer)[at]!;
  }
}

/** All values of an array, row-major, in the shape that `shapeOf` says. A view where the array is stored: not to be changed. */
export function valuesOf(arrays: EpochArrays, { name, layer }: ArrayId): Float64Array {
  if (name !== 'rowLoss' && name !== 'loss' && name !== 'mask') return storedValues(arrays, name, layer);
  const { nRows, nColumns } = shapeOf(arrays.experiment, { name, layer });
  return Float64Array.from({ length: nRows * nColumns }, (_, at) =>
    valueAt(arrays, { name, layer, row: Math.floor(at / nColumns), column: at % nColumns }),
  );
}

type StoredName = Exclude<ArrayName, 'rowLoss' | 'loss' | 'mask'>;

function storedValues(arrays: EpochArrays, name: StoredName, layer: number): Float64Array {
  const { experiment, pass, backwardPass, parameters, gradient, updated } = arrays;
  const l = layer - 1;
  switch (name) {
    case 'X':
      return experiment.x;
    case 'Y':
      return experiment.targets;
    case 'W':
      return parameters.layers[l]!.weights;
    case 'b':
      return parameters.layers[l]!.biases;
    case 'Z':
      return pass.preActivations[l]!;
    case 'A':
    case 'P':
      return pass.activations[l]!;
    case 'dZ':
      return backwardPass.dPreActivations[l]!;
    case 'dA':
      return backwardPass.dActivations[l]!;
    case 'dW':
      return gradient.layers[l]!.weights;
    case 'db':
      return gradient.layers[l]!.biases;
    case 'newW':
      return updated.layers[l]!.weights;
    case 'newb':
      return updated.layers[l]!.biases;
  }
}

/** Where the parameter of a cell of W or b stands among all: the index in `values`. */
export function parameterIndex({ values, layers }: Parameters, cell: CellAddress): number {
  const { weights, biases, nUnits } = layers[cell.layer - 1]!;
  const array = cell.name === 'W' ? weights : biases;
  return (array.byteOffset - values.byteOffset) / values.BYTES_PER_ELEMENT + cell.row * nUnits + cell.column;
}

/** P of a row's own class. */
export function probabilityOfTarget({ experiment, pass }: EpochArrays, row: number): number {
  return probabilitiesOf(pass)[row * experiment.nClasses + experiment.dataset.labels[row]!]!;
}
