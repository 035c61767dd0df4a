import { expect, test } from 'vitest';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

test('tells of every state once, in order, when it can be read', () => {
  const seen: (readonly [number, number, boolean])[] = [];
  const { history } = trainAll(experimentOf({ training: { epochs: 4 } }), (epoch, states) => {
    seen.push([epoch, states.length, Number.isFinite(states.score(epoch, 'trainLoss'))]);
  });
  expect(seen).toEqual([0, 1, 2, 3, 4].map((epoch) => [epoch, epoch + 1, true]));
  expect(history.length).toBe(5);
});

test('the last state of a diverged run is told of too', () => {
  const file = { network: { hiddenLayers: [{}, { activation: 'linear' }] }, training: { learningRate: 1e5 } };
  let last = -1;
  const { history, divergence } = trainAll(experimentOf(file), (epoch) => (last = epoch));
  expect(divergence).not.toBeNull();
  expect(last).toBe(history.length - 1);
});
