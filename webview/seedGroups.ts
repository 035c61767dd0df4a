import { wilsonInterval } from '#engine/metrics';
import type { SeedOutcome, SeedSweep } from '#protocol/api';
import { count, percent, whole } from './format.ts';

/** Seeds that came to the same: a bar. */
export interface SeedGroup {
  readonly key: string; // apart from all others of the sweep
  readonly label: string;
  readonly note: string; // what more there is to say of it
  readonly outcomes: readonly SeedOutcome[]; // in the order of the seeds
}

/** Bars of one kind. Together they hold each seed at most once. */
export interface SeedFigure {
  readonly title: string;
  readonly groups: readonly SeedGroup[];
}

/**
 * Test accuracy and dead units of the seeds that trained to the end, and the seeds that did not. Bars stand from the best
 * to the worst; a value that no seed has is left out.
 */
export function seedFigures({ outcomes }: SeedSweep): SeedFigure[] {
  const completed = outcomes.filter(({ status }) => status.state === 'completed');
  const ends = outcomes.filter(({ status }) => status.state !== 'completed');
  const figures = [
    { title: 'Test rows read right at the end', groups: accuracyGroups(completed) },
    { title: 'Dead units at the end', groups: deadGroups(completed) },
    { title: 'Not trained to the end', groups: endGroups(ends) },
  ];
  return figures.filter(({ groups }) => groups.length > 0);
}

/** Each with Wilson's 95 % interval of its own k of n: what one seed's test says of the network it gave. */
function accuracyGroups(outcomes: readonly SeedOutcome[]): SeedGroup[] {
  const correct = ({ result }: SeedOutcome) => result?.testCorrect ?? 0;
  return grouped(outcomes, correct, 'falling').map(([k, seeds]) => {
    const n = seeds[0]?.result?.nTest ?? 1;
    const [low, high] = wilsonInterval(k, n);
    return {
      key: `correct-${k}`,
      label: `${k}/${n}`,
      note: `95 % interval ${percent(low)}–${percent(high)} %`,
      outcomes: seeds,
    };
  });
}

function deadGroups(outcomes: readonly SeedOutcome[]): SeedGroup[] {
  return grouped(outcomes, ({ result }) => result?.nDead ?? 0, 'rising').map(([n, seeds]) => ({
    key: `dead-${n}`,
    label: n === 0 ? 'none' : `${whole(n)} dead`,
    note: n === 0 ? 'every hidden unit fires on some training row' : '',
    outcomes: seeds,
  }));
}

function endGroups(outcomes: readonly SeedOutcome[]): SeedGroup[] {
  const groups: Readonly<Record<'diverged' | 'failed', string>> = {
    diverged: 'a number stopped being finite',
    failed: 'a fault that is not the run’s',
  };
  return (['diverged', 'failed'] as const)
    .map((state) => ({
      key: state,
      label: state,
      note: groups[state],
      outcomes: outcomes.filter(({ status }) => status.state === state),
    }))
    .filter((group) => group.outcomes.length > 0);
}

function grouped(
  outcomes: readonly SeedOutcome[],
  valueOf: (outcome: SeedOutcome) => number,
  order: 'rising' | 'falling',
): [number, SeedOutcome[]][] {
  const groups = new Map<number, SeedOutcome[]>();
  for (const outcome of outcomes) {
    const value = valueOf(outcome);
    groups.set(value, [...(groups.get(value) ?? []), outcome]);
  }
  return [...groups].sort(([a], [b]) => (order === 'rising' ? a - b : b - a));
}

/** How far the sweep is, in words: "50 seeds: 48 completed, 2 diverged". */
export function sweepSentence({ seeds, outcomes, state }: SeedSweep): string {
  const of = (what: SeedOutcome['status']['state']) =>
    outcomes.filter(({ status }) => status.state === what).length;
  const parts = (['completed', 'diverged', 'failed'] as const)
    .filter((what) => what === 'completed' || of(what) > 0)
    .map((what) => `${whole(of(what))} ${what}`)
    .join(', ');
  switch (state) {
    case 'running':
      return `${whole(outcomes.length)} of ${count(seeds.length, 'seed')} trained: ${parts}`;
    case 'cancelled':
      return `cancelled after ${whole(outcomes.length)} of ${count(seeds.length, 'seed')}: ${parts}`;
    case 'completed':
      return `${count(seeds.length, 'seed')}: ${parts}`;
  }
}

/** The middle, the mean and the ends of the test accuracy of those that trained to the end; nothing without any. */
export function accuracySentence({ outcomes }: SeedSweep): string {
  const results = outcomes.flatMap(({ status, result }) =>
    status.state === 'completed' && result ? [result] : [],
  );
  const correct = results.map(({ testCorrect }) => testCorrect).sort((a, b) => a - b);
  const [first] = results;
  if (!first) return '';
  const middle = (correct[(correct.length - 1) >> 1]! + correct[correct.length >> 1]!) / 2;
  const mean = correct.reduce((sum, k) => sum + k, 0) / correct.length;
  return `test accuracy of ${first.nTest}: lowest ${correct[0]}, median ${middle}, mean ${mean.toFixed(2)}, highest ${correct.at(-1)}`;
}
