import { describe, expect, test } from 'vitest';
import { updatesPerEpoch } from '#engine/batches';
import { INITIALIZATIONS, OPTIMIZERS, SCHEDULE_KINDS } from '#engine/config';
import type { ExperimentConfig } from '#engine/config';
import { trainAll } from '#session/trainAll';
import { experimentOf, readTrainingCases, worstError } from '../fixtureFiles.ts';

/** Losses and parameters after 200 epochs: relative. Everything else is equal. */
const BOUND = 1e-9;

const CASES = readTrainingCases();

test('the cases have every optimiser with every schedule, batch, reduction and initialisation', () => {
  const combinations = CASES.map(({ config }) => {
    const { network, training } = config as ExperimentConfig;
    const { optimizer, schedule, batchSize, reduction } = training;
    return [optimizer, schedule.kind, batchSize === null, reduction, network.initialization].join();
  });
  const expected = OPTIMIZERS.length * SCHEDULE_KINDS.length * 2 * 2 * INITIALIZATIONS.length;
  expect(new Set(combinations).size).toBe(expected);
});

describe.each(CASES)('$name', (expected) => {
  test('has the reference’s first and last parameters, losses and right rows', () => {
    const experiment = experimentOf(expected.config);
    const { epochs } = experiment.config.training;
    const { history, divergence } = trainAll(experiment);
    expect([divergence, history.length]).toEqual([null, epochs + 1]);
    expect([...history.parameterValues(0)]).toEqual(expected.initialParameters);
    const at = (score: 'trainLoss' | 'testLoss' | 'trainCorrect' | 'testCorrect') =>
      expected.epochs.map((epoch) => history.score(epoch, score));
    expect(worstError(at('trainLoss'), expected.trainLoss)).toBeLessThanOrEqual(BOUND);
    expect(worstError(at('testLoss'), expected.testLoss)).toBeLessThanOrEqual(BOUND);
    expect(at('trainCorrect')).toEqual(expected.trainCorrect);
    expect(at('testCorrect')).toEqual(expected.testCorrect);
    expect(worstError(history.parameterValues(epochs), expected.parameters)).toBeLessThanOrEqual(BOUND);
  });
});

test.each([
  [null, 120, 1],
  [32, 120, 4],
  [40, 120, 3],
  [120, 120, 1],
  [1, 7, 7],
])('a batch size of %j makes of %d rows %d updates', (batchSize, nRows, expected) => {
  const { training } = experimentOf({}).config;
  expect(updatesPerEpoch({ ...training, batchSize }, nRows)).toBe(expected);
});
