import fc from 'fast-check';
import { ACTIVATIONS } from '#engine/activations';
import { DEFAULT_CONFIG } from '#engine/config';
import type { HiddenLayer, TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import type { EpochEngine } from '#engine/epochEngine';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { KernelEngine } from '#engine/kernelEngine';
import { PlainEngine } from '#engine/plainEngine';
import { RandomStream } from '#engine/random';
import { Trainer } from '#engine/trainer';

/**
 * Trains with plain TypeScript and another engine side by side: the first record or ending in which they differ, and how
 * many states were equal.
 */
export function compare(
  experiment: Experiment,
  engine: EpochEngine = new KernelEngine(experiment),
): { readonly states: number; readonly difference: unknown } {
  const plain = new Trainer(experiment, new PlainEngine(experiment));
  const kernel = new Trainer(experiment, engine);
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

/** More rows than a panel holds, and tiles of every width. */
export function largeExperiment(): Experiment {
  const config = configOf(
    [
      { units: 66, activation: 'relu' },
      { units: 29, activation: 'tanh' },
    ],
    4,
    1e-4,
    null,
  );
  return prepareExperiment(config, drawnDataset(1003, 37, 2));
}

/** Rows so wide that a panel holds few of them, and so large that the scores of a row differ by hundreds. */
export function wideExperiment(hiddenLayers: readonly HiddenLayer[]): Experiment {
  const config = configOf(hiddenLayers, 3, 0.5, null);
  const preprocessing = { ...config.preprocessing, standardize: false };
  return prepareExperiment({ ...config, preprocessing }, drawnDataset(151, 301, 60));
}

/** Features from −largest to largest, and eleven classes in turn. */
function drawnDataset(nRows: number, nFeatures: number, largest: number): Dataset {
  const random = new RandomStream(5);
  return {
    name: 'drawn',
    features: Array.from({ length: nFeatures }, (_, i) => `feature ${i}`),
    classes: Array.from({ length: 11 }, (_, k) => `class ${k}`),
    values: Float64Array.from(
      { length: nRows * nFeatures },
      () => (random.nextDouble() * 4 - 2) * (largest / 2),
    ),
    labels: Int32Array.from({ length: nRows }, (_, i) => i % 11),
  };
}

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
export const network = fc
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
