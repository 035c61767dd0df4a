import { describe, expect, test } from 'vitest';
import { History } from '#engine/history';
import { confusionMatrix, predictions } from '#engine/metrics';
import { probabilitiesOf } from '#engine/network';
import { Trainer } from '#engine/trainer';
import { experimentOf, readCases, worstError } from '../fixtureFiles.ts';
import type { Case } from '../fixtureFiles.ts';

/** Agreement asked for after thousands of epochs; what is reached is near 1e-13. */
const BOUND = 1e-10;

/** Trains a case to its end. */
function trained({ config, dataset }: Case) {
  const experiment = experimentOf(config, dataset);
  const trainer = new Trainer(experiment);
  const history = new History(experiment.shape.sizes, experiment.config.training.epochs);
  const record = new Float64Array(trainer.recordLength);
  let progress;
  do {
    progress = trainer.next(record);
    history.append(history.filled, record);
  } while (progress === 'trained');
  return { experiment, trainer, history };
}

describe.each(readCases())('like NumPy: $name', (expected) => {
  const { experiment, trainer, history } = trained(expected);
  const { split, scaler, dataset, nClasses } = experiment;

  test('the same split, scaler and initial parameters', () => {
    expect([...split.train]).toEqual(expected.split.train);
    expect([...split.test]).toEqual(expected.split.test);
    expect(scaler === null).toBe(expected.scaler === null);
    if (scaler && expected.scaler) {
      expect(worstError(scaler.mean, expected.scaler.mean)).toBeLessThan(1e-13);
      expect(worstError(scaler.scale, expected.scaler.scale)).toBeLessThan(1e-13);
    }
    expect([...history.parameterValues(0)]).toEqual(expected.initialParameters);
  });

  test('the same losses and counts at every sampled epoch', () => {
    const at = (score: Parameters<History['score']>[1]) =>
      expected.epochs.map((epoch) => history.score(epoch, score));
    expect(worstError(at('trainLoss'), expected.trainLoss)).toBeLessThan(BOUND);
    expect(worstError(at('testLoss'), expected.testLoss)).toBeLessThan(BOUND);
    expect(at('trainCorrect')).toEqual(expected.trainCorrect);
    expect(at('testCorrect')).toEqual(expected.testCorrect);
  });

  test('the same end', () => {
    const { last, diverged } = expected;
    expect(history.length - 1).toBe(last.epoch);
    expect(trainer.divergence).toEqual(diverged && { epoch: diverged.epoch, where: diverged.array });
    expect(worstError(history.parameterValues(last.epoch), last.parameters)).toBeLessThan(BOUND);
    if (!last.predictions || !last.confusionMatrix) return;
    const predicted = predictions(probabilitiesOf(trainer.test.pass), split.test.length, nClasses);
    const actual = split.test.map((row) => dataset.labels[row]!);
    expect([...predicted]).toEqual(last.predictions);
    expect([...confusionMatrix(actual, predicted, nClasses)]).toEqual(last.confusionMatrix.flat());
  });

  test('the same bits a second time', () => {
    const again = trained(expected).history;
    expect(Buffer.from(again.data.buffer).equals(Buffer.from(history.data.buffer))).toBe(true);
  });
});

test('the first scores are the digits that the tutorial prints', () => {
  const [tutorial] = readCases();
  const { experiment } = trained(tutorial!);
  const start = new Trainer(experiment);
  start.next(new Float64Array(start.recordLength));
  const scores = [...start.train.pass.preActivations[1]!.subarray(0, 9)];
  expect(worstError(scores, tutorial!.firstScores!.flat())).toBeLessThan(1e-13);
  expect(scores.slice(0, 3).map((score) => score.toFixed(8))).toEqual([
    '0.93424973',
    '0.12738860',
    '0.39534845',
  ]);
});
