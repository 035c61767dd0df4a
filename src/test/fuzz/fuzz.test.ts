import { expect, test } from 'vitest';
import { MOST_MS, round } from './fuzz.ts';

const SLICE_MS = 17_500; // for each of the seven targets: two minutes in all; `npm run fuzz -- --minutes=30` takes its time

test('generated tables, experiment files and messages are taken or refused, none crashes and none hangs', async () => {
  const seed = Date.now() % 2 ** 31;
  const outcomes = await round(seed, SLICE_MS);
  console.log(
    outcomes.map(({ target, cases }) => `${target} ${cases} cases`).join(', '),
    `with seed ${seed}`,
  );
  expect(outcomes.filter(({ failure }) => failure !== null)).toEqual([]);
  for (const { cases, slowest } of outcomes) {
    expect(cases).toBeGreaterThan(10);
    expect(slowest).toBeLessThan(MOST_MS);
  }
}, 400_000);
