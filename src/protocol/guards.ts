import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { ACTIVATIONS } from '#engine/activations';
import { LIMITS, MAX_HIDDEN_LAYERS, OPTIMIZERS, checkNumber } from '#engine/config';
import type { LimitedKey } from '#engine/config';
import { SCORES } from '#engine/keyEpochs';
import type { Relabelling } from '#engine/relabelling';
import type { Unbroken } from '#engine/trials';
import { LARGE_PIECE_NUMBERS } from './api.ts';
import type { Ghost, HistoryPiece, RunHeader, RunStatus, Selection } from './api.ts';

/**
 * Checks of what comes in over the channel. Both ends are ours, but neither trusts the other: a message of the wrong
 * shape is refused with a TypeError that names it, before anything is done with it.
 */
const MAX_TEXT = 4000;
const MAX_ROWS_SHOWN = 1_000_000;

/** The most features, and the most classes, of a data set that a page is told of. */
const MAX_NAMES = 1000;

export function checkText(value: unknown, name: string): string {
  if (typeof value !== 'string') throw new TypeError(`${name} must be text`);
  return value.slice(0, MAX_TEXT);
}

/** A whole number from 0 to `maximum`. */
export function checkIndex(value: unknown, name: string, maximum = Number.MAX_SAFE_INTEGER): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > maximum) {
    throw new TypeError(`${name} must be a whole number from 0 to ${maximum}`);
  }
  return value;
}

export function checkSelection(value: unknown): Selection {
  const { row, layer, unit, array } = checkObject(value, 'selection');
  const index = (part: unknown, name: string) =>
    part === null ? null : checkIndex(part, `selection.${name}`);
  if (array !== undefined && array !== 'W' && array !== 'b') {
    throw new TypeError('selection.array must be W or b, if there is one');
  }
  return {
    row: index(row, 'row'),
    layer: index(layer, 'layer'),
    unit: index(unit, 'unit'),
    ...(array !== undefined && { array }),
  };
}

export function checkPiece(value: unknown): HistoryPiece {
  const { runId, offset, data } = checkObject(value, 'piece');
  if (!(data instanceof Float64Array) || data.length > LARGE_PIECE_NUMBERS) {
    throw new TypeError(`piece.data must be a Float64Array of at most ${LARGE_PIECE_NUMBERS} numbers`);
  }
  return { runId: checkText(runId, 'piece.runId'), offset: checkIndex(offset, 'piece.offset'), data };
}

export function checkStatus(value: unknown): RunStatus {
  const { state, epoch, where, message } = checkObject(value, 'status');
  switch (state) {
    case 'idle':
    case 'running':
    case 'paused':
    case 'completed':
    case 'stopped':
      return { state };
    case 'diverged':
      return { state, epoch: checkIndex(epoch, 'status.epoch'), where: checkText(where, 'status.where') };
    case 'failed':
      return { state, message: checkText(message, 'status.message') };
    default:
      throw new TypeError('status.state is none of the known states');
  }
}

/** The configuration comes from the host's own validation, so only what memory is taken by is checked; see `checkSample` for the rest. */
export function checkHeader(value: unknown): Omit<RunHeader, 'sample'> {
  const { id, name, config, dataset, status, nStates, isNew, isDraft, curves, unbroken } = checkObject(
    value,
    'header',
  );
  checkExtent(config);
  return {
    id: checkText(id, 'header.id'),
    name: checkText(name, 'header.name'),
    config: config as TrainingConfig,
    dataset: checkDataset(dataset),
    status: checkStatus(status),
    nStates: checkIndex(nStates, 'header.nStates'),
    isNew: isNew === true,
    isDraft: isDraft === true,
    curves:
      curves === null ? null : checkCurves(curves, 'header.curves', checkIndex(nStates, 'header.nStates')),
    unbroken: checkUnbroken(unbroken),
  };
}

function checkUnbroken(value: unknown): Unbroken | null {
  if (value === null) return null;
  const { config, wrongLabel } = checkObject(value, 'header.unbroken');
  checkExtent(config);
  return { config: config as TrainingConfig, wrongLabel: checkWrongLabel(wrongLabel) };
}

/** A row and a class, as far as that can be said without the data. */
export function checkRelabelling(message: unknown): Relabelling {
  const { row, label } = checkObject(message, 'relabelling');
  return { row: checkIndex(row, 'relabelling.row'), label: checkIndex(label, 'relabelling.label') };
}

export function checkWrongLabel(value: unknown): Relabelling | null {
  return value === null ? null : checkRelabelling(value);
}

/** What the size of a run follows from: layers, units, epochs and what the optimiser remembers. */
function checkExtent(config: unknown): void {
  const { network, training } = checkObject(config, 'header.config');
  const { hiddenLayers } = checkObject(network, 'header.config.network');
  for (const layer of checkList(hiddenLayers, 'header.config.network.hiddenLayers', MAX_HIDDEN_LAYERS)) {
    const { units, activation } = checkObject(layer, 'header.config.network.hiddenLayers');
    checkLimited('network.hiddenLayers.units', units);
    if (!ACTIVATIONS.some((known) => known === activation)) {
      throw new TypeError('header.config.network.hiddenLayers.activation is none of those known');
    }
  }
  const { epochs, optimizer } = checkObject(training, 'header.config.training');
  checkLimited('training.epochs', epochs);
  if (!OPTIMIZERS.some((known) => known === optimizer)) {
    throw new TypeError('header.config.training.optimizer is none of those known');
  }
}

function checkLimited(key: LimitedKey, value: unknown): void {
  const problem = checkNumber(key, typeof value === 'number' ? value : NaN);
  if (problem !== undefined) throw new TypeError(`header.config.${key} ${problem}`);
}

export function checkGhost(value: unknown): Ghost | null {
  if (value === null) return null;
  const { name, curves, nTrain, nTest } = checkObject(value, 'ghost');
  return {
    name: checkText(name, 'ghost.name'),
    curves: checkCurves(curves, 'ghost.curves'),
    nTrain: checkIndex(nTrain, 'ghost.nTrain', MAX_ROWS_SHOWN),
    nTest: checkIndex(nTest, 'ghost.nTest', MAX_ROWS_SHOWN),
  };
}

const MAX_STATES = LIMITS['training.epochs'].maximum + 1;

/** @param nStates how many values each score must have; left out: any number that a run can have */
function checkCurves(value: unknown, name: string, nStates?: number): Float64Array {
  const each = value instanceof Float64Array ? value.length / SCORES.length : NaN;
  if (!(value instanceof Float64Array) || !Number.isInteger(each) || each > MAX_STATES) {
    throw new TypeError(`${name} must be a Float64Array of ${SCORES.length} scores of as many states`);
  }
  if (nStates !== undefined && each !== nStates)
    throw new TypeError(`${name} must be of ${nStates} states, got ${each}`);
  return value;
}

function checkDataset(value: unknown): Dataset {
  const { name, features, classes, values, labels } = checkObject(value, 'dataset');
  if (!(values instanceof Float64Array) || !(labels instanceof Int32Array)) {
    throw new TypeError('dataset.values must be a Float64Array and dataset.labels an Int32Array');
  }
  const headers = checkTexts(features, 'dataset.features');
  checkIndex(labels.length, 'the number of rows', MAX_ROWS_SHOWN);
  if (values.length !== labels.length * headers.length)
    throw new TypeError('dataset.values has the wrong length');
  const names = checkTexts(classes, 'dataset.classes');
  if (labels.some((label) => label < 0 || label >= names.length)) {
    throw new TypeError(`dataset.labels must be from 0 to ${names.length - 1}`);
  }
  return {
    name: checkText(name, 'dataset.name'),
    features: headers,
    classes: names,
    values,
    labels,
  };
}

function checkTexts(value: unknown, name: string): string[] {
  return checkList(value, name, MAX_NAMES).map((entry) => checkText(entry, name));
}

/** A list of at most `most` entries, each of which is still to be checked. */
export function checkList(value: unknown, name: string, most: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length > most) {
    throw new TypeError(`${name} must be a list of at most ${most}`);
  }
  return value as readonly unknown[];
}

export function checkObject(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object`);
  return value as Record<string, unknown>;
}
