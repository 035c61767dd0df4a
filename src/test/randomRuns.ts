import fc from 'fast-check';
import { ACTIVATIONS } from '#engine/activations';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { History } from '#engine/history';
import { Trainer } from '#engine/trainer';

/** A run trained to its end. */
export interface FinishedRun {
  readonly experiment: Experiment;
  readonly history: History;
}

/** Trains to the end, or until the run diverges. */
export function finish(experiment: Experiment): FinishedRun {
  const { shape, config } = experiment;
  const history = new History(shape.sizes, config.training.epochs);
  const trainer = new Trainer(experiment);
  const record = new Float64Array(trainer.recordLength);
  for (let progress = trainer.next(record); ; progress = trainer.next(record)) {
    history.append(history.filled, record);
    if (progress !== 'trained') return { experiment, history };
  }
}

const layer = fc.record({
  units: fc.integer({ min: 1, max: 6 }),
  activation: fc.constantFrom(...ACTIVATIONS),
});

const config: fc.Arbitrary<TrainingConfig> = fc
  .record({
    hiddenLayers: fc.array(layer, { maxLength: 3 }),
    seed: fc.nat(),
    epochs: fc.integer({ min: 0, max: 60 }),
    learningRate: fc.constantFrom(1e-3, 1e-2, 0.1, 1, 1e5),
    testSize: fc.option(fc.constantFrom(0.2, 0.5)),
    randomState: fc.nat(),
    standardize: fc.boolean(),
    fitScalerOn: fc.constantFrom('all' as const, 'train' as const),
  })
  .map((one) => ({
    ...DEFAULT_CONFIG,
    preprocessing: { standardize: one.standardize, fitScalerOn: one.fitScalerOn },
    split:
      one.testSize === null
        ? null
        : { testSize: one.testSize, randomState: one.randomState, stratify: false as const },
    network: { ...DEFAULT_CONFIG.network, hiddenLayers: one.hiddenLayers, seed: one.seed },
    training: { ...DEFAULT_CONFIG.training, epochs: one.epochs, learningRate: one.learningRate },
  }));

const dataset: fc.Arbitrary<Dataset> = fc
  .record({
    nRows: fc.integer({ min: 6, max: 40 }),
    nFeatures: fc.integer({ min: 1, max: 5 }),
    nClasses: fc.integer({ min: 2, max: 5 }),
  })
  .chain(({ nRows, nFeatures, nClasses }) =>
    fc.record({
      name: fc.constant('random'),
      features: fc.constant(Array.from({ length: nFeatures }, (_, i) => `feature ${i + 1}`)),
      classes: fc.constant(Array.from({ length: nClasses }, (_, k) => `class ${k + 1}`)),
      values: fc
        .array(fc.integer({ min: -50, max: 50 }), {
          minLength: nRows * nFeatures,
          maxLength: nRows * nFeatures,
        })
        .map((tenths) => Float64Array.from(tenths, (value) => value / 10)),
      labels: fc
        .array(fc.nat(nClasses - 1), { minLength: nRows, maxLength: nRows })
        .map((labels) => Int32Array.from(labels)),
    }),
  );

/** The same random configurations, data and runs each time: of all shapes, with and without a split, some diverged. */
export function randomRuns(howMany: number): FinishedRun[] {
  return fc
    .sample(fc.tuple(config, dataset), { numRuns: howMany, seed: 20 })
    .map(([one, data]) => finish(prepareExperiment(one, data)));
}
