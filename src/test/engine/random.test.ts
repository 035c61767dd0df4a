import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomStream } from '#engine/random';
import { readRandom } from '../fixtureFiles.ts';

describe.each(readRandom())('the stream of seed $seed', ({ seed, uint32, rand, permutations }) => {
  test('gives NumPy’s words', () => {
    const stream = new RandomStream(seed);
    expect(uint32.map(() => stream.nextUint32())).toEqual(uint32);
  });

  test('gives NumPy’s doubles to the last bit', () => {
    const stream = new RandomStream(seed);
    expect(rand.map(() => stream.nextDouble())).toEqual(rand);
  });

  test.each(permutations.map((order) => ({ n: order.length, order })))(
    'shuffles $n rows as NumPy',
    ({ n, order }) => {
      expect([...new RandomStream(seed).permutation(n)]).toEqual(order);
    },
  );
});

test('the stream goes on beyond the first 624 words: the 10,000th word of seed 5489 is the generator’s test value', () => {
  const stream = new RandomStream(5489);
  let word = 0;
  for (let i = 0; i < 10_000; i++) word = stream.nextUint32();
  expect(word).toBe(4123659995);
});

test.each([-1, 4294967296, 0.5, NaN, Infinity])('refuses the seed %s', (seed) => {
  expect(() => new RandomStream(seed)).toThrow(
    `seed must be a whole number from 0 to 4294967295, got ${seed}`,
  );
});

test('a permutation holds each row once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 300 }), (seed, n) => {
      const order = [...new RandomStream(seed).permutation(n)].sort((a, b) => a - b);
      expect(order).toEqual(Array.from({ length: n }, (_, i) => i));
    }),
  );
});

test('an index is never above the largest allowed, also where that is one below or above a power of two', () => {
  const stream = new RandomStream(7);
  for (const largest of [0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 0x7fffffff, 0x80000000, 0xffffffff]) {
    const drawn = Array.from({ length: 200 }, () => stream.nextIndex(largest));
    expect(drawn.every((i) => Number.isInteger(i) && i >= 0 && i <= largest)).toBe(true);
    if (largest > 0) expect(new Set(drawn).size).toBeGreaterThan(1);
  }
});
