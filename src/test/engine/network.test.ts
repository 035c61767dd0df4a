import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS, activate, activationGradient, fires } from '#engine/activations';
import { crossEntropy, softmax, softmaxCrossEntropyGradient } from '#engine/loss';
import { affine, biasGradient, gatherRows, inputGradient, weightGradient } from '#engine/matrix';
import { layParameters, parameterCount } from '#engine/parameters';

describe('activations', () => {
  const Z = [-Infinity, -2, -0.5, -0, 0, 0.5, 2, Infinity, NaN];
  test.each([
    ['relu', [0, 0, 0, 0, 0, 0.5, 2, Infinity, NaN]],
    ['leakyRelu', [-Infinity, -0.02, -0.005, -0, 0, 0.5, 2, Infinity, NaN]],
    ['linear', Z],
    ['tanh', [-1, Math.tanh(-2), Math.tanh(-0.5), -0, 0, Math.tanh(0.5), Math.tanh(2), 1, NaN]],
    [
      'sigmoid',
      [
        0,
        1 / (1 + Math.exp(2)),
        1 / (1 + Math.exp(0.5)),
        0.5,
        0.5,
        0.6224593312018546,
        0.8807970779778823,
        1,
        NaN,
      ],
    ],
  ] as const)('%s', (activation, expected) => {
    const a = new Float64Array(Z.length);
    activate(activation, a, Float64Array.from(Z));
    a.forEach((value, i) => {
      if (Number.isFinite(expected[i])) expect(value).toBeCloseTo(expected[i]!, 15);
      else expect(value).toBe(expected[i]);
    });
  });

  test.each([
    ['relu', [0, 0, 1]],
    ['leakyRelu', [0.01, 0.01, 1]],
    ['linear', [1, 1, 1]],
    ['tanh', [1 - 0.25, 1, 1 - 0.25]],
    ['sigmoid', [-0.5 * 1.5, 0, 0.25]],
  ] as const)('%s passes the gradient back by its output', (activation, slopes) => {
    const dZ = new Float64Array(3);
    activationGradient(activation, dZ, Float64Array.of(2, -3, 4), Float64Array.of(-0.5, 0, 0.5));
    expect(Array.from(dZ, (value) => value + 0)).toEqual([2 * slopes[0], -3 * slopes[1] + 0, 4 * slopes[2]]); // no −0
  });

  test('a NaN is not turned into a number by any activation', () => {
    for (const activation of ACTIVATIONS) {
      const a = new Float64Array(1);
      activate(activation, a, Float64Array.of(NaN));
      expect(a[0], activation).toBeNaN();
    }
  });

  test('a unit fires above 0 only', () => {
    expect([-1, -0, 0, Number.MIN_VALUE, NaN].map(fires)).toEqual([false, false, false, true, false]);
  });
});

describe('softmax', () => {
  const softmaxOf = (logits: readonly number[], nClasses: number) => {
    const p = new Float64Array(logits.length);
    softmax(p, Float64Array.from(logits), logits.length / nClasses, nClasses);
    return [...p];
  };

  test('rows that differ by hundreds keep their own probabilities', () => {
    const p = softmaxOf([900, 901, 902, -900, -899, -898, 0, 1, 2], 3);
    expect(p.slice(0, 3)).toEqual(p.slice(6));
    expect(p.slice(3, 6)).toEqual(p.slice(6));
    expect(p[2]).toBeCloseTo(0.6652409557748219, 15);
  });

  test('ties share, a lead of a thousand takes all', () => {
    expect(softmaxOf([5, 5, 5, 5], 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(softmaxOf([1000, 0, -1e308, 1e308], 2)).toEqual([1, 0, 0, 1]);
  });

  test('every row sums to 1 and keeps the order of its logits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -700, max: 700, noNaN: true }), { minLength: 2, maxLength: 9 }),
        (z) => {
          const p = softmaxOf(z, z.length);
          expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 14);
          for (let i = 1; i < z.length; i++) if (z[i]! > z[0]!) expect(p[i]!).toBeGreaterThanOrEqual(p[0]!);
        },
      ),
    );
  });
});

describe('cross-entropy', () => {
  test.each([
    ['guessing costs ln 3', [1 / 3, 1 / 3, 1 / 3], [0, 1, 0], -Math.log(1 / 3 + 1e-9)],
    ['certainty costs nothing', [1, 0, 0], [1, 0, 0], -Math.log(1 + 1e-9)],
    ['certain and wrong costs 20.7, not infinity', [1, 0, 0], [0, 0, 1], -Math.log(1e-9)],
  ])('%s', (_, p, y, expected) => {
    expect(crossEntropy(Float64Array.from(p), Float64Array.from(y), 1, 3)).toBeCloseTo(expected, 14);
  });

  test('is the mean over rows', () => {
    const p = Float64Array.of(0.5, 0.5, 0.25, 0.75);
    const expected = -(Math.log(0.5 + 1e-9) + Math.log(0.75 + 1e-9)) / 2;
    expect(crossEntropy(p, Float64Array.of(1, 0, 0, 1), 2, 2)).toBeCloseTo(expected, 15);
  });

  test('its gradient is P − Y', () => {
    const dZ = new Float64Array(3);
    softmaxCrossEntropyGradient(dZ, Float64Array.of(0.25, 0.5, 0.25), Float64Array.of(0, 1, 0));
    expect([...dZ]).toEqual([0.25, -0.5, 0.25]);
  });
});

describe('matrix products of 2 rows, 3 inputs and 2 units', () => {
  const x = Float64Array.of(1, 2, 3, 4, 5, 6);
  const w = Float64Array.of(1, -1, 10, -10, 100, -100);
  const dZ = Float64Array.of(1, 2, 3, 4);
  const filled = (n: number) => new Float64Array(n).fill(NaN);

  test('Z = X·W + b', () => {
    const out = filled(4);
    affine(out, x, w, Float64Array.of(0.5, 0.25), 2, 3, 2);
    expect([...out]).toEqual([321.5, -320.75, 654.5, -653.75]);
  });

  test('dW = Xᵀ·dZ', () => {
    const out = filled(6);
    weightGradient(out, x, dZ, 2, 3, 2);
    expect([...out]).toEqual([13, 18, 17, 24, 21, 30]);
  });

  test('db sums over the rows', () => {
    const out = filled(2);
    biasGradient(out, dZ, 2, 2);
    expect([...out]).toEqual([4, 6]);
  });

  test('dA = dZ·Wᵀ', () => {
    const out = filled(6);
    inputGradient(out, dZ, w, 2, 3, 2);
    expect([...out]).toEqual([-1, -10, -100, -1, -10, -100]);
  });

  test('rows are gathered in the order asked for', () => {
    expect([...gatherRows(x, Int32Array.of(1, 0, 1), 3)]).toEqual([4, 5, 6, 1, 2, 3, 4, 5, 6]);
  });
});

describe('parameters', () => {
  test.each([
    [[4, 5, 3], 43],
    [[4, 3], 15],
    [[2, 1, 1, 2], 3 + 2 + 4],
  ])('a network of %j has %d', (sizes, count) => {
    expect(parameterCount(sizes)).toBe(count);
  });

  test('all weights come first, then all biases, and layers are views on them', () => {
    const values = Float64Array.from({ length: 9 }, (_, i) => i);
    const { layers } = layParameters([2, 1, 1, 2], values);
    expect(layers.map(({ weights }) => [...weights])).toEqual([[0, 1], [2], [3, 4]]);
    expect(layers.map(({ biases }) => [...biases])).toEqual([[5], [6], [7, 8]]);
    layers[2]!.biases[1] = 80;
    expect(values[8]).toBe(80);
  });

  test('another number of values is refused', () => {
    expect(() => layParameters([4, 5, 3], new Float64Array(42))).toThrow(
      'sizes 4-5-3 have 43 parameters, got 42',
    );
  });
});
