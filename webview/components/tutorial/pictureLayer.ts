import type { Activation } from '#engine/activations';
import { t } from '#engine/translation';
import type { ShownRun } from '../../run.ts';
import type { Chosen } from '../../state.ts';

/** How the activations are called, as they stand in a sentence. */
export const ACTIVATION_NAMES: Readonly<Record<Activation, string>> = {
  relu: 'ReLU',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  leakyRelu: t('leaky ReLU'),
  linear: 'linear',
};

/** The layer that the pictures of Z and A show, and its selected unit. */
export interface PictureLayer {
  readonly layer: number; // 1 is the first
  readonly unit: number | null;
  readonly nUnits: number;
  readonly activation: Activation | null; // null: the output, without a hidden layer before it
}

/** The selected unit's hidden layer, else the first; without hidden layers the output. */
export function pictureLayer({ experiment, nHidden }: ShownRun, chosen: Chosen): PictureLayer {
  const { sizes, activations } = experiment.shape;
  const own = chosen.layer >= 1 && chosen.layer <= Math.max(1, nHidden);
  const layer = own ? chosen.layer : 1;
  return {
    layer,
    unit: own ? chosen.unit : null,
    nUnits: sizes[layer]!,
    activation: activations[layer - 1] ?? null,
  };
}
