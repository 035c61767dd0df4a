import { OPTIMIZER_DEFAULTS } from './config.ts';
import type { OptimizerName, TrainingConfig } from './config.ts';
import { power } from './schedules.ts';

/** How many numbers an optimiser remembers of each parameter: momentum its velocity, Adam two moments. */
const MOMENTS_PER_PARAMETER: Readonly<Record<OptimizerName, 0 | 1 | 2>> = {
  gradientDescent: 0,
  momentum: 1,
  adam: 2,
};

/** How many numbers an optimiser remembers of `nParameters` parameters; all are 0 before the first update. */
export function momentCount(optimizer: OptimizerName, nParameters: number): number {
  return MOMENTS_PER_PARAMETER[optimizer] * nParameters;
}

/** One update: where in the training it is. */
export interface UpdateStep {
  readonly learningRate: number; // of its epoch
  readonly count: number; // updates of the run up to this one, which is 1 for the first
}

/**
 * One update of all parameters θ from a gradient g, with the learning rate η. Mutates `values` and `moments`.
 *
 *     gradientDescent   θ ← θ − η·g
 *     momentum          v ← μ·v + g;  θ ← θ − η·v
 *     adam              m ← β₁·m + (1 − β₁)·g;  v ← β₂·v + (1 − β₂)·g²
 *                       θ ← θ − η · m/(1 − β₁ᵗ) / (√(v/(1 − β₂ᵗ)) + ε), t being the count of updates
 *
 * Sources: B. T. Polyak (1964), in the form of PyTorch's SGD; D. P. Kingma and J. Ba, "Adam", ICLR 2015, algorithm 1.
 *
 * @param values [parameterCount], as `gradient` is
 * @param moments [momentCount]: v, or m and then v
 */
export function applyUpdate(
  training: TrainingConfig['training'],
  step: UpdateStep,
  values: Float64Array,
  moments: Float64Array,
  gradient: Float64Array,
): void {
  switch (training.optimizer) {
    case 'gradientDescent':
      return gradientDescent(values, gradient, step.learningRate);
    case 'momentum':
      return momentum(values, moments, gradient, step.learningRate, momentumOf(training));
    case 'adam':
      return adam(values, moments, gradient, adamStep(training, step));
  }
}

/** θ ← θ − η·g. */
export function gradientDescent(values: Float64Array, gradient: Float64Array, learningRate: number): void {
  for (let i = 0; i < values.length; i++) values[i]! -= learningRate * gradient[i]!;
}

function momentum(
  values: Float64Array,
  velocity: Float64Array,
  gradient: Float64Array,
  learningRate: number,
  kept: number,
): void {
  for (let i = 0; i < values.length; i++) {
    const v = kept * velocity[i]! + gradient[i]!;
    velocity[i] = v;
    values[i]! -= learningRate * v;
  }
}

/** μ of a configuration. */
export function momentumOf(training: TrainingConfig['training']): number {
  return training.momentum ?? OPTIMIZER_DEFAULTS.momentum;
}

/** The numbers of one step of Adam that are the same for all parameters. */
export interface AdamStep {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly correction1: number; // 1 − β₁ᵗ
  readonly correction2: number; // 1 − β₂ᵗ
}

export function adamStep(
  training: TrainingConfig['training'],
  { learningRate, count }: UpdateStep,
): AdamStep {
  const { beta1, beta2, epsilon } = { ...OPTIMIZER_DEFAULTS, ...training };
  const [correction1, correction2] = [1 - power(beta1, count), 1 - power(beta2, count)];
  return { learningRate, beta1, beta2, epsilon, correction1, correction2 };
}

function adam(values: Float64Array, moments: Float64Array, gradient: Float64Array, step: AdamStep): void {
  const { learningRate, beta1, beta2, epsilon, correction1, correction2 } = step;
  const n = values.length;
  for (let i = 0; i < n; i++) {
    const g = gradient[i]!;
    const m = beta1 * moments[i]! + (1 - beta1) * g;
    const v = beta2 * moments[n + i]! + (1 - beta2) * (g * g);
    moments[i] = m;
    moments[n + i] = v;
    values[i]! -= (learningRate * (m / correction1)) / (Math.sqrt(v / correction2) + epsilon);
  }
}
