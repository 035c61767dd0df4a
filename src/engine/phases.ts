import { arraysOf } from './arrays.ts';
import type { ArrayId, ArrayName } from './arrays.ts';
import type { Experiment } from './experiment.ts';
import { DEFAULT_CONFIG } from './config.ts';
import type { OptimizerName, TrainingConfig } from './config.ts';
import type { NetworkShape } from './network.ts';
import { t } from './translation.ts';

/** What a step inside an epoch does. */
export const PHASE_KINDS = [
  'scores', // Z = input · W + b
  'activation', // A = activation(Z)
  'softmax', // P
  'loss',
  'outputGradient', // dZ = P − Y
  'handBack', // dA = dZ of the next layer · Wᵀ
  'mask', // dZ = dA ∘ activation′
  'weightGradient', // dW and db
  'update',
] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

/** One step inside an epoch: what it computes, and from what. */
export interface Phase {
  readonly name: string; // the arrays it computes: "Z1", "dW2, db2", "update"
  readonly kind: PhaseKind;
  readonly layer: number; // 1 … layers; of loss and update the last
  readonly formula: string;
  readonly results: readonly ArrayId[];
  readonly sources: readonly ArrayId[];
}

type Training = TrainingConfig['training'];

/**
 * Forward, loss, backward, update: the steps of an epoch in the order of computation. 11 for one hidden layer. With
 * mini-batches the arrays are those over all training rows, and the update is that of all batches.
 */
export function phasesOf(
  shape: NetworkShape,
  training: Training = DEFAULT_CONFIG.training,
): readonly Phase[] {
  const last = shape.sizes.length - 1;
  const layers = Array.from({ length: last }, (_, i) => i + 1);
  const forwards = layers.flatMap((l) => [scores(l), l < last ? activation(shape, l) : softmax(l)]);
  const backwards = [...layers].reverse().flatMap((l) => {
    const own = l === last ? [outputGradient(l)] : [handBack(l), mask(shape, l)];
    return [...own, weightGradient(training, l)];
  });
  return [...forwards, loss(last), ...backwards, update(training, layers)];
}

/** The steps of an epoch that can be looked at: those whose arrays an experiment has. */
export function phasesIn(experiment: Experiment): readonly Phase[] {
  const known = arraysOf(experiment);
  const has = (array: ArrayId) =>
    known.some(({ name, layer }) => name === array.name && layer === array.layer);
  return phasesOf(experiment.shape, experiment.config.training).flatMap((phase) => {
    const results = phase.results.filter(has);
    return results.length === 0 ? [] : [{ ...phase, results }];
  });
}

/** Has a phase of the backward pass begun? The last state of a run was never trained on. */
export function isForward({ kind }: Phase): boolean {
  return kind === 'scores' || kind === 'activation' || kind === 'softmax' || kind === 'loss';
}

function scores(l: number): Phase {
  return {
    name: `Z${l}`,
    kind: 'scores',
    layer: l,
    formula: `Z${l} = ${inputName(l)}·W${l} + b${l}`,
    results: [array('Z', l)],
    sources: [input(l), array('W', l), array('b', l)],
  };
}

function activation({ activations }: NetworkShape, l: number): Phase {
  return {
    name: `A${l}`,
    kind: 'activation',
    layer: l,
    formula: `A${l} = ${activations[l - 1] ?? ''}(Z${l})`,
    results: [array('A', l)],
    sources: [array('Z', l)],
  };
}

function softmax(l: number): Phase {
  return {
    name: 'P',
    kind: 'softmax',
    layer: l,
    formula: `P = softmax(Z${l})`,
    results: [array('P', l)],
    sources: [array('Z', l)],
  };
}

function loss(l: number): Phase {
  return {
    name: t('loss'),
    kind: 'loss',
    layer: l,
    formula: t('loss = −mean(Y · ln(P + 1e-9))'),
    results: [array('rowLoss', l), array('loss', l)],
    sources: [array('P', l), array('Y', l)],
  };
}

function outputGradient(l: number): Phase {
  return {
    name: `dZ${l}`,
    kind: 'outputGradient',
    layer: l,
    formula: `dZ${l} = P − Y`,
    results: [array('dZ', l)],
    sources: [array('P', l), array('Y', l)],
  };
}

function handBack(l: number): Phase {
  return {
    name: `dA${l}`,
    kind: 'handBack',
    layer: l,
    formula: `dA${l} = dZ${l + 1}·W${l + 1}ᵀ`,
    results: [array('dA', l)],
    sources: [array('dZ', l + 1), array('W', l + 1)],
  };
}

function mask({ activations }: NetworkShape, l: number): Phase {
  const slope = activations[l - 1] === 'relu' ? `[A${l} > 0]` : `${activations[l - 1] ?? ''}′`;
  return {
    name: `dZ${l}`,
    kind: 'mask',
    layer: l,
    formula: `dZ${l} = dA${l} ∘ ${slope}`,
    results: [array('mask', l), array('dZ', l)],
    sources: [array('dA', l), array('A', l)],
  };
}

function weightGradient({ reduction }: Training, l: number): Phase {
  const isMean = reduction === 'mean';
  return {
    name: `dW${l}, db${l}`,
    kind: 'weightGradient',
    layer: l,
    formula: isMean
      ? t('dW{0} = {1}ᵀ·dZ{0} / rows, db{0} = mean of the rows’ dZ{0}', l, inputName(l))
      : t('dW{0} = {1}ᵀ·dZ{0}, db{0} = Σ rows dZ{0}', l, inputName(l)),
    results: [array('dW', l), array('db', l)],
    sources: [input(l), array('dZ', l)],
  };
}

/** θ stands for W and b, g for dW and db. */
const UPDATE_FORMULAS: Readonly<Record<OptimizerName, string>> = {
  gradientDescent: t('W ← W − learning rate · dW, b ← b − learning rate · db'),
  momentum: t('v ← μ·v + g, θ ← θ − learning rate · v'),
  adam: t('m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², θ ← θ − learning rate · m̂ / (√v̂ + ε)'),
};

function update({ optimizer, batchSize }: Training, layers: readonly number[]): Phase {
  return {
    name: t('update'),
    kind: 'update',
    layer: layers.length,
    formula: (batchSize === null ? '' : t('for each batch: ')) + UPDATE_FORMULAS[optimizer],
    results: layers.flatMap((l) => [array('newW', l), array('newb', l)]),
    sources: layers.flatMap((l) => [array('W', l), array('b', l), array('dW', l), array('db', l)]),
  };
}

function inputName(l: number): string {
  return l === 1 ? 'X' : `A${l - 1}`;
}

function input(l: number): ArrayId {
  return l === 1 ? array('X', 0) : array('A', l - 1);
}

function array(name: ArrayName, layer: number): ArrayId {
  return { name, layer };
}
