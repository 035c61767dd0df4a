import fc from 'fast-check';
import { DEFAULT_CONFIG, INITIALIZATIONS, OPTIMIZERS, REDUCTIONS, withOptimizerKeys } from '#engine/config';
import type { Schedule, TrainingConfig } from '#engine/config';

const share = fc.constantFrom(0, 0.5, 0.9);

const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant({ kind: 'constant' as const }),
  fc.record({
    kind: fc.constant('step' as const),
    every: fc.integer({ min: 1, max: 9 }),
    factor: fc.constantFrom(0.3, 1),
  }),
  fc.record({ kind: fc.constant('exponential' as const), factor: fc.constantFrom(0.7, 0.99) }),
  fc.record({ kind: fc.constant('cosine' as const), minimum: fc.constantFrom(0, 1e-4) }),
);

/** Configurations of every optimiser, schedule, batch, reduction and initialisation, for iris and its 120 training rows. */
export const trainings: fc.Arbitrary<TrainingConfig> = fc
  .record({
    hiddenLayers: fc.constantFrom(
      [],
      [{ units: 4, activation: 'tanh' as const }],
      [
        { units: 3, activation: 'leakyRelu' as const },
        { units: 4, activation: 'sigmoid' as const },
      ],
    ),
    initialization: fc.constantFrom(...INITIALIZATIONS),
    seed: fc.constantFrom(0, 7, 4294967295),
    epochs: fc.integer({ min: 1, max: 25 }),
    learningRate: fc.constantFrom(1e-3, 1e-2),
    reduction: fc.constantFrom(...REDUCTIONS),
    batchSize: fc.constantFrom(null, 1, 32, 40, 120),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    momentum: share,
    beta1: share,
    beta2: share,
    schedule,
  })
  .map(({ hiddenLayers, initialization, seed, ...training }) => ({
    ...DEFAULT_CONFIG,
    network: { hiddenLayers, initialization, seed },
    training: withOptimizerKeys({ ...training, earlyStopping: null }),
  }));
