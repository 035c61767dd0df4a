import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { isWorthHelper } from '#engine/sharedKernel';
import { experimentOf as drawnExperimentOf } from '../bench/workload.ts';
import { pinnedExperiment, PINNED_RUNS } from '../everywhere/runs.ts';
import { experimentOf } from '../fixtureFiles.ts';
import { helpedEngine } from '../helperThread.ts';
import { compare, largeExperiment, network } from './engineBits.ts';

/** Compares plain TypeScript with the kernel on two threads. */
async function compareHelped(experiment: Experiment): Promise<ReturnType<typeof compare>> {
  const { engine, helper } = await helpedEngine(experiment);
  try {
    return compare(experiment, engine);
  } finally {
    await helper.terminate();
  }
}

describe('the kernel on two threads has the bits of plain TypeScript', () => {
  test('more rows than a panel holds', async () => {
    expect(await compareHelped(largeExperiment())).toEqual({ states: 5, difference: null });
  });

  test.each(PINNED_RUNS)('$name', async (run) => {
    expect((await compareHelped(pinnedExperiment(run))).difference).toBeNull();
  });

  test('networks of every kind, also those that diverge', async () => {
    for (const { config, dataset } of fc.sample(network, { seed: 12, numRuns: 40 })) {
      const { difference } = await compareHelped(prepareExperiment(config, dataset));
      expect(difference).toBeNull();
    }
  });
});

test('a helper may join and leave between any two epochs', async () => {
  const experiment = largeExperiment();
  const { engine, helper } = await helpedEngine(experiment);
  const patience = engine.helperPatience;
  let epoch = 0;
  const scoreTrain = engine.scoreTrain.bind(engine);
  engine.scoreTrain = (learns) => {
    engine.helperPatience = epoch++ % 2 === 0 ? 0 : patience;
    return scoreTrain(learns);
  };
  expect(compare(experiment, engine)).toEqual({ states: 5, difference: null });
  await helper.terminate();
});

test('an epoch whose helper has ended throws instead of waiting for ever', async () => {
  const { engine, helper } = await helpedEngine(experimentOf({}));
  await helper.terminate();
  engine.helperPatience = 1;
  expect(() => engine.scoreTrain(true)).toThrow('the second thread of the training has ended');
});

test('a helper is worth it for large epochs of long runs', () => {
  const large = drawnExperimentOf({ nRows: 1797, nFeatures: 64, nHidden: 128, nClasses: 10 }); // one epoch
  const long = (experiment: Experiment, epochs: number): Experiment => ({
    ...experiment,
    config: { ...experiment.config, training: { ...experiment.config.training, epochs } },
  });
  expect(isWorthHelper(large)).toBe(false);
  expect(isWorthHelper(long(large, 1000))).toBe(true);
  expect(isWorthHelper(long(experimentOf({}), 1_000_000))).toBe(false);
});
