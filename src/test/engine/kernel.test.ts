import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '#engine/activations';
import { DEFAULT_CONFIG, INITIALIZATIONS } from '#engine/config';
import type { HiddenLayer, TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { exp, log, sigmoid, tanh } from '#engine/elementary';
import type { EpochEngine } from '#engine/epochEngine';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { KernelEngine } from '#engine/kernelEngine';
import { hasKernel, instantiateKernel } from '#engine/kernelModule';
import { PlainEngine } from '#engine/plainEngine';
import { RandomStream } from '#engine/random';
import { Trainer } from '#engine/trainer';
import { experimentOf } from '../fixtureFiles.ts';

test('there is a kernel here, and the trainer takes it', () => {
  expect(hasKernel()).toBe(true);
});

/** Trains with both engines side by side; the first record or ending in which they differ, or how many states were equal. */
function compare(experiment: Experiment): { readonly states: number; readonly difference: unknown } {
  const trainerWith = (engine: EpochEngine) => new Trainer(experiment, engine);
  const [plain, kernel] = [
    trainerWith(new PlainEngine(experiment)),
    trainerWith(new KernelEngine(experiment)),
  ];
  const [expected, actual] = [new Float64Array(plain.recordLength), new Float64Array(kernel.recordLength)];
  for (let states = 1; ; states++) {
    const [one, other] = [plain.next(expected), kernel.next(actual)];
    const at = expected.findIndex((value, i) => !Object.is(value, actual[i]));
    if (at >= 0) return { states, difference: { at, expected: expected[at], actual: actual[at] } };
    if (one !== other) return { states, difference: [one, other] };
    if (one === 'trained') continue;
    const [end, otherEnd] = [plain.divergence, kernel.divergence];
    const isSame = end?.epoch === otherEnd?.epoch && end?.where === otherEnd?.where;
    return { states, difference: isSame ? null : [end, otherEnd] };
  }
}

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
    const random = new RandomStream(5);
    const dataset: Dataset = {
      name: 'large',
      features: Array.from({ length: 37 }, (_, i) => `feature ${i}`),
      classes: Array.from({ length: 11 }, (_, k) => `class ${k}`),
      values: Float64Array.from({ length: 1003 * 37 }, () => random.nextDouble() * 4 - 2),
      labels: Int32Array.from({ length: 1003 }, (_, i) => i % 11),
    };
    const config = configOf(
      [
        { units: 66, activation: 'relu' },
        { units: 29, activation: 'tanh' },
      ],
      4,
      1e-4,
      null,
    );
    expect(compare(prepareExperiment(config, dataset))).toEqual({ states: 5, difference: null });
  });

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
  const cells = new Float64Array(kernel.memory.buffer, at, 2);
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
      const lane = i % 2; // beside a quite ordinary number, in either lane
      cells[lane] = x;
      cells[1 - lane] = 0.75 * (code === 1 ? -1 : 1);
      kernel.applyElementary(code, at);
      return !Object.is(cells[lane], plain(x)) || cells[1 - lane] !== plain(0.75 * (code === 1 ? -1 : 1));
    });
    expect(wrong).toEqual([]);
  });
});

function configOf(
  hiddenLayers: readonly HiddenLayer[],
  epochs: number,
  learningRate: number,
  testSize: number | null,
): TrainingConfig {
  return {
    ...DEFAULT_CONFIG,
    split: testSize === null ? null : { testSize, randomState: 1, stratify: false },
    network: { ...DEFAULT_CONFIG.network, hiddenLayers },
    training: { ...DEFAULT_CONFIG.training, epochs, learningRate },
  };
}

const hiddenLayer = fc.record({
  units: fc.integer({ min: 1, max: 13 }),
  activation: fc.constantFrom(...ACTIVATIONS),
});
const learningRate = fc.oneof(
  fc.constantFrom(1e-4, 1e-3, 1e-2, 0.1),
  fc.constantFrom(1, 10, 1e5, 1e100, 1e155, 1e200, 1e300, 1e308),
);

/** 1 to 40 rows on each side, 1 to 9 features, 2 to 7 classes. */
const network = fc
  .record({
    nRows: fc.integer({ min: 2, max: 41 }),
    nFeatures: fc.integer({ min: 1, max: 9 }),
    nClasses: fc.integer({ min: 2, max: 7 }),
    hiddenLayers: fc.array(hiddenLayer, { maxLength: 3 }),
    learningRate,
    testSize: fc.option(fc.constantFrom(0.02, 0.3, 0.5)),
    seed: fc.nat(),
    scale: fc.constantFrom(0, 1, 1, 1, 100),
    standardize: fc.boolean(),
  })
  .map((one) => {
    const random = new RandomStream(one.seed);
    const names = (n: number) => Array.from({ length: n }, (_, i) => `${i}`);
    const dataset: Dataset = {
      name: 'random',
      features: names(one.nFeatures),
      classes: names(one.nClasses),
      values: Float64Array.from(
        { length: one.nRows * one.nFeatures },
        () => one.scale * (random.nextDouble() * 4 - 2),
      ),
      labels: Int32Array.from({ length: one.nRows }, () => Math.floor(random.nextDouble() * one.nClasses)),
    };
    const config = configOf(one.hiddenLayers, 30, one.learningRate, one.testSize);
    const { standardize, seed } = one;
    return {
      dataset,
      config: {
        ...config,
        preprocessing: { ...config.preprocessing, standardize },
        network: { ...config.network, seed },
      },
    };
  });
