import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { History } from '#engine/history';
import { NO_CLASS } from '#engine/metrics';
import { parameterBytes } from '#formats/parameterBytes';
import { evaluate, runSummary, writeRunSummary } from '#formats/runSummary';
import type { Ending } from '#formats/runSummary';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

const SHORT = { training: { epochs: 3, learningRate: 1e-3 } };

function summaryOf(file: object, ending: Ending = { state: 'completed' }) {
  const experiment = experimentOf(file);
  const { history } = trainAll(experiment);
  return {
    history,
    experiment,
    summary: runSummary({ experiment, history, ending, parametersHash: 'hash' }),
  };
}

describe('the run summary', () => {
  test('has the keys of the format, in its order', () => {
    const { summary } = summaryOf(SHORT);
    expect(Object.keys(summary)).toEqual([
      ...[
        'format',
        'version',
        'config',
        'dataset',
        'scaler',
        'split',
        'history',
        'initialParameters',
        'parameters',
      ],
      ...['evaluation', 'parametersHash', 'status'],
    ]);
    expect([summary.format, summary.version, summary.status]).toEqual(['irisnet-run', 1, 'completed']);
    expect(summary.dataset).toEqual({
      name: 'iris',
      rows: 150,
      features: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
      classes: ['setosa', 'versicolor', 'virginica'],
    });
  });

  test('repeats the configuration complete, without a dataset for the bundled iris', () => {
    const { summary } = summaryOf(SHORT);
    expect(summary.config).toEqual({
      ...DEFAULT_CONFIG,
      training: { ...DEFAULT_CONFIG.training, ...SHORT.training },
    });
  });

  test('names the dataset where there is one', () => {
    const { experiment, history } = summaryOf(SHORT);
    const source = { path: 'iris copy.csv', target: 'species' };
    const summary = runSummary({
      experiment,
      source,
      history,
      ending: { state: 'completed' },
      parametersHash: '',
    });
    expect(summary.config).toEqual({ dataset: source, ...experiment.config });
  });

  test('has one score for each update, that of the parameters before it', () => {
    const { summary, history } = summaryOf(SHORT);
    expect(summary.history.trainLoss).toEqual([0, 1, 2].map((epoch) => history.score(epoch, 'trainLoss')));
    expect(summary.history.testLoss).toEqual([0, 1, 2].map((epoch) => history.score(epoch, 'testLoss')));
    expect(summary.history.trainAccuracy[2]).toBe(history.score(2, 'trainCorrect') / 120);
    expect(summary.history.testAccuracy[2]).toBe(history.score(2, 'testCorrect') / 30);
  });

  test('has the first and the last parameters, [inputs][units]', () => {
    const { summary, history } = summaryOf(SHORT);
    const flat = ({ layers }: typeof summary.parameters) => [
      ...layers.flatMap(({ weights }) => weights.flat()),
      ...layers.flatMap(({ biases }) => biases),
    ];
    expect(flat(summary.initialParameters)).toEqual([...history.parameterValues(0)]);
    expect(flat(summary.parameters)).toEqual([...history.parameterValues(3)]);
    expect(summary.parameters.layers.map(({ weights }) => [weights.length, weights[0]?.length])).toEqual([
      [4, 5],
      [5, 3],
    ]);
  });

  test('evaluates the last parameters on the test rows', () => {
    const { evaluation, split } = summaryOf(SHORT).summary;
    expect([evaluation.total, evaluation.predictions.length, split.test.length]).toEqual([30, 30, 30]);
    expect(evaluation.confusionMatrix.flat().reduce((a, b) => a + b)).toBe(30);
    const diagonal = evaluation.confusionMatrix.map((row, k) => row[k]!);
    expect(evaluation.correct).toBe(diagonal.reduce((a, b) => a + b));
    expect(evaluation.accuracy).toBe(evaluation.correct / 30);
  });

  test('without a split both parts are all rows; not standardised there is no scaler', () => {
    const { summary } = summaryOf({ ...SHORT, split: null, preprocessing: { standardize: false } });
    expect([summary.split.train.length, summary.split.test.length, summary.evaluation.total]).toEqual([
      150, 150, 150,
    ]);
    expect(summary.scaler).toBeNull();
  });

  test('of a diverged run says where, and ends with the last finite parameters', () => {
    const file = {
      network: { hiddenLayers: [{}, { activation: 'linear' }] },
      training: { learningRate: 1e5 },
    };
    const experiment = experimentOf(file);
    const { history, divergence } = trainAll(experiment);
    if (!divergence) throw new Error('the run did not diverge');
    const ending = { state: 'diverged', ...divergence } as const;
    const summary = runSummary({ experiment, history, ending, parametersHash: '' });
    expect([summary.status, summary.divergence]).toEqual(['diverged', divergence]);
    expect(summary.history.trainLoss).toHaveLength(history.length - 1);
    expect(JSON.stringify(summary.parameters)).not.toContain('null');
  });

  test('of a diverged run evaluates the last state whose outputs are finite, and says which', () => {
    const experiment = experimentOf({ training: { learningRate: 20 } });
    const { history, divergence } = trainAll(experiment);
    if (!divergence) throw new Error('the run did not diverge');
    const ending = { state: 'diverged', ...divergence } as const;
    const summary = runSummary({ experiment, history, ending, parametersHash: '' });
    const { epoch, predictions, ...counts } = summary.evaluation;
    expect(epoch).toBeLessThan(divergence.epoch);
    expect(predictions).not.toContain(NO_CLASS);
    expect({ predictions, ...counts }).toEqual(evaluate(experiment, history.parameters(epoch)));
    const later = evaluate(experiment, history.parameters(epoch + 1));
    expect(later.predictions).toContain(NO_CLASS);
    expect(later.correct).toBe(history.score(epoch + 1, 'testCorrect'));
    expect(later.confusionMatrix.flat().reduce((a, b) => a + b)).toBeLessThan(30);
  });

  test('of a run that never had finite outputs counts no row as right', () => {
    const experiment = experimentOf({
      preprocessing: { standardize: false },
      network: { hiddenLayers: [] },
      training: { epochs: 0 },
    });
    const history = new History(experiment.shape.sizes, 0);
    history.append(0, new Float64Array(history.data.length).fill(1e308));
    const ending = { state: 'diverged', epoch: 0, where: 'Z1' } as const;
    const { evaluation } = runSummary({ experiment, history, ending, parametersHash: '' });
    expect(evaluation).toMatchObject({ epoch: 0, accuracy: 0, correct: 0, total: 30 });
    expect(new Set(evaluation.predictions)).toEqual(new Set([NO_CLASS]));
    expect(evaluation.confusionMatrix.flat()).toEqual(Array(9).fill(0));
  });

  test('of a run stopped before its first update has no scores', () => {
    const experiment = experimentOf({ training: { epochs: 0 } });
    const { history } = trainAll(experiment);
    const summary = runSummary({ experiment, history, ending: { state: 'stopped' }, parametersHash: '' });
    expect([summary.status, summary.history.trainLoss, summary.divergence]).toEqual([
      'stopped',
      [],
      undefined,
    ]);
    expect(summary.parameters).toEqual(summary.initialParameters);
  });

  test('a score that overflowed is written as null', () => {
    const experiment = experimentOf({ network: { hiddenLayers: [] }, training: { epochs: 1 } });
    const history = new History(experiment.shape.sizes, 1);
    const record = new Float64Array(19);
    record.set([Infinity, NaN], 15);
    history.append(0, record);
    history.append(19, record);
    const summary = runSummary({ experiment, history, ending: { state: 'stopped' }, parametersHash: '' });
    expect([summary.history.trainLoss, summary.history.testLoss]).toEqual([[null], [null]]);
  });

  test('is read back as it was', () => {
    const { summary } = summaryOf(SHORT);
    expect(JSON.parse(writeRunSummary(summary))).toEqual(summary);
  });
});

describe('the bytes that are hashed', () => {
  test('are the parameters of all states as little-endian float64, without the scores', () => {
    const { history } = summaryOf(SHORT);
    const expected = Buffer.alloc(4 * 43 * 8);
    for (let epoch = 0; epoch < 4; epoch++) {
      history
        .parameterValues(epoch)
        .forEach((value, i) => expected.writeDoubleLE(value, (epoch * 43 + i) * 8));
    }
    expect(Buffer.concat([...parameterBytes(history)]).equals(expected)).toBe(true);
  });

  test('are views: nothing is copied', () => {
    const { history } = summaryOf(SHORT);
    for (const bytes of parameterBytes(history)) expect(bytes.buffer).toBe(history.data.buffer);
  });

  test('differ when one bit of one state differs', () => {
    const hashOf = (history: History) => {
      const hash = createHash('sha256');
      for (const bytes of parameterBytes(history)) hash.update(bytes);
      return hash.digest('hex');
    };
    const [one, other] = [summaryOf(SHORT).history, summaryOf(SHORT).history];
    expect(hashOf(other)).toBe(hashOf(one));
    other.parameterValues(2)[7]! *= 1 + Number.EPSILON;
    expect(hashOf(other)).not.toBe(hashOf(one));
  });
});
