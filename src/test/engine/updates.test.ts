import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ArraySource, arraysOf, shapeOf, valueAt } from '#engine/arrays';
import { epochOrder } from '#engine/batches';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { explain, sumOf } from '#engine/explain';
import { History } from '#engine/history';
import { SCORES } from '#engine/keyEpochs';
import { trainAll } from '#session/trainAll';
import { datasetOf, experimentOf, worstError } from '../fixtureFiles.ts';
import { trainings } from '../randomTraining.ts';

const iris = datasetOf('iris');
const experimentWith = (config: TrainingConfig) => prepareExperiment(config, iris);
const runWith = (config: TrainingConfig) => trainAll(experimentWith(config)).history;
const lastOf = (history: History) => history.parameterValues(history.length - 1);

describe('with every optimiser, schedule, batch, reduction and initialisation', () => {
  test('the same configuration gives the same bits', () => {
    fc.assert(
      fc.property(trainings, (config) => {
        expect(runWith(config).data).toEqual(runWith(config).data);
      }),
      { seed: 30, numRuns: 40 },
    );
  });

  test('the update derived for an epoch is the next one to the last bit, and what the optimiser remembers then', () => {
    fc.assert(
      fc.property(trainings, (config) => {
        const history = runWith(config);
        const source = new ArraySource(experimentWith(config));
        for (let epoch = history.length - 2; epoch >= 0; epoch -= 5) {
          const { updated } = source.derive(history.parameters(epoch));
          const next = history.parameters(epoch + 1);
          expect(updated.values).toEqual(next.values);
          expect(updated.moments).toEqual(next.moments);
        }
      }),
      { seed: 31, numRuns: 120 },
    );
  });

  test('a history of key epochs gives every state to the last bit, in any order', () => {
    const epochs = fc.array(fc.nat(24), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(trainings, epochs, fc.integer({ min: 2, max: 9 }), (config, wanted, spacing) => {
        const whole = runWith(config);
        const { nState } = whole.keys;
        const nKeys = Math.ceil(whole.length / spacing);
        const some = History.of(experimentWith(config), 8 * (nKeys * nState + whole.length * SCORES.length));
        const stride = nState + SCORES.length;
        for (let epoch = 0; epoch < whole.length; epoch++) {
          const record = whole.data.subarray(epoch * stride, (epoch + 1) * stride);
          some.append(some.filled, some.keys.kept(record, epoch));
        }
        for (const epoch of wanted.filter((one) => one < whole.length)) {
          expect(some.parameters(epoch)).toEqual(whole.parameters(epoch));
        }
      }),
      { seed: 32, numRuns: 60 },
    );
  });

  test('the terms of every updated parameter sum to it', () => {
    fc.assert(
      fc.property(trainings, fc.nat(23), (config, wanted) => {
        const experiment = experimentWith(config);
        const history = runWith(config);
        const epoch = Math.min(wanted, history.length - 2);
        const arrays = new ArraySource(experiment).derive(history.parameters(epoch));
        const after = new ArraySource(experiment).derive(history.parameters(epoch + 1));
        for (const array of arraysOf(experiment)) {
          if (!['W', 'b', 'newW', 'newb'].includes(array.name)) continue;
          const isNew = array.name.startsWith('new');
          const { nRows, nColumns } = shapeOf(experiment, array);
          for (let at = 0; at < nRows * nColumns; at++) {
            const address = { ...array, row: Math.floor(at / nColumns), column: at % nColumns };
            const { terms, value } = explain(isNew ? arrays : after, isNew ? null : arrays, address);
            expect(value).toBe(valueAt(isNew ? arrays : after, address));
            const size = Math.max(1, ...terms.map((term) => Math.abs(term.value)));
            expect(Math.abs(sumOf(terms) - value)).toBeLessThanOrEqual(1e-12 * size);
          }
        }
      }),
      { seed: 33, numRuns: 60 },
    );
  });
});

const withTraining = (training: Partial<TrainingConfig['training']>): TrainingConfig => ({
  ...DEFAULT_CONFIG,
  network: { ...DEFAULT_CONFIG.network, hiddenLayers: [{ units: 5, activation: 'tanh' }] },
  training: { ...DEFAULT_CONFIG.training, epochs: 40, learningRate: 1e-3, ...training },
});

test.each(['gradientDescent', 'momentum', 'adam'] as const)(
  'a batch of all rows is the full batch, but for the order of its sums: %s',
  (optimizer) => {
    const [batch, full] = [120, null].map((batchSize) => runWith(withTraining({ optimizer, batchSize })));
    expect(worstError(lastOf(batch!), lastOf(full!))).toBeLessThanOrEqual(1e-12);
  },
);

test.each(['gradientDescent', 'momentum'] as const)(
  'the mean is the sum with the learning rate divided by the rows: %s',
  (optimizer) => {
    const sum = runWith(withTraining({ optimizer, learningRate: 0.06 / 120 }));
    const mean = runWith(withTraining({ optimizer, learningRate: 0.06, reduction: 'mean' }));
    expect(worstError(lastOf(mean), lastOf(sum))).toBeLessThanOrEqual(1e-12);
  },
);

test('each epoch shuffles the rows anew, and its order follows from the seed and the epoch alone', () => {
  const orders = [0, 1, 2].map((epoch) => [...epochOrder(7, epoch, 20)]);
  for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
  expect(orders[0]).not.toEqual(orders[1]);
  expect([...epochOrder(8, 1, 20)]).toEqual(orders[2]); // 8 + 1 + 1 is 7 + 1 + 2
  expect([...epochOrder(4294967295, 0, 20)]).toEqual([...epochOrder(4294967294, 1, 20)]); // past the end, from 0 on
});

describe('what does not fit is refused', () => {
  test.each([
    [
      { batchSize: 121 },
      'training.batchSize 121 is more than the 120 training rows; choose at most 120, or null for all rows in every update',
    ],
    [
      { schedule: { kind: 'cosine', minimum: 0.5 } },
      'training.schedule.minimum 0.5 is above the learning rate 0.00003 that the schedule begins with; lower it, or raise training.learningRate',
    ],
  ])('%j', (training, message) => {
    expect(() => experimentOf({ training })).toThrow(message);
  });
});

describe('a run that diverges', () => {
  test.each([
    ['momentum', { optimizer: 'momentum', learningRate: 1e5 }],
    ['momentum in batches', { optimizer: 'momentum', batchSize: 32, learningRate: 1e5 }],
    ['gradient descent in batches', { batchSize: 7, learningRate: 1e5 }],
  ])('%s says where, and all states that it keeps are finite', (_, training) => {
    const hiddenLayers = [
      { units: 5, activation: 'linear' },
      { units: 5, activation: 'linear' },
      { units: 5, activation: 'linear' },
    ];
    const { history, divergence } = trainAll(
      experimentOf({ network: { hiddenLayers }, training: { epochs: 300, ...training } }),
    );
    expect(divergence?.where).toMatch(/^(batch \d+ )?(test )?(dA|dZ|dW|db|Z|W|b)\d$/);
    for (let epoch = 0; epoch < history.length; epoch++) {
      expect(history.parameterValues(epoch).every(Number.isFinite)).toBe(true);
    }
  });

  test('Adam’s moments may be what overflows', () => {
    const dataset = { ...iris, values: iris.values.map((value) => value * 1e200) };
    const config = {
      ...DEFAULT_CONFIG,
      preprocessing: { ...DEFAULT_CONFIG.preprocessing, standardize: false },
      network: { ...DEFAULT_CONFIG.network, hiddenLayers: [] },
      training: { ...DEFAULT_CONFIG.training, optimizer: 'adam' as const },
    };
    const { divergence } = trainAll(prepareExperiment(config, dataset));
    expect(divergence).toEqual({ epoch: 1, where: 'the optimiser’s moments' });
  });
});
