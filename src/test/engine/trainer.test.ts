import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { backward, createBackwardPass, createPass, forward, lossOf } from '#engine/network';
import { layParameters } from '#engine/parameters';
import { PlainEngine } from '#engine/plainEngine';
import { Trainer } from '#engine/trainer';
import { parameterBytes } from '#formats/parameterBytes';
import { trainAll } from '#session/trainAll';
import { datasetOf, experimentOf } from '../fixtureFiles.ts';

const layers = (...units: number[]) => units.map((n) => ({ units: n, activation: 'relu' }));

describe('the trainer', () => {
  test.each([0, 1, 7])('%d epochs have one state more', (epochs) => {
    const { history, divergence } = trainAll(experimentOf({ training: { epochs } }));
    expect([history.length, divergence]).toEqual([epochs + 1, null]);
  });

  test('has nothing more to do after the last epoch', () => {
    const trainer = new Trainer(experimentOf({ training: { epochs: 2 } }));
    const record = new Float64Array(trainer.recordLength);
    const calls = Array.from({ length: 5 }, () => trainer.next(record));
    expect(calls).toEqual(['trained', 'trained', 'completed', 'completed', 'completed']);
    expect(trainer.epoch).toBe(2);
  });

  test('the scores of a record are those of its own parameters, before the update', () => {
    const experiment = experimentOf({ training: { epochs: 30, learningRate: 1e-3 } });
    const { history } = trainAll(experiment);
    const { train, test: testBatch } = new PlainEngine(experiment);
    for (let epoch = 0; epoch <= 30; epoch++) {
      forward(train.pass, history.parameters(epoch), train.x);
      forward(testBatch.pass, history.parameters(epoch), testBatch.x);
      expect(history.score(epoch, 'trainLoss')).toBe(lossOf(train.pass, train.targets));
      expect(history.score(epoch, 'testLoss')).toBe(lossOf(testBatch.pass, testBatch.targets));
    }
  });

  test('one update is parameters − learning rate · gradient, with all gradients from before it', () => {
    const experiment = experimentOf({ network: { hiddenLayers: layers(4, 3) }, training: { epochs: 1 } });
    const { history } = trainAll(experiment);
    const { train } = new PlainEngine(experiment);
    const backwardPass = createBackwardPass(train.pass);
    forward(train.pass, history.parameters(0), train.x);
    backward(backwardPass, train.pass, history.parameters(0), train.x, train.targets);
    const expected = history
      .parameterValues(0)
      .map((value, i) => value - 3e-5 * backwardPass.gradient.values[i]!);
    expect(history.parameterValues(1)).toEqual(expected);
  });

  test.each([
    ['the defaults', {}],
    [
      'three layers',
      { network: { hiddenLayers: [...layers(6), { units: 4, activation: 'tanh' }, ...layers(3)] } },
    ],
  ])('trains %s twice to the same bits', (_, file) => {
    const short = { ...file, training: { epochs: 200, learningRate: 1e-3 } };
    const [one, other] = [trainAll(experimentOf(short)), trainAll(experimentOf(short))];
    const bytes = (run: typeof one) => Buffer.concat([...parameterBytes(run.history)]);
    expect(bytes(one).equals(bytes(other))).toBe(true);
  });
});

describe('a run that diverges', () => {
  const iris = datasetOf('iris');
  const withRate = (
    learningRate: number,
    hidden: TrainingConfig['network']['hiddenLayers'],
    rest: object = {},
  ) =>
    prepareExperiment(
      {
        ...DEFAULT_CONFIG,
        ...rest,
        network: { ...DEFAULT_CONFIG.network, hiddenLayers: hidden },
        training: { ...DEFAULT_CONFIG.training, learningRate, epochs: 500 },
      },
      iris,
    );
  const relu = { units: 5, activation: 'relu' } as const;
  const linear = { units: 4, activation: 'linear' } as const;
  const leaky = { units: 4, activation: 'leakyRelu' } as const;

  test.each([
    ['relu and linear, 1e5', withRate(1e5, [relu, linear])],
    ['relu and linear, 1e6', withRate(1e6, [relu, linear])],
    ['three linear layers, 1e3', withRate(1e3, [linear, linear, linear])],
    ['three linear layers, 10', withRate(10, [linear, linear, linear])],
    ['leaky relu, 1e200', withRate(1e200, [leaky])],
    ['leaky relu, 1e308', withRate(1e308, [leaky, leaky])],
    ['softmax regression, 1e307', withRate(1e307, [])],
    ['linear, 1e155, no split', withRate(1e155, [linear], { split: null })],
  ])('%s: names the epoch and the first array that went bad', (_, experiment) => {
    const { history, divergence } = trainAll(experiment);
    expect(divergence).not.toBeNull();
    expect(divergence).toEqual(
      firstBadArray(experiment, history.parameterValues(history.length - 1), history.length - 1),
    );
    for (let epoch = 0; epoch < history.length; epoch++) {
      expect(history.parameterValues(epoch).every(Number.isFinite), `parameters of epoch ${epoch}`).toBe(
        true,
      );
      const losses = [history.score(epoch, 'trainLoss'), history.score(epoch, 'testLoss')];
      if (epoch < history.length - 1)
        expect(losses.every(Number.isFinite), `losses of epoch ${epoch}`).toBe(true);
    }
  });

  test('the states before are those of a run that was stopped in time', () => {
    const { history } = trainAll(withRate(1e5, [relu, linear]));
    const last = history.length - 1;
    expect(last).toBeGreaterThanOrEqual(1);
    const stopped = trainAll(
      experimentOf({
        network: { hiddenLayers: [relu, linear] },
        training: { epochs: last, learningRate: 1e5 },
      }),
    );
    expect(history.parameterValues(last)).toEqual(stopped.history.parameterValues(last));
  });

  test.each([
    ['−∞, which relu turns into an innocent 0', -1e308, 'Z1'],
    ['+∞', 1e308, 'Z1'],
  ])('a pre-activation of %s is seen', (_, value, where) => {
    const values = new Float64Array(40).fill(value);
    const labels = Int32Array.from({ length: 10 }, (_unused, i) => i % 2);
    const dataset = { name: 'huge', features: ['a', 'b', 'c', 'd'], classes: ['x', 'y'], values, labels };
    const config = { ...DEFAULT_CONFIG, preprocessing: { standardize: false, fitScalerOn: 'all' } as const };
    const { history, divergence } = trainAll(prepareExperiment(config, dataset));
    expect(divergence).toEqual({ epoch: 0, where });
    expect(history.length).toBe(1);
  });

  test('a test row alone can be what diverges', () => {
    const values = Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const labels = Int32Array.from({ length: 10 }, (_, i) => i % 2);
    const dataset = { name: 'one huge row', features: ['a'], classes: ['x', 'y'], values, labels };
    const config = {
      ...DEFAULT_CONFIG,
      preprocessing: { standardize: false, fitScalerOn: 'all' } as const,
      network: { ...DEFAULT_CONFIG.network, hiddenLayers: [linear, linear] },
    };
    const first = prepareExperiment(config, dataset).split.test[0]!;
    values[first] = 1.7e308;
    expect(trainAll(prepareExperiment(config, dataset)).divergence?.where).toMatch(/^test Z\d$/);
  });
});

/** What must be named, found the slow way: every array of the epoch in the order in which it is computed. */
function firstBadArray(
  { shape, x, targets, split, config }: Experiment,
  values: Float64Array,
  epoch: number,
) {
  const rowsOf = (source: Float64Array, rows: Int32Array) => {
    const n = source.length / (x.length / shape.sizes[0]!);
    return Float64Array.from([...rows].flatMap((row) => [...source.subarray(row * n, (row + 1) * n)]));
  };
  const parameters = layParameters(shape.sizes, values);
  const [train, testPass] = [createPass(shape, split.train.length), createPass(shape, split.test.length)];
  const trainX = rowsOf(x, split.train);
  const backwardPass = createBackwardPass(train);
  forward(train, parameters, trainX);
  forward(testPass, parameters, rowsOf(x, split.test));
  backward(backwardPass, train, parameters, trainX, rowsOf(targets, split.train));
  const { gradient, dActivations, dPreActivations } = backwardPass;
  const arrays: [string, Float64Array, number][] = [
    ...train.preActivations.map((z, l): [string, Float64Array, number] => [`Z${l + 1}`, z, epoch]),
    ...testPass.preActivations.map((z, l): [string, Float64Array, number] => [`test Z${l + 1}`, z, epoch]),
  ];
  for (let l = shape.sizes.length - 2; l >= 0; l--) {
    const dA = dActivations[l];
    if (dA) arrays.push([`dA${l + 1}`, dA, epoch]);
    arrays.push([`dZ${l + 1}`, dPreActivations[l]!, epoch]);
    arrays.push(
      [`dW${l + 1}`, gradient.layers[l]!.weights, epoch],
      [`db${l + 1}`, gradient.layers[l]!.biases, epoch],
    );
  }
  const updated = values.map((value, i) => value - config.training.learningRate * gradient.values[i]!);
  layParameters(shape.sizes, updated).layers.forEach(({ weights, biases }, l) => {
    arrays.push([`W${l + 1}`, weights, epoch + 1], [`b${l + 1}`, biases, epoch + 1]);
  });
  const bad = arrays.find(([, array]) => !array.every(Number.isFinite));
  return bad && { epoch: bad[2], where: bad[0] };
}
