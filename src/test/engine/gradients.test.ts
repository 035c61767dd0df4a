import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '#engine/activations';
import type { Activation } from '#engine/activations';
import { backward, createBackwardPass, createPass, forward, lossOf, probabilitiesOf } from '#engine/network';
import type { NetworkShape, Pass } from '#engine/network';
import { layParameters } from '#engine/parameters';
import type { Parameters } from '#engine/parameters';
import { RandomStream } from '#engine/random';
import { relativeError } from '../fixtureFiles.ts';

const N_ROWS = 12;
const N_FEATURES = 4;
const N_CLASSES = 3;
const UNITS = [5, 4, 3];
const STEP = 1e-3;
const BOUND = 1e-6;
const NOISE = 1e-10;

interface Problem {
  readonly pass: Pass;
  readonly parameters: Parameters;
  readonly x: Float64Array;
  readonly targets: Float64Array;
}

describe('the gradient of every parameter agrees with central differences', () => {
  const shapes: (readonly Activation[])[] = [[]];
  for (const activation of ACTIVATIONS) {
    for (const depth of [1, 2, 3]) shapes.push(Array<Activation>(depth).fill(activation));
  }
  shapes.push(['relu', 'tanh', 'sigmoid'], ['leakyRelu', 'linear', 'relu'], ['sigmoid', 'relu', 'tanh']);

  test.each(shapes.map((activations) => ({ activations })))(
    'hidden layers $activations',
    ({ activations }) => {
      const problem = problemOf(activations);
      const { checked, worst, where } = compare(problem);
      expect(worst, `worst relative error ${worst} at parameter ${where}`).toBeLessThanOrEqual(BOUND);
      expect(checked).toBeGreaterThan(0.9 * problem.parameters.values.length);
    },
  );
});

function problemOf(activations: readonly Activation[]): Problem {
  const shape: NetworkShape = {
    sizes: [N_FEATURES, ...UNITS.slice(0, activations.length), N_CLASSES],
    activations,
  };
  const random = new RandomStream(17);
  const signed = () => 2 * random.nextDouble() - 1;
  const parameters = layParameters(shape.sizes);
  parameters.values.forEach((_, i) => (parameters.values[i] = 0.6 * signed()));
  const x = Float64Array.from({ length: N_ROWS * N_FEATURES }, () => 2 * signed());
  const targets = new Float64Array(N_ROWS * N_CLASSES);
  for (let row = 0; row < N_ROWS; row++) targets[row * N_CLASSES + (row % N_CLASSES)] = 1;
  return { pass: createPass(shape, N_ROWS), parameters, x, targets };
}

/** The worst relative error over all parameters that have no kink within reach of the differences. */
function compare(problem: Problem): {
  readonly checked: number;
  readonly worst: number;
  readonly where: number;
} {
  const { pass, parameters, x, targets } = problem;
  const backwardPass = createBackwardPass(pass);
  forward(pass, parameters, x);
  backward(backwardPass, pass, parameters, x, targets);
  const gradient = backwardPass.gradient.values.slice();
  let [checked, worst, where] = [0, 0, -1];
  gradient.forEach((exact, i) => {
    const difference = centralDifference(problem, i);
    if (difference === undefined) return;
    checked++;
    // the difference shows its own rounding, some ulps of the loss over the step, whatever the gradient is
    const error = Math.abs(exact - difference) < NOISE ? 0 : relativeError(exact, difference);
    if (!(error <= worst)) [worst, where] = [error, i];
  });
  return { checked, worst, where };
}

/** Five points, so that neither the step nor the rounding of the loss matters; undefined where a unit changes sides. */
function centralDifference(problem: Problem, i: number): number | undefined {
  const sides = [-2, -1, 1, 2].map((steps) => summedLoss(problem, i, steps * STEP));
  if (sides.some(({ signs }) => signs !== sides[0]!.signs)) return undefined;
  const [a, b, c, d] = sides.map(({ loss }) => loss);
  return (a! - 8 * b! + 8 * c! - d!) / (12 * STEP);
}

/**
 * −Σ Y · ln P over all rows. The offset 1e-9 in the logarithm is left out, as it is in the derivation of P − Y: where a
 * gradient is a small difference of large terms it would be all that is seen.
 */
function summedLoss({ pass, parameters, x, targets }: Problem, i: number, change: number) {
  const kept = parameters.values[i]!;
  parameters.values[i] = kept + change;
  forward(pass, parameters, x);
  parameters.values[i] = kept;
  const kinked = pass.preActivations.filter((_, l) => /relu/i.test(pass.shape.activations[l] ?? ''));
  const signs = kinked.map((z) => z.map(Math.sign).join('')).join(' ');
  const loss = probabilitiesOf(pass).reduce((sum, p, at) => sum - targets[at]! * Math.log(p), 0);
  expect(Math.abs(loss / N_ROWS - lossOf(pass, targets)), 'what the offset changes in the loss').toBeLessThan(
    1e-7,
  );
  return { loss, signs };
}
