import { describe, expect, test } from 'vitest';
import { evaluate } from '#formats/runSummary';
import { trainAll } from '#session/trainAll';
import { PlainEngine } from '#engine/plainEngine';
import { experimentOf, readCases, worstError } from '../fixtureFiles.ts';
import type { Case } from '../fixtureFiles.ts';

/** Losses and parameters: relative. Everything else is equal. */
const BOUND = 1e-10;

const CASES = readCases();

test('the cases are many, and one of them diverges', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(24);
  expect(CASES.filter(({ diverged }) => diverged !== null)).toHaveLength(1);
});

describe.each(CASES)('$name', (expected) => {
  const experiment = experimentOf(expected.config, expected.dataset);
  const { history, divergence } = trainAll(experiment);

  test('prepares the data as scikit-learn does', () => {
    expect(experiment.dataset.features).toEqual(expected.features);
    expect(experiment.dataset.classes).toEqual(expected.classes);
    expect([...experiment.split.train]).toEqual(expected.split.train);
    expect([...experiment.split.test]).toEqual(expected.split.test);
    expect(experiment.scaler === null).toBe(expected.scaler === null);
    expect(worstError(experiment.scaler?.mean ?? [], expected.scaler?.mean ?? [])).toBeLessThan(1e-14);
    expect(worstError(experiment.scaler?.scale ?? [], expected.scaler?.scale ?? [])).toBeLessThan(1e-14);
  });

  test('starts from the same parameters', () => {
    expect([...history.parameterValues(0)]).toEqual(expected.initialParameters);
  });

  test('has the losses and the number of right rows of every recorded epoch', () => {
    const at = (score: 'trainLoss' | 'testLoss' | 'trainCorrect' | 'testCorrect') =>
      expected.epochs.map((epoch) => history.score(epoch, score));
    expect(worstError(at('trainLoss'), expected.trainLoss)).toBeLessThanOrEqual(BOUND);
    expect(worstError(at('testLoss'), expected.testLoss)).toBeLessThanOrEqual(BOUND);
    expect(at('trainCorrect')).toEqual(expected.trainCorrect);
    expect(at('testCorrect')).toEqual(expected.testCorrect);
  });

  test('ends with the same parameters', () => {
    expect(history.length - 1).toBe(expected.last.epoch);
    const last = history.parameterValues(expected.last.epoch);
    expect(worstError(last, expected.last.parameters)).toBeLessThanOrEqual(BOUND);
  });

  test.runIf(expected.diverged)('diverges in the same epoch and array', () => {
    expect(divergence).toEqual({ epoch: expected.diverged?.epoch, where: expected.diverged?.array });
  });

  test.runIf(!expected.diverged)('predicts the same', () => {
    expect(divergence).toBeNull();
    const { last } = expected;
    const evaluation = evaluate(experiment, history.parameters(last.epoch));
    expect(evaluation.predictions).toEqual(last.predictions);
    expect(evaluation.confusionMatrix).toEqual(last.confusionMatrix);
    expect(evaluation.accuracy).toBe(last.accuracy);
    expect(evaluation.correct).toBe(last.testCorrect);
    expect(history.score(last.epoch, 'testCorrect')).toBe(last.testCorrect);
    expect(worstError([history.score(last.epoch, 'trainLoss')], [last.trainLoss ?? NaN])).toBeLessThanOrEqual(
      BOUND,
    );
    expect(worstError([history.score(last.epoch, 'testLoss')], [last.testLoss ?? NaN])).toBeLessThanOrEqual(
      BOUND,
    );
  });
});

test('the first scores of the tutorial are the digits that it prints', () => {
  const first: Case | undefined = CASES.find(({ firstScores }) => firstScores);
  const engine = new PlainEngine(experimentOf(first?.config));
  engine.scoreTrain();
  const scores = [...engine.train.pass.preActivations[1]!.subarray(0, 9)];
  expect(worstError(scores, first?.firstScores?.flat() ?? [])).toBeLessThan(1e-14);
  expect(scores.map((score) => score.toFixed(8))).toEqual([
    ...['0.93424973', '0.12738860', '0.39534845'],
    ...['2.70475743', '2.58435342', '2.42502007'],
    ...['3.32404947', '2.61190120', '2.67289137'],
  ]);
});
