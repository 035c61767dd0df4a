import { wilsonInterval } from '#engine/metrics';
import { t } from '#engine/translation';
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
    { title: t('Test rows read right at the end'), groups: accuracyGroups(completed) },
    { title: t('Dead units at the end'), groups: deadGroups(completed) },
    { title: t('Not trained to the end'), groups: endGroups(ends) },
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
      note: t('95 % interval {0}–{1} %', percent(low), percent(high)),
      outcomes: seeds,
    };
  });
}

function deadGroups(outcomes: readonly SeedOutcome[]): SeedGroup[] {
  return grouped(outcomes, ({ result }) => result?.nDead ?? 0, 'rising').map(([n, seeds]) => ({
    key: `dead-${n}`,
    label: n === 0 ? t('none') : t('{0} dead', whole(n)),
    note: n === 0 ? t('every hidden unit fires on some training row') : '',
    outcomes: seeds,
  }));
}

const END_WORDS = { completed: t('completed'), diverged: t('diverged'), failed: t('failed') } as const;

function endGroups(outcomes: readonly SeedOutcome[]): SeedGroup[] {
  const groups: Readonly<Record<'diverged' | 'failed', string>> = {
    diverged: t('a number stopped being finite'),
    failed: t('a fault that is not the run’s'),
  };
  return (['diverged', 'failed'] as const)
    .map((state) => ({
      key: state,
      label: END_WORDS[state],
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
    .map((what) => `${whole(of(what))} ${END_WORDS[what]}`)
    .join(', ');
  switch (state) {
    case 'running':
      return t('{0} of {1} trained: {2}', whole(outcomes.length), count(seeds.length, 'seed'), parts);
    case 'cancelled':
      return t('cancelled after {0} of {1}: {2}', whole(outcomes.length), count(seeds.length, 'seed'), parts);
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
  return t(
    'test accuracy of {0}: lowest {1}, median {2}, mean {3}, highest {4}',
    first.nTest,
    correct[0] ?? NaN,
    middle,
    mean.toFixed(2),
    correct.at(-1) ?? NaN,
  );
}
