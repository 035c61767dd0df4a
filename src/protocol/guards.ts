import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { LIMITS } from '#engine/config';
import { SCORES } from '#engine/keyEpochs';
import { LARGE_PIECE_NUMBERS } from './api.ts';
import type { Ghost, HistoryPiece, RunHeader, RunStatus, Selection } from './api.ts';

/**
 * Checks of what comes in over the channel. Both ends are ours, but neither trusts the other: a message of the wrong
 * shape is refused with a TypeError that names it, before anything is done with it.
 */
const MAX_TEXT = 4000;
const MAX_ROWS_SHOWN = 1_000_000;

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

/** The configuration comes from the host's own validation, so only its outline is checked; see `checkSample` for the rest. */
export function checkHeader(value: unknown): Omit<RunHeader, 'sample'> {
  const { id, name, config, dataset, status, nStates, isNew, isDraft, curves } = checkObject(value, 'header');
  const { network, training } = checkObject(config, 'header.config');
  if (!Array.isArray(checkObject(network, 'header.config.network')['hiddenLayers'])) {
    throw new TypeError('header.config.network.hiddenLayers must be a list');
  }
  checkIndex(checkObject(training, 'header.config.training')['epochs'], 'header.config.training.epochs');
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
  };
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
  return {
    name: checkText(name, 'dataset.name'),
    features: headers,
    classes: checkTexts(classes, 'dataset.classes'),
    values,
    labels,
  };
}

function checkTexts(value: unknown, name: string): string[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} must be a list`);
  return value.map((entry: unknown) => checkText(entry, name));
}

export function checkObject(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object`);
  return value as Record<string, unknown>;
}
