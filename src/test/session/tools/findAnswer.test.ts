import { describe, expect, test } from 'vitest';
import { ALERT_KINDS } from '#engine/alerts';
import { predictions } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import type { Run } from '#session/run';
import { findAnswer } from '#session/tools/findAnswer';
import type { Condition } from '#session/tools/toolInputs';
import { columnsOf } from '../../engine/bruteAlerts.ts';
import { randomRuns } from '../../randomRuns.ts';
import { bruteAlertList, finishedRun, irisRun, noBreath } from './finishedRun.ts';

/** What an answer has to say of a condition that held at some epochs, read off the list of them. */
function bruteHolding(held: readonly boolean[]) {
  const first = held.indexOf(true);
  const lost = first < 0 ? -1 : held.indexOf(false, first);
  const isHeld = held.at(-1) === true;
  return {
    first: first < 0 ? null : first,
    lost: lost < 0 ? null : lost,
    forGoodSince: isHeld ? held.lastIndexOf(false) + 1 : null,
    nHeld: held.filter(Boolean).length,
    nTimes: held.filter((one, epoch) => one && held[epoch - 1] !== true).length,
  };
}

/** One entry for each epoch, from a forward pass of its own over all rows. */
function eachEpoch<T>({ experiment, history }: Run, read: (pass: ReturnType<typeof createPass>) => T): T[] {
  return Array.from({ length: history.length }, (_, epoch) => {
    const pass = createPass(experiment.shape, experiment.nRows);
    forward(pass, history.parameters(epoch), experiment.x);
    return read(pass);
  });
}

const find = (run: Run, condition: Condition) => findAnswer(run, { condition }, noBreath);

describe('in 20 random runs, when a condition held is what a look at every epoch says', () => {
  const runs = randomRuns(20).map(({ experiment }) => finishedRun(experiment.config, experiment.dataset));

  test('of losses and of rows that are right', async () => {
    for (const run of runs) {
      for (const of of ['train', 'test'] as const) {
        const losses = [...run.history.scores(`${of}Loss`)];
        const value = losses[losses.length >> 1]!;
        const below = bruteHolding(losses.map((loss) => loss < value));
        expect(await find(run, { kind: 'lossBelow', of, value })).toMatchObject(below);
        const correct = [...run.history.scores(`${of}Correct`)];
        const count = Math.max(...correct);
        const most = bruteHolding(correct.map((n) => n >= count));
        expect(await find(run, { kind: 'correctAtLeast', of, count })).toMatchObject(most);
      }
    }
  });

  test('of a row that is read right', async () => {
    let nLost = 0;
    for (const run of runs) {
      const { nRows, nClasses, dataset } = run.experiment;
      const read = eachEpoch(run, (pass) => [...predictions(probabilitiesOf(pass), nRows, nClasses)]);
      for (let row = 0; row < nRows; row++) {
        const held = bruteHolding(read.map((classes) => classes[row] === dataset.labels[row]));
        expect(await find(run, { kind: 'rowRight', row: row + 1 })).toMatchObject(held);
        if (held.lost !== null && held.forGoodSince !== null) nLost++;
      }
    }
    expect(nLost).toBeGreaterThan(0);
  });

  test('of a unit that fires on no training row', async () => {
    let nDead = 0;
    for (const run of runs) {
      const { shape, split } = run.experiment;
      const activations = eachEpoch(run, (pass) => pass.activations);
      for (const [l, nUnits] of shape.sizes.slice(1, -1).entries()) {
        for (let unit = 0; unit < nUnits; unit++) {
          const isSilent = (row: number, epoch: number) =>
            !(activations[epoch]![l]![row * nUnits + unit]! > 0);
          const held = activations.map((_, epoch) => [...split.train].every((row) => isSilent(row, epoch)));
          const expected = bruteHolding(held);
          expect(await find(run, { kind: 'unitDead', layer: l + 1, unit: unit + 1 })).toMatchObject(expected);
          if (expected.nHeld > 0 && expected.first !== 0) nDead++;
        }
      }
    }
    expect(nDead).toBeGreaterThan(0);
  });

  test('of every kind of alert', async () => {
    const found = new Set<string>();
    for (const run of runs) {
      const columns = columnsOf(run.experiment, run.history);
      const inForce = Array.from({ length: run.history.length }, (_, epoch) =>
        bruteAlertList(run, columns, epoch + 1).map(([kind]) => kind),
      );
      for (const alert of ALERT_KINDS) {
        if (alert === 'nonFinite') continue;
        const expected = bruteHolding(inForce.map((kinds) => kinds.includes(alert)));
        expect(await find(run, { kind: 'alert', alert }), alert).toMatchObject(expected);
        if (expected.first !== null) found.add(alert);
      }
    }
    expect(found.size).toBeGreaterThan(4);
  });
});

test('a divergence is found at its epoch, also where that has no state', async () => {
  const run = irisRun({ training: { epochs: 2600, learningRate: 20 } });
  const { status } = run;
  if (status.state !== 'diverged') throw new Error(status.state);
  const answer = await find(run, { kind: 'alert', alert: 'nonFinite' });
  expect(answer).toMatchObject({ first: status.epoch, forGoodSince: status.epoch, where: status.where });
  const calm = irisRun({ training: { epochs: 3 } });
  expect(await find(calm, { kind: 'alert', alert: 'nonFinite' })).toMatchObject({ first: null });
});

test('the answer says what was there at the first epoch, with names and counts as the inspector has them', async () => {
  const run = irisRun({ network: { initialization: 'zeros' }, training: { epochs: 3 } });
  expect(await find(run, { kind: 'alert', alert: 'deadUnits' })).toMatchObject({
    alertAtFirst: { kind: 'deadUnits', layer: 1, units: [1, 2, 3, 4, 5].map((unit) => ({ unit, since: 0 })) },
  });
  const answer = await find(run, { kind: 'correctAtLeast', of: 'test', count: 1 });
  expect(answer).toMatchObject({ accuracyAtFirst: `${run.history.score(0, 'testCorrect')}/30` });
});

test.each([
  [
    { kind: 'correctAtLeast', of: 'test', count: 31 },
    /condition\.count must be at most 30, the test rows, got 31/,
  ],
  [{ kind: 'rowRight', row: 151 }, /condition\.row must be at most 150, the rows of the data, got 151/],
  [{ kind: 'unitDead', layer: 2, unit: 1 }, /condition\.layer must be at most 1, the hidden layers, got 2/],
  [
    { kind: 'unitDead', layer: 1, unit: 6 },
    /condition\.unit must be at most 5, the units of the layer, got 6/,
  ],
] as const)('%j is refused', async (condition, why) => {
  await expect(find(irisRun({ training: { epochs: 1 } }), condition)).rejects.toThrow(why);
});

test('a reading that is no longer wanted ends', async () => {
  const run = irisRun({ training: { epochs: 20 } });
  let nBreaths = 0;
  const breath = () => (++nBreaths < 5 ? null : Promise.reject(new Error('not wanted')));
  const condition = { kind: 'rowRight', row: 1 } as const;
  await expect(findAnswer(run, { condition }, breath)).rejects.toThrow('not wanted');
  expect(nBreaths).toBe(5);
});
