import { expect, test } from 'vitest';
import { Chronicle } from '#engine/chronicle';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { livesOf } from '#engine/lives';
import type { SeedOutcome } from '#protocol/api';
import { SweepTraining, seedsFrom, withSeed } from '#session/seedSweep';
import { outcomeOf } from '#session/seedOutcome';
import { trainAll } from '#session/trainAll';
import { WorkerPool } from '#session/workerPool';
import { fakeSurroundings } from './fakeWorker.ts';
import { SMALL, configWith } from './smallRun.ts';

const CONFIG: TrainingConfig = {
  ...configWith({ epochs: 25, learningRate: 0.1 }),
  network: {
    ...DEFAULT_CONFIG.network,
    hiddenLayers: [8, 4].map((units) => ({ units, activation: 'relu' })),
  },
};
const SEEDS = seedsFrom(3, 7);

function sweep(config = CONFIG, seeds = SEEDS, processors = 4) {
  const surroundings = fakeSurroundings(undefined, processors);
  const told: (readonly SeedOutcome[])[] = [];
  const pool = new WorkerPool(surroundings);
  const training = new SweepTraining({ config, dataset: SMALL, seeds }, pool, (outcomes) =>
    told.push(outcomes),
  );
  return { training, told, workers: surroundings.workers };
}

/** Each seed as a run of its own, whose last state is asked. */
function bruteForce(config = CONFIG, seeds = SEEDS): SeedOutcome[] {
  return seeds.map((seed) => {
    const experiment = prepareExperiment(withSeed(config, seed), SMALL);
    const { history, divergence } = trainAll(experiment);
    const last = history.length - 1;
    const chronicle = new Chronicle(experiment, history);
    while (chronicle.readNext());
    const lives = livesOf(chronicle, experiment.shape.sizes);
    return {
      seed,
      status: divergence ? { state: 'diverged', ...divergence } : { state: 'completed' },
      result: {
        trainLoss: history.score(last, 'trainLoss'),
        testLoss: history.score(last, 'testLoss'),
        testCorrect: history.score(last, 'testCorrect'),
        nTest: experiment.split.test.length,
        nDead: lives.filter(({ layer, unit }) => chronicle.firingCount(last, layer, unit) === 0).length,
      },
    };
  });
}

async function finish({ workers }: Pick<ReturnType<typeof sweep>, 'workers'>): Promise<void> {
  // the last worker first, so that the order of the ends is not that of the seeds
  for (let before = -1, now = 0; now !== before;) {
    before = now;
    for (const worker of [...workers].reverse()) await worker.toEnd();
    now = workers.reduce((sum, { reports }) => sum + reports.length, 0);
  }
}

test('seeds follow one another and begin anew after the largest', () => {
  expect(seedsFrom(2346827, 3)).toEqual([2346827, 2346828, 2346829]);
  expect(seedsFrom(2 ** 32 - 2, 4)).toEqual([2 ** 32 - 2, 2 ** 32 - 1, 0, 1]);
});

test('a sweep gives what each run alone gives, in the order of the seeds', async () => {
  const all = sweep();
  expect(all.workers).toHaveLength(3);
  await finish(all);
  const outcomes = await all.training.done;
  expect(outcomes).toEqual(bruteForce());
  expect(new Set(outcomes.map(({ result }) => result?.nDead)).size).toBeGreaterThan(1);
  expect(all.workers).toHaveLength(3);
});

test('it tells of each outcome as it comes, those so far in the order of the seeds', async () => {
  const all = sweep();
  await finish(all);
  expect(all.told.map(({ length }) => length)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(all.told[0]?.map(({ seed }) => seed)).not.toEqual([3]);
  for (const outcomes of all.told) {
    const seeds = outcomes.map(({ seed }) => seed);
    expect(seeds).toEqual([...seeds].sort((a, b) => a - b));
  }
});

test('what diverges says where, with what its last state gave', async () => {
  const config = {
    ...configWith({ epochs: 400, learningRate: 9e5 }),
    network: { ...CONFIG.network, hiddenLayers: [{ units: 5, activation: 'linear' as const }] },
  };
  const all = sweep(config, [1, 2]);
  await finish(all);
  const outcomes = await all.training.done;
  expect(outcomes.map(({ status }) => status.state)).toEqual(['diverged', 'diverged']);
  expect(outcomes).toEqual(bruteForce(config, [1, 2]));
});

test('cancelled, it resolves at once with what has ended, and its workers stop', async () => {
  const all = sweep();
  await all.workers[1]?.toEnd();
  all.training.cancel();
  all.training.cancel();
  const outcomes = await all.training.done;
  expect(outcomes.length).toBeGreaterThan(0);
  expect(outcomes.length).toBeLessThan(SEEDS.length);
  const told = all.told.length;
  await finish(all);
  expect(all.told).toHaveLength(told);
  expect(all.workers[0]?.reports.at(-1)).toEqual({ kind: 'status', status: { state: 'stopped' } });
});

test('a worker that dies fails its seed only', async () => {
  const all = sweep(CONFIG, SEEDS, 2);
  all.workers[0]?.die('out of memory');
  await finish(all);
  const [first, ...others] = await all.training.done;
  expect(first).toEqual({ seed: 3, status: { state: 'failed', message: 'out of memory' }, result: null });
  expect(others).toEqual(bruteForce().slice(1));
});

test('a configuration that does not fit the data fails every seed in words', async () => {
  const config = { ...CONFIG, split: { testSize: 0.999, randomState: 1, stratify: false as const } };
  const all = sweep(config, [1, 2]);
  await finish(all);
  expect((await all.training.done).map(({ status }) => status.state)).toEqual(['failed', 'failed']);
});

test('the outcome of a record is that of its epoch alone', () => {
  const experiment = prepareExperiment(CONFIG, SMALL);
  const { history } = trainAll(experiment);
  const stride = history.filled / history.length;
  const record = history.data.slice(4 * stride, 5 * stride);
  const { result } = outcomeOf(experiment, record, { state: 'completed' });
  expect(result?.testLoss).toBe(history.score(4, 'testLoss'));
});
