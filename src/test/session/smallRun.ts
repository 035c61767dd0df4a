import type { Activation } from '#engine/activations';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { Run } from '#session/run';

/** Twelve rows of two classes that a line divides, small enough to train in no time. */
export const SMALL: Dataset = {
  name: 'small',
  features: ['width (cm)', 'height (cm)'],
  classes: ['left', 'right'],
  values: Float64Array.from(
    { length: 24 },
    (_, i) => (i % 2 === 0 ? (i < 12 ? 1 : 3) : 2) + ((i * 7) % 5) / 10,
  ),
  labels: Int32Array.from({ length: 12 }, (_, row) => (row < 6 ? 0 : 1)),
};

/** The tutorial's configuration with what a test changes in it. */
export function configWith(training: Partial<TrainingConfig['training']> = {}): TrainingConfig {
  return {
    ...DEFAULT_CONFIG,
    training: { ...DEFAULT_CONFIG.training, epochs: 100, learningRate: 0.01, ...training },
  };
}

export function smallRun(
  training: Partial<TrainingConfig['training']> = {},
  activation: Activation = 'relu',
): Run {
  const config = configWith(training);
  const network = {
    ...config.network,
    hiddenLayers: Array.from({ length: 3 }, () => ({ units: 5, activation })),
  };
  return new Run({ id: 'run-1', name: 'small', config: { ...config, network }, dataset: SMALL });
}
