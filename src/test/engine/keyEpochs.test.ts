import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, MAX_HISTORY_BYTES } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { History } from '#engine/history';
import { KeyEpochs, SCORES, stateLength } from '#engine/keyEpochs';
import { ParameterRanges } from '#engine/parameterRanges';
import { trainAll } from '#session/trainAll';
import { datasetOf } from '../fixtureFiles.ts';

const experiment = prepareExperiment(
  {
    ...DEFAULT_CONFIG,
    training: { ...DEFAULT_CONFIG.training, epochs: 100 },
    network: {
      ...DEFAULT_CONFIG.network,
      hiddenLayers: [
        { units: 5, activation: 'relu' },
        { units: 3, activation: 'tanh' },
      ],
    },
  },
  datasetOf('iris'),
);
const N_STATES = 101;
const { history: whole } = trainAll(experiment);

/** The same run in a history of at most so many bytes. */
function within(budget: number): History {
  const history = History.of(experiment, budget);
  for (let epoch = 0; epoch < whole.length; epoch++) {
    const values = whole.parameterValues(epoch);
    const scores = SCORES.map((score) => whole.score(epoch, score));
    history.append(history.filled, history.keys.kept(Float64Array.of(...values, ...scores), epoch));
  }
  return history;
}

const bytesOfScores = N_STATES * SCORES.length * 8;
const bytesOfState = whole.keys.nState * 8;

describe('a history that keeps key epochs only', () => {
  test.each([
    [200, 1],
    [101, 1],
    [100, 2],
    [51, 2],
    [50, 3],
    [10, 11],
    [1, 101],
  ])('with room for %d states keeps every %d-th', (nStates, spacing) => {
    const history = within(bytesOfScores + nStates * bytesOfState);
    expect(history.keys.spacing).toBe(spacing);
    expect(history.data.byteLength).toBeLessThanOrEqual(bytesOfScores + nStates * bytesOfState);
    expect(history.length).toBe(N_STATES);
  });

  test('gives every state and score to the last bit, in any order', () => {
    const history = within(bytesOfScores + 9 * bytesOfState);
    expect(history.keys.spacing).toBe(12);
    fc.assert(
      fc.property(fc.array(fc.nat(N_STATES - 1), { minLength: 1, maxLength: 60 }), (epochs) => {
        const states = epochs.map((epoch) => history.parameterValues(epoch));
        // all asked for before any is compared: what was handed out is not overwritten
        epochs.forEach((epoch, i) => expect(states[i]).toEqual(whole.parameterValues(epoch)));
      }),
      { seed: 12, numRuns: 30 },
    );
    for (const score of SCORES) expect(history.scores(score)).toEqual(whole.scores(score));
  });

  test('knows an epoch as soon as its scores are there', () => {
    const { data, keys } = within(bytesOfScores + 9 * bytesOfState);
    fc.assert(
      fc.property(fc.nat(data.length), (filled) => {
        const history = History.of(experiment, bytesOfScores + 9 * bytesOfState);
        history.append(0, data.slice(0, filled));
        let whole = 0;
        while (whole < N_STATES && keys.scoresAt(whole) + SCORES.length <= filled) whole++;
        expect(history.length).toBe(whole);
      }),
      { seed: 13 },
    );
  });

  test('has the ranges of the key epochs that are read', () => {
    const learningRate = experiment.config.training.learningRate;
    const all = new ParameterRanges(whole, learningRate);
    const some = new ParameterRanges(within(bytesOfScores + 34 * bytesOfState), learningRate);
    expect(some.weights(1).minimum).toBeGreaterThanOrEqual(all.weights(1).minimum);
    expect(some.weights(1).maximum).toBeLessThanOrEqual(all.weights(1).maximum);
    expect(some.gradients(1).maximum).toBeLessThanOrEqual(all.gradients(1).maximum);
    expect(some.gradients(1).maximum).toBeGreaterThan(0.9 * all.gradients(1).maximum);
  });

  test('is refused where not even one state fits', () => {
    expect(() => History.of(experiment, 1000)).toThrow('no state fits a history of 1000 bytes');
  });
});

test('a million epochs of the tutorial stay within the budget', () => {
  const keys = KeyEpochs.within(stateLength([4, 5, 3]), 1_000_000);
  expect(keys.spacing).toBe(2);
  expect((keys.scoresAt(1_000_000) + SCORES.length) * 8).toBeLessThanOrEqual(MAX_HISTORY_BYTES);
});
