import { expect, test } from 'vitest';
import { CONTESTANTS, prepareContestant } from './engines.ts';
import { SERIES } from './shapes.ts';
import { experimentOf } from './workload.ts';

test('everybody of ours in a race trains, and gives the same bits', async () => {
  const experiment = experimentOf(SERIES[0]!);
  const trainings = await Promise.all(CONTESTANTS.map((name) => prepareContestant(name, experiment)));
  const losses = trainings.map(({ epoch }) => [epoch(), epoch(), epoch()]);
  expect(losses).toEqual(CONTESTANTS.map(() => losses[0]));
  expect(losses[0]![2]).toBeLessThan(losses[0]![0]!);
});
