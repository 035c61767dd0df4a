import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INITIALIZATIONS } from '#engine/config';
import { exp, log, sigmoid, tanh } from '#engine/elementary';
import { prepareExperiment } from '#engine/experiment';
import { KernelEngine } from '#engine/kernelEngine';
import { hasKernel, instantiateKernel } from '#engine/kernelModule';
import { experimentOf } from '../fixtureFiles.ts';
import { compare, largeExperiment, network, wideExperiment } from './engineBits.ts';

test('there is a kernel here, and the trainer takes it', () => {
  expect(hasKernel()).toBe(true);
});

describe('the kernel has the bits of plain TypeScript', () => {
  test.each([
    ['the default run', {}],
    ['the default run without a split', { split: null }],
    ['no hidden layer', { network: { hiddenLayers: [] } }],
    ['a run that learns to be certain', { training: { epochs: 2600, learningRate: 0.01 } }],
  ])('%s, all 2,601 states', (_, file) => {
    expect(compare(experimentOf(file))).toEqual({ states: 2601, difference: null });
  });

  test.each([
    { schedule: { kind: 'step', every: 7, factor: 0.7 } },
    { schedule: { kind: 'exponential', factor: 0.97 } },
    { schedule: { kind: 'cosine', minimum: 1e-4 } },
  ])('a learning rate that changes: %j', (training) => {
    for (const initialization of INITIALIZATIONS) {
      const file = { network: { initialization }, training: { ...training, epochs: 90, learningRate: 3e-3 } };
      expect(compare(experimentOf(file))).toEqual({ states: 91, difference: null });
    }
  });

  test.each([{ optimizer: 'momentum' }, { optimizer: 'adam' }, { reduction: 'mean' }, { batchSize: 32 }])(
    'it leaves %j to plain TypeScript',
    (training) => expect(KernelEngine.fits(experimentOf({ training }))).toBe(false),
  );

  test('more rows than a panel holds, and tiles of every width', () => {
    expect(compare(largeExperiment())).toEqual({ states: 5, difference: null });
  });

  test.each(['sigmoid', 'leakyRelu', 'linear', null] as const)(
    'several panels with %s, from weights so large that exponentials underflow',
    (activation) => {
      const hiddenLayers = activation ? [{ units: 401, activation }] : [];
      expect(compare(wideExperiment(hiddenLayers))).toEqual({ states: 4, difference: null });
    },
  );

  test('networks of every kind, also those that diverge', () => {
    let diverged = 0;
    fc.assert(
      fc.property(network, ({ config, dataset }) => {
        const { states, difference } = compare(prepareExperiment(config, dataset));
        if (states <= config.training.epochs) diverged++;
        expect(difference).toBeNull();
      }),
      { seed: 11, numRuns: 400 },
    );
    expect(diverged).toBeGreaterThan(40);
  });
});

describe('the kernel’s elementary functions have the bits of those in plain TypeScript', () => {
  const kernel = instantiateKernel();
  kernel.createNetwork(1);
  kernel.addLayer(4, 3, 0);
  const at = kernel.allocate(4, 4);
  const cells = new Float64Array(kernel.memory.buffer, at, 4);
  const ends = [
    0, -0, 5e-324, 2.2250738585072014e-308, 1e-300, 707, 708, 709.782712893384, 710, 745.14, 746, 1e308,
  ];
  const samples = [
    ...ends.flatMap((x) => [x, -x]),
    ...[Infinity, -Infinity, NaN, 0.34657359027997264, 19.9, 20, 20.1, 1 + 2 ** -52, 1 - 2 ** -53],
    ...fc.sample(fc.double(), { seed: 3, numRuns: 20_000 }),
    ...fc.sample(fc.double({ min: -750, max: 720, noNaN: true }), { seed: 4, numRuns: 20_000 }),
    ...Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 512),
  ];

  test.each([
    ['exp', 0, exp, () => true],
    ['exp of what is not above 0', 1, exp, (x: number) => x <= 0 || Number.isNaN(x)],
    ['log of normal numbers', 2, log, (x: number) => x >= 2.2250738585072014e-308 && x < Infinity],
    ['tanh', 3, tanh, () => true],
    ['sigmoid', 4, sigmoid, () => true],
  ] as const)('%s', (_, code, plain, isInDomain) => {
    const domain = samples.filter(isInDomain);
    expect(domain.length).toBeGreaterThan(15_000);
    const wrong = domain.filter((x, i) => {
      const ordinary = 0.75 * (code === 1 ? -1 : 1);
      const numbers = cells.map((_, lane) => (lane === i % 4 ? x : ordinary)); // in each lane, beside ordinary ones
      cells.set(numbers);
      kernel.applyElementary(code, at);
      return numbers.some((number, lane) => !Object.is(cells[lane], plain(number)));
    });
    expect(wrong).toEqual([]);
  });
});
