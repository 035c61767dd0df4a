import type { Activation } from './activations.ts';
import { assertNever } from './assertNever.ts';
import type { Initialization, TrainingConfig } from './config.ts';

/** One change of a configuration, by the dotted key of the experiment file; `activation` is that of every hidden layer. */
export type ConfigChange =
  | { readonly key: 'training.learningRate'; readonly value: number }
  | { readonly key: 'training.epochs'; readonly value: number }
  | { readonly key: 'preprocessing.standardize'; readonly value: boolean }
  | { readonly key: 'network.seed'; readonly value: number }
  | { readonly key: 'network.activation'; readonly value: Activation }
  | { readonly key: 'network.initialization'; readonly value: Initialization }
  | { readonly key: 'split.randomState'; readonly value: number };

/** The configuration with one change; the one given stays as it is. */
export function changed(config: TrainingConfig, change: ConfigChange): TrainingConfig {
  const { preprocessing, split, network, training } = config;
  const { key, value } = change;
  switch (key) {
    case 'training.learningRate':
      return { ...config, training: { ...training, learningRate: value } };
    case 'training.epochs':
      return { ...config, training: { ...training, epochs: value } };
    case 'preprocessing.standardize':
      return { ...config, preprocessing: { ...preprocessing, standardize: value } };
    case 'network.seed':
      return { ...config, network: { ...network, seed: value } };
    case 'network.activation': {
      const hiddenLayers = network.hiddenLayers.map(({ units }) => ({ units, activation: value }));
      return { ...config, network: { ...network, hiddenLayers } };
    }
    case 'network.initialization':
      return { ...config, network: { ...network, initialization: value } };
    case 'split.randomState':
      return { ...config, split: split && { ...split, randomState: value } };
    default:
      return assertNever(change);
  }
}
