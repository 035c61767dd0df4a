import { expect, test } from 'vitest';
import type { SeedOutcome, SeedSweep } from '#protocol/api';
import { accuracySentence, seedFigures, sweepSentence } from '../seedGroups.ts';

function completed(seed: number, testCorrect: number, nDead = 0): SeedOutcome {
  const result = { trainLoss: 0.5, testLoss: 0.5, testCorrect, nTest: 30, nDead };
  return { seed, status: { state: 'completed' }, result };
}

const OUTCOMES: readonly SeedOutcome[] = [
  completed(1, 29, 1),
  { ...completed(2, 3), status: { state: 'diverged', epoch: 5, where: 'Z1' } },
  completed(3, 30),
  completed(4, 29),
  { seed: 5, status: { state: 'failed', message: 'no thread' }, result: null },
];

function sweep(part: Partial<SeedSweep> = {}): SeedSweep {
  return {
    id: 'a',
    name: 'Tutorial',
    seeds: [1, 2, 3, 4, 5, 6],
    outcomes: OUTCOMES,
    state: 'running',
    isNew: false,
    ...part,
  };
}

const summary = (one: SeedSweep) =>
  seedFigures(one).map(({ title, groups }) => [
    title,
    groups.map(({ label, outcomes }) => [label, outcomes.map(({ seed }) => seed)]),
  ]);

test('bars hold the seeds that came to the same, the best first; what did not end stands apart', () => {
  expect(summary(sweep())).toEqual([
    [
      'Test rows read right at the end',
      [
        ['30/30', [3]],
        ['29/30', [1, 4]],
      ],
    ],
    [
      'Dead units at the end',
      [
        ['none', [3, 4]],
        ['1 dead', [1]],
      ],
    ],
    [
      'Not trained to the end',
      [
        ['diverged', [2]],
        ['failed', [5]],
      ],
    ],
  ]);
});

test('a bar says what one test of its k of n is worth', () => {
  const notes = seedFigures(sweep())[0]?.groups.map(({ note }) => note);
  expect(notes).toEqual(['95 % interval 89–100 %', '95 % interval 83–99 %']);
});

test('the keys of all bars differ', () => {
  const keys = seedFigures(sweep()).flatMap(({ groups }) => groups.map(({ key }) => key));
  expect(new Set(keys).size).toBe(keys.length);
});

test('without an outcome there is nothing to draw or to say', () => {
  expect(seedFigures(sweep({ outcomes: [] }))).toEqual([]);
  expect(accuracySentence(sweep({ outcomes: [] }))).toBe('');
});

test.each([
  ['running', '5 of 6 seeds trained: 3 completed, 1 diverged, 1 failed'],
  ['cancelled', 'cancelled after 5 of 6 seeds: 3 completed, 1 diverged, 1 failed'],
  ['completed', '6 seeds: 3 completed, 1 diverged, 1 failed'],
] as const)('a sweep that is %s says how it stands', (state, text) => {
  expect(sweepSentence(sweep({ state }))).toBe(text);
});

test('the middle of an even number of seeds lies between two', () => {
  expect(accuracySentence(sweep())).toBe('test accuracy of 30: lowest 29, median 29, mean 29.33, highest 30');
  const outcomes = [completed(1, 26), completed(2, 29)];
  expect(accuracySentence(sweep({ outcomes }))).toContain('median 27.5, mean 27.50');
});
