import { assertNever } from './assertNever.ts';
import { sigmoid, tanh } from './elementary.ts';
import { t } from './translation.ts';

/** The activation functions a hidden layer can have. */
export const ACTIVATIONS = ['relu', 'tanh', 'sigmoid', 'leakyRelu', 'linear'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** Slope of leakyRelu below 0. */
export const LEAK = 0.01;

/**
 * A = activation(Z), element by element. Overwrites `a`; `a` and `z` have the same length.
 *
 * relu: max(0, z) · leakyRelu: z or 0.01 z · tanh · sigmoid: 1 / (1 + e^{−z}) · linear: z
 */
export function activate(activation: Activation, a: Float64Array, z: Float64Array): void {
  const n = z.length;
  switch (activation) {
    case 'relu':
      // two at a time; not `z > 0 ? z : 0`: a NaN must stay a NaN
      for (let i = 0; i < n; i += 2) {
        const j = Math.min(i + 1, n - 1);
        const z1 = z[i]!;
        const z2 = z[j]!;
        a[i] = z1 <= 0 ? 0 : z1;
        a[j] = z2 <= 0 ? 0 : z2;
      }
      return;
    case 'leakyRelu':
      for (let i = 0; i < n; i++) a[i] = z[i]! <= 0 ? LEAK * z[i]! : z[i]!;
      return;
    case 'tanh':
      for (let i = 0; i < n; i++) a[i] = tanh(z[i]!);
      return;
    case 'sigmoid':
      for (let i = 0; i < n; i++) a[i] = sigmoid(z[i]!);
      return;
    case 'linear':
      a.set(z);
      return;
    default:
      assertNever(activation);
  }
}

/**
 * dZ = dA ∘ activation′, the derivative taken from the activation's output as the tutorial does.
 * Overwrites `dZ`; all three arrays have the same length.
 *
 * relu: [a > 0] · leakyRelu: 1 or 0.01 · tanh: 1 − a² · sigmoid: a (1 − a) · linear: 1
 */
export function activationGradient(
  activation: Activation,
  dZ: Float64Array,
  dA: Float64Array,
  a: Float64Array,
): void {
  const n = a.length;
  switch (activation) {
    case 'relu':
      for (let i = 0; i < n; i += 2) {
        const j = Math.min(i + 1, n - 1);
        const d1 = dA[i]!;
        const d2 = dA[j]!;
        dZ[i] = a[i]! > 0 ? d1 : 0;
        dZ[j] = a[j]! > 0 ? d2 : 0;
      }
      return;
    case 'leakyRelu':
      for (let i = 0; i < n; i++) dZ[i] = a[i]! > 0 ? dA[i]! : LEAK * dA[i]!;
      return;
    case 'tanh':
      for (let i = 0; i < n; i++) dZ[i] = dA[i]! * (1 - a[i]! * a[i]!);
      return;
    case 'sigmoid':
      for (let i = 0; i < n; i++) dZ[i] = dA[i]! * (a[i]! * (1 - a[i]!));
      return;
    case 'linear':
      dZ.set(dA);
      return;
    default:
      assertNever(activation);
  }
}

/** activation(z) of one value. */
export function activationOf(activation: Activation, z: number): number {
  const cell = Float64Array.of(z);
  activate(activation, cell, cell);
  return cell[0]!;
}

/** activation′ of one unit, from its output `a`: what `activationGradient` multiplies dA with. */
export function activationSlope(activation: Activation, a: number): number {
  const cell = Float64Array.of(1);
  activationGradient(activation, cell, cell, Float64Array.of(a));
  return cell[0]!;
}

/**
 * Does a unit fire on a row? For relu and leakyRelu: its activation is above 0, the mask of the backward pass.
 * The other activations have no off state; a positive output is counted as firing there too.
 */
export function fires(a: number): boolean {
  return a > 0;
}

/** What is said of a unit on a row where `fires` holds. Only an activation with an off state can be said to fire. */
export function firingWords(activation: Activation): 'fires' | 'is positive' {
  return activation === 'relu' || activation === 'leakyRelu' ? 'fires' : 'is positive';
}

/** The same in the language of this window. */
export function firingText(words: ReturnType<typeof firingWords>): string {
  return words === 'fires' ? t('fires') : t('is positive');
}

/** What is said of a unit whose activation on a row is `a`. */
export function firingVerdict(activation: Activation, a: number): string {
  const words = firingWords(activation);
  if (fires(a)) return firingText(words);
  return words === 'fires' ? t('silent') : t('is not positive');
}
