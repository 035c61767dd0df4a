import { describe, expect, test } from 'vitest';
import { exp, expm1, log, sigmoid, tanh } from '#engine/elementary';
import { readElementary } from '../fixtureFiles.ts';

const FUNCTIONS = { exp, expm1, log, tanh, sigmoid };
const REFERENCE = readElementary();

/** The distance to high + low in units of the last place of `high`. */
function ulps(actual: number, high: number, low: number): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(high))), -1022);
  const ulp = Math.max(2 ** (exponent - 52), Number.MIN_VALUE);
  return Math.abs(actual - high - low) / ulp;
}

describe('against 1,200 digits', () => {
  test.each([
    ['exp', 0.85],
    ['log', 0.8],
    ['expm1', 2],
    ['tanh', 2.5],
    ['sigmoid', 3],
  ] as const)('%s is within %f ulp', (name, bound) => {
    const table = REFERENCE[name] ?? [];
    expect(table.length).toBeGreaterThan(100);
    const errors = table.map(([x, high, low]) => ({ x, error: ulps(FUNCTIONS[name](x), high, low) }));
    const worst = errors.reduce((a, b) => (b.error > a.error ? b : a));
    expect(worst.error, `worst at ${worst.x}`).toBeLessThanOrEqual(bound);
  });
});

test('never strays from the functions of JavaScript, over a fine sweep', () => {
  const far: string[] = [];
  for (let i = -30_000; i <= 30_000; i++) {
    const x = i / 41.7;
    for (const name of ['exp', 'expm1', 'tanh'] as const) {
      const [own, theirs] = [FUNCTIONS[name](x), Math[name](x)];
      const isClose = Math.abs(own / theirs - 1) < 2e-15 || Math.abs(own - theirs) <= Number.MIN_VALUE;
      if (!(own === theirs || isClose)) far.push(`${name}(${x}): ${own}, ${theirs}`);
    }
    const positive = 10 ** (x / 2400);
    if (Math.abs(log(positive) - Math.log(positive)) > 4e-16 * Math.max(1e-3, Math.abs(Math.log(positive)))) {
      far.push(`log(${positive})`);
    }
  }
  expect(far).toEqual([]);
});

describe('at the edges', () => {
  test.each([
    [0, 1],
    [-0, 1],
    [Infinity, Infinity],
    [-Infinity, 0],
    [NaN, NaN],
    [709.782712893384, 1.797693134862273e308],
    [709.7827128933841, Infinity],
    [-745.1332191019411, 5e-324],
    [-745.1332191019412, 0],
    [1e308, Infinity],
    [-1e308, 0],
    [5e-324, 1],
  ])('exp(%d) is %d', (x, expected) => {
    if (Number.isFinite(expected) && expected > 1) expect(exp(x) / expected).toBeCloseTo(1, 14);
    else expect(exp(x)).toBe(expected);
  });

  test.each([
    [1, 0],
    [0, -Infinity],
    [-0, -Infinity],
    [-1, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [Infinity, Infinity],
    [5e-324, -744.4400719213812],
    [Number.MAX_VALUE, 709.782712893384],
  ])('log(%d) is %d', (x, expected) => {
    expect(log(x)).toBe(expected);
  });

  test.each([
    [0, 0],
    [-0, -0],
    [Infinity, 1],
    [-Infinity, -1],
    [1e308, 1],
    [-400, -1],
    [NaN, NaN],
    [5e-324, 5e-324],
  ])('tanh(%d) is %d', (x, expected) => {
    expect(tanh(x)).toBe(expected);
  });

  test.each([
    [Infinity, Infinity],
    [-Infinity, -1],
    [800, Infinity],
    [-41, -1],
    [NaN, NaN],
    [5e-324, 5e-324],
    [1e-300, 1e-300],
  ])('expm1(%d) is %d', (x, expected) => {
    expect(expm1(x)).toBe(expected);
  });

  test.each([
    [0, 0.5],
    [Infinity, 1],
    [-Infinity, 0],
    [800, 1],
    [-800, 0],
    [NaN, NaN],
  ])('sigmoid(%d) is %d', (x, expected) => {
    expect(sigmoid(x)).toBe(expected);
  });
});
