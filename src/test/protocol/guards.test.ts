import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { LARGE_PIECE_NUMBERS } from '#protocol/api';
import {
  checkGhost,
  checkHeader,
  checkIndex,
  checkPiece,
  checkSelection,
  checkStatus,
  checkText,
} from '#protocol/guards';

const PIECE = { runId: 'a', offset: 0, data: new Float64Array(3) };
const HEADER = {
  id: 'a',
  name: 'Tutorial',
  config: DEFAULT_CONFIG,
  dataset: {
    name: 'two',
    features: ['x'],
    classes: ['a', 'b'],
    values: new Float64Array(2),
    labels: Int32Array.of(0, 1),
  },
  status: { state: 'running' },
  nStates: 7,
  isNew: false,
  isDraft: true,
  curves: new Float64Array(28),
  unbroken: { config: DEFAULT_CONFIG, wrongLabel: { row: 117, label: 0 } },
};
const LAYER = { units: 5, activation: 'relu' };
const withNetwork = (hiddenLayers: unknown) => ({
  ...HEADER,
  config: { ...DEFAULT_CONFIG, network: { ...DEFAULT_CONFIG.network, hiddenLayers } },
});
const withTraining = (part: object) => ({
  ...HEADER,
  config: { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, ...part } },
});
const GHOST = { name: 'before', curves: new Float64Array(8), nTrain: 120, nTest: 0 };

test('well-formed messages come through as they are', () => {
  expect(checkPiece(PIECE)).toEqual(PIECE);
  expect(checkHeader(HEADER)).toEqual(HEADER);
  expect(checkHeader({ ...HEADER, curves: null }).curves).toBeNull();
  expect(checkHeader({ ...HEADER, unbroken: null }).unbroken).toBeNull();
  expect(checkGhost(GHOST)).toEqual(GHOST);
  expect(checkGhost(null)).toBeNull();
  expect(checkSelection({ row: 56, layer: 1, unit: null })).toEqual({ row: 56, layer: 1, unit: null });
  const weights = { row: null, layer: 1, unit: null, array: 'W' };
  expect(checkSelection(weights)).toEqual(weights);
  expect(checkStatus({ state: 'diverged', epoch: 3, where: 'Z1' })).toEqual({
    state: 'diverged',
    epoch: 3,
    where: 'Z1',
  });
  expect(checkIndex(5, 'epoch')).toBe(5);
});

test('what is not asked for is left behind', () => {
  expect(checkPiece({ ...PIECE, path: '/etc' })).toEqual(PIECE);
});

test.each([
  ['nothing', () => checkPiece(undefined)],
  ['a list for numbers', () => checkPiece({ ...PIECE, data: [1, 2] })],
  ['Float32', () => checkPiece({ ...PIECE, data: new Float32Array(2) })],
  [
    'a piece that is too long',
    () => checkPiece({ ...PIECE, data: new Float64Array(LARGE_PIECE_NUMBERS + 1) }),
  ],
  ['a negative offset', () => checkPiece({ ...PIECE, offset: -1 })],
  ['half an offset', () => checkPiece({ ...PIECE, offset: 0.5 })],
  ['a number for text', () => checkText(5, 'text')],
  ['an unknown state', () => checkStatus({ state: 'flying' })],
  ['a row that is text', () => checkSelection({ row: '5', layer: null, unit: null })],
  [
    'a header that does not say how many states there are',
    () => checkHeader({ ...HEADER, nStates: undefined }),
  ],
  ['a matrix of another name', () => checkSelection({ row: null, layer: 1, unit: null, array: 'Z' })],
  ['curves of fewer states', () => checkHeader({ ...HEADER, curves: new Float64Array(24) })],
  ['curves that are no numbers', () => checkHeader({ ...HEADER, curves: [1, 2, 3, 4] })],
  ['three and a half scores', () => checkGhost({ ...GHOST, curves: new Float64Array(14).subarray(0, 6) })],
  [
    'curves of more states than a run can have',
    () => checkGhost({ ...GHOST, curves: new Float64Array(4 * 1_000_002) }),
  ],
  ['a ghost of half a row', () => checkGhost({ ...GHOST, nTrain: 0.5 })],
  ['a ghost without curves', () => checkGhost({ ...GHOST, curves: null })],
  ['a run before it without a configuration', () => checkHeader({ ...HEADER, unbroken: {} })],
  [
    'a wrong label of no row',
    () => checkHeader({ ...HEADER, unbroken: { ...HEADER.unbroken, wrongLabel: { row: -1, label: 0 } } }),
  ],
  ['a header without a configuration', () => checkHeader({ ...HEADER, config: null })],
  [
    'values that do not fit the labels',
    () => checkHeader({ ...HEADER, dataset: { ...HEADER.dataset, values: new Float64Array(5) } }),
  ],
  [
    'feature names that are no text',
    () => checkHeader({ ...HEADER, dataset: { ...HEADER.dataset, features: [5] } }),
  ],
  [
    'a label without a class',
    () => checkHeader({ ...HEADER, dataset: { ...HEADER.dataset, labels: Int32Array.of(0, 2) } }),
  ],
  ['more layers than there may be', () => checkHeader(withNetwork(Array.from({ length: 9 }, () => LAYER)))],
  ['a layer of a billion units', () => checkHeader(withNetwork([{ ...LAYER, units: 1e9 }]))],
  ['more epochs than there may be', () => checkHeader(withTraining({ epochs: 1e9 }))],
  ['an optimiser of another name', () => checkHeader(withTraining({ optimizer: '__proto__' }))],
  [
    'more names than there may be',
    () =>
      checkHeader({
        ...HEADER,
        dataset: { ...HEADER.dataset, classes: Array.from({ length: 1001 }, () => 'a') },
      }),
  ],
])('%s is refused', (_, act) => {
  expect(act).toThrow(TypeError);
});

test('long text is cut', () => {
  expect(checkText('x'.repeat(10_000), 'text')).toHaveLength(4000);
});
