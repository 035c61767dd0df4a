import { describe, expect, test } from 'vitest';
import type { EarlyStoppingConfig } from '#engine/config';
import { EarlyStopping, earlyStoppingOf, resultEpoch } from '#engine/earlyStopping';
import { evaluate, runSummary } from '#formats/runSummary';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

const CONFIG: EarlyStoppingConfig = { monitor: 'testLoss', patience: 2, minDelta: 0, restoreBest: true };

describe('early stopping ends the training', () => {
  test.each<[string, number[], Partial<EarlyStoppingConfig>, number | null, number]>([
    ['never while the loss falls', [5, 4, 3, 2], {}, null, 3],
    ['the patience after the best epoch', [5, 4, 4.5, 4.1, 3], {}, 3, 1],
    ['for equal losses too', [4, 4, 4], {}, 2, 0],
    ['not when it falls in time', [5, 4, 4.5, 3, 3.5], {}, null, 3],
    ['where it falls by too little', [5, 4.95, 4.91, 4.9], { minDelta: 0.1 }, 2, 0],
    ['where it falls by as much as must be exceeded', [5, 4, 4], { minDelta: 1 }, 2, 0],
    ['after one epoch with patience 1', [3, 4], { patience: 1 }, 1, 0],
    ['for losses that are no numbers', [3, NaN, NaN], {}, 2, 0],
  ])('%s', (_, losses, config, stop, best) => {
    const watch = new EarlyStopping({ ...CONFIG, ...config });
    const at = losses.findIndex((testLoss, epoch) => watch.endsWith(epoch, { testLoss, trainLoss: 0 }));
    expect([at < 0 ? null : at, watch.best]).toEqual([stop, best]);
  });
});

describe('a run that learns its training rows by heart', () => {
  const training = { epochs: 400, learningRate: 0.01, optimizer: 'adam', reduction: 'mean', batchSize: 16 };
  const fileWith = (earlyStopping: Partial<EarlyStoppingConfig> | null) => ({
    split: { testSize: 0.5 },
    network: { hiddenLayers: [{ units: 16 }], initialization: 'he' },
    training: { ...training, earlyStopping },
  });
  const whole = trainAll(experimentOf(fileWith(null))).history;

  test.each([
    { patience: 10 },
    { patience: 10, restoreBest: false },
    { patience: 3, minDelta: 0.01 },
    { monitor: 'trainLoss' as const, patience: 2 },
  ])('%j: the same states, up to the epoch that the whole run’s losses say', (earlyStopping) => {
    const experiment = experimentOf(fileWith(earlyStopping));
    const { history, divergence } = trainAll(experiment);
    const config = { ...CONFIG, ...earlyStopping };
    const losses = whole.scores(config.monitor);
    let [best, stop] = [0, 0];
    while (stop - best < config.patience) {
      stop++;
      if (losses[stop]! < losses[best]! - config.minDelta) best = stop;
    }
    expect([divergence, history.length - 1]).toEqual([null, stop]);
    for (const epoch of [0, best, stop]) {
      expect(history.parameterValues(epoch)).toEqual(whole.parameterValues(epoch));
    }
    const outcome = { best, stoppedAt: stop };
    expect(earlyStoppingOf(history, experiment.config.training)).toEqual(outcome);
    const evaluated = config.restoreBest ? best : stop;
    expect(resultEpoch(history, experiment.config.training, true)).toBe(evaluated);
    expect(resultEpoch(history, experiment.config.training, false)).toBe(stop);
    const summary = runSummary({ experiment, history, ending: { state: 'completed' }, parametersHash: '' });
    expect(summary.earlyStopping).toEqual(outcome);
    expect(summary.evaluation).toEqual({
      epoch: evaluated,
      ...evaluate(experiment, history.parameters(evaluated)),
    });
    expect(summary.history.trainLoss).toHaveLength(stop);
  });

  test('without it nothing is said', () => {
    const experiment = experimentOf(fileWith(null));
    expect(earlyStoppingOf(whole, experiment.config.training)).toBeNull();
    expect(
      runSummary({ experiment, history: whole, ending: { state: 'completed' }, parametersHash: '' }),
    ).not.toHaveProperty('earlyStopping');
  });

  test('where all epochs are trained the best is told all the same', () => {
    const experiment = experimentOf(fileWith({ patience: 400 }));
    const { history } = trainAll(experiment);
    expect(history.length).toBe(401);
    const losses = [...whole.scores('testLoss')];
    const best = losses.indexOf(Math.min(...losses));
    expect(earlyStoppingOf(history, experiment.config.training)).toEqual({ best, stoppedAt: null });
  });
});
