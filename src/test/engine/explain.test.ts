import { describe, expect, test } from 'vitest';
import type { HiddenLayer } from '#engine/config';
import { ArraySource, arraysOf, shapeOf, valueAt, valuesOf } from '#engine/arrays';
import type { CellAddress, EpochArrays } from '#engine/arrays';
import { explain, outcomeOf, sumOf } from '#engine/explain';
import type { Experiment } from '#engine/experiment';
import type { History } from '#engine/history';
import { trainAll } from '#session/trainAll';
import { experimentOf, relativeError } from '../fixtureFiles.ts';

const NETWORKS: Readonly<Record<string, readonly HiddenLayer[]>> = {
  'no hidden layer': [],
  'one hidden layer': [{ units: 5, activation: 'relu' }],
  'three hidden layers': [
    { units: 4, activation: 'tanh' },
    { units: 3, activation: 'leakyRelu' },
    { units: 3, activation: 'sigmoid' },
  ],
};
const EPOCHS = [0, 17, 60] as const;

function trained(hiddenLayers: readonly HiddenLayer[]): { experiment: Experiment; history: History } {
  const experiment = experimentOf({
    network: { hiddenLayers },
    training: { epochs: 61, learningRate: 1e-3 },
  });
  return { experiment, history: trainAll(experiment).history };
}

function* cellsOf(experiment: Experiment): Generator<CellAddress> {
  for (const array of arraysOf(experiment)) {
    const { nRows, nColumns } = shapeOf(experiment, array);
    for (let row = 0; row < nRows; row++) {
      for (let column = 0; column < nColumns; column++) yield { ...array, row, column };
    }
  }
}

describe.each(Object.entries(NETWORKS))('with %s', (_name, hiddenLayers) => {
  const { experiment, history } = trained(hiddenLayers);

  test.each(EPOCHS)('the terms of every cell at epoch %i lead to the cell', (epoch) => {
    const arrays = new ArraySource(experiment).derive(history.parameters(epoch));
    const before = epoch > 0 ? new ArraySource(experiment).derive(history.parameters(epoch - 1)) : null;
    let nCells = 0;
    let worst = 0;
    for (const address of cellsOf(experiment)) {
      const explanation = explain(arrays, before, address);
      worst = Math.max(worst, relativeError(outcomeOf(explanation), valueAt(arrays, address)));
      worst = Math.max(worst, relativeError(sumOf(explanation.terms), explanation.sum));
      nCells++;
    }
    expect(nCells).toBeGreaterThan(2000);
    expect(worst).toBeLessThanOrEqual(1e-12);
  });

  test('every factor is the cell that it names', () => {
    const arrays = new ArraySource(experiment).derive(history.parameters(17));
    const before = new ArraySource(experiment).derive(history.parameters(16));
    for (const address of cellsOf(experiment)) {
      const { terms, epochOffset } = explain(arrays, before, address);
      const from: EpochArrays = epochOffset === 0 ? arrays : before;
      for (const { source, value } of terms.flatMap(({ factors }) => factors)) {
        if (source) expect(value).toBe(valueAt(from, source));
      }
    }
  });

  test('an array as a whole holds the values of its cells', () => {
    const arrays = new ArraySource(experiment).derive(history.parameters(17));
    for (const array of arraysOf(experiment)) {
      const values = valuesOf(arrays, array);
      const { nRows, nColumns } = shapeOf(experiment, array);
      expect(values).toHaveLength(nRows * nColumns);
      for (const at of [0, Math.floor(values.length / 2), values.length - 1]) {
        const cell = { ...array, row: Math.floor(at / nColumns), column: at % nColumns };
        expect(values[at]).toBe(valueAt(arrays, cell));
      }
    }
  });

  test('the gradients are those that training took: the update gives the next epoch’s parameters to the last bit', () => {
    const source = new ArraySource(experiment);
    for (const epoch of EPOCHS) {
      const { updated } = source.derive(history.parameters(epoch));
      expect([...updated.values]).toEqual([...history.parameterValues(epoch + 1)]);
    }
  });

  test('the contributions of all training rows sum to the applied update', () => {
    const arrays = new ArraySource(experiment).derive(history.parameters(17));
    const rate = experiment.config.training.learningRate;
    for (const address of cellsOf(experiment)) {
      if (address.name !== 'dW' && address.name !== 'db') continue;
      const terms = explain(arrays, null, address).terms;
      expect(terms).toHaveLength(experiment.split.train.length);
      const layer = address.layer - 1;
      const at = address.row * experiment.shape.sizes[address.layer]! + address.column;
      const kind = address.name === 'dW' ? 'weights' : 'biases';
      const applied =
        history.parameters(18).layers[layer]![kind][at]! - history.parameters(17).layers[layer]![kind][at]!;
      expect(Math.abs(applied + rate * sumOf(terms))).toBeLessThanOrEqual(1e-12);
    }
  });
});

test('a cell that is not there is refused by name', () => {
  const { experiment, history } = trained([{ units: 5, activation: 'relu' }]);
  const arrays = new ArraySource(experiment).derive(history.parameters(0));
  expect(() => explain(arrays, null, { name: 'W', layer: 1, row: 4, column: 0 })).toThrow(
    'W1 is [4 × 5], got row 4 and column 0',
  );
});

test('the drawn parameters of epoch 0 have no arithmetic before them', () => {
  const { experiment, history } = trained([]);
  const arrays = new ArraySource(experiment).derive(history.parameters(0));
  const { terms, epochOffset } = explain(arrays, null, { name: 'W', layer: 1, row: 0, column: 0 });
  expect(terms.map(({ factors }) => factors.map(({ symbol }) => symbol))).toEqual([['drawn']]);
  expect(epochOffset).toBe(0);
});
