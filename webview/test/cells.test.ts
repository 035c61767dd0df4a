import { describe, expect, test } from 'vitest';
import type { CellAddress } from '#engine/arrays';
import { ArraySource } from '#engine/arrays';
import { prepareExperiment } from '#engine/experiment';
import { explain } from '#engine/explain';
import { cellName, conclusionText, termName } from '../cellNames.ts';
import { following, hasCell, isSameParameter, selectionOf } from '../cells.ts';
import { trainRun } from './fakeHost.ts';

const RUN = trainRun({});
const EXPERIMENT = prepareExperiment(RUN.header.config, RUN.header.dataset);
const cell = (name: CellAddress['name'], layer: number, row = 0, column = 0): CellAddress => ({
  name,
  layer,
  row,
  column,
});

describe('the address of a number', () => {
  test.each<[CellAddress, string]>([
    [cell('Z', 1, 56, 1), 'Z1[row 57, h2]'],
    [cell('X', 0, 56, 2), 'X[row 57, petal length]'],
    [cell('W', 1, 2, 2), 'W1[petal length, h3]'],
    [cell('newW', 2, 4, 0), 'new W2[h5, setosa]'],
    [cell('db', 2, 0, 2), 'db2[virginica]'],
    [cell('P', 2, 0, 1), 'P[row 1, versicolor]'],
    [cell('rowLoss', 2, 56), 'row loss[row 57]'],
    [cell('loss', 2), 'loss'],
  ])('%o is written %s', (address, text) => {
    expect(cellName(EXPERIMENT, address)).toBe(text);
  });
});

test('only cells of the network can be opened', () => {
  expect(hasCell(EXPERIMENT, cell('W', 1, 3, 4))).toBe(true);
  expect(hasCell(EXPERIMENT, cell('W', 1, 4, 4))).toBe(false);
  expect(hasCell(EXPERIMENT, cell('A', 2, 0, 0))).toBe(false);
  expect(hasCell(EXPERIMENT, cell('W', 3, 0, 0))).toBe(false);
});

test('the open number follows the selected row, and the selected unit of its own layer', () => {
  const chosen = { row: 9, layer: 1, unit: 4 };
  expect(following(EXPERIMENT, cell('Z', 1, 56, 1), chosen)).toEqual(cell('Z', 1, 9, 4));
  expect(following(EXPERIMENT, cell('P', 2, 56, 1), chosen)).toEqual(cell('P', 2, 9, 1));
  expect(following(EXPERIMENT, cell('dW', 1, 2, 1), chosen)).toEqual(cell('dW', 1, 2, 4));
  expect(following(EXPERIMENT, cell('loss', 2), chosen)).toEqual(cell('loss', 2));
  expect(following(EXPERIMENT, cell('rowLoss', 2, 3), chosen)).toEqual(cell('rowLoss', 2, 9));
  expect(following(EXPERIMENT, null, chosen)).toBeNull();
});

test('opening a number selects its row and unit, of a weight its unit alone', () => {
  expect(selectionOf(EXPERIMENT, cell('Z', 1, 56, 1))).toEqual({ row: 56, layer: 1, unit: 1 });
  expect(selectionOf(EXPERIMENT, cell('W', 2, 4, 0))).toEqual({ row: null, layer: 2, unit: 0 });
  expect(selectionOf(EXPERIMENT, cell('rowLoss', 2, 7))).toEqual({ row: 7, layer: null, unit: null });
});

test('a weight is the same one in its value, its gradient and its next value', () => {
  expect(isSameParameter(cell('W', 1, 2, 2), cell('dW', 1, 2, 2))).toBe(true);
  expect(isSameParameter(cell('newb', 1, 0, 2), cell('b', 1, 0, 2))).toBe(true);
  expect(isSameParameter(cell('W', 1, 0, 2), cell('b', 1, 0, 2))).toBe(false);
  expect(isSameParameter(cell('W', 1, 2, 2), cell('W', 2, 2, 2))).toBe(false);
  expect(isSameParameter(cell('W', 1, 2, 2), null)).toBe(false);
});

describe('terms in words', () => {
  const arrays = new ArraySource(EXPERIMENT).derive(RUN.history.parameters(700));
  const read = (address: CellAddress) => {
    const explanation = explain(arrays, null, address);
    return [
      explanation.terms.map((term) => termName(EXPERIMENT, term)).join(', '),
      conclusionText(EXPERIMENT, explanation),
    ];
  };
  test.each<[CellAddress, string, string]>([
    [cell('X', 0, 56, 0), 'measured, mean', '0.4567 / standard deviation 0.825'],
    [cell('Z', 1, 56, 1), 'sepal length, sepal width, petal length, petal width, bias', ''],
    [cell('A', 1, 56, 1), 'Z1', 'relu(0.9416)'],
    [cell('mask', 1, 56, 1), 'A1', '[0.9416 > 0]'],
    [cell('dA', 1, 56, 1), 'setosa, versicolor, virginica', ''],
    [cell('dZ', 2, 56, 1), 'P, Y', ''],
    [cell('dZ', 1, 56, 1), 'dA1 · mask 1', ''],
    [cell('newW', 1, 2, 2), 'before the update, update: learning rate · gradient', ''],
  ])('of %o', (address, names, conclusion) => {
    expect(read(address)).toEqual([names, conclusion]);
  });
});
