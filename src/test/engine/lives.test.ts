import { describe, expect, test } from 'vitest';
import { Chronicle } from '#engine/chronicle';
import { DEFAULT_CONFIG } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { History } from '#engine/history';
import { recordLength } from '#engine/keyEpochs';
import { livesOf } from '#engine/lives';
import { createPass, forward } from '#engine/network';
import { randomRuns } from '../randomRuns.ts';
import type { FinishedRun } from '../randomRuns.ts';

/** On how many training rows each unit of a layer fires at each epoch, counted one by one. */
function bruteCounts({ experiment, history }: FinishedRun, layer: number): number[][] {
  const pass = createPass(experiment.shape, experiment.nRows);
  const nUnits = experiment.shape.sizes[layer]!;
  return Array.from({ length: history.length }, (_, epoch) => {
    forward(pass, history.parameters(epoch), experiment.x);
    return Array.from(
      { length: nUnits },
      (_, unit) =>
        [...experiment.split.train].filter((row) => pass.activations[layer - 1]![row * nUnits + unit]! > 0)
          .length,
    );
  });
}

function read({ experiment, history }: FinishedRun): Chronicle {
  const chronicle = new Chronicle(experiment, history);
  while (chronicle.readNext());
  return chronicle;
}

describe('in 20 random runs', () => {
  const runs = randomRuns(20);

  test('rates, deaths, births and returns of all units are those counted one by one', () => {
    let nDeaths = 0;
    for (const run of runs) {
      const { sizes } = run.experiment.shape;
      const lives = livesOf(read(run), sizes);
      expect(lives.length).toBe(sizes.slice(1, -1).reduce((sum, nUnits) => sum + nUnits, 0));
      for (const life of lives) {
        const counts = bruteCounts(run, life.layer).map((units) => units[life.unit]!);
        expect(life.fewest).toBe(Math.min(...counts));
        expect(life.fewestAt).toBe(counts.indexOf(life.fewest));
        expect(life.most).toBe(Math.max(...counts));
        expect(life.mostAt).toBe(counts.indexOf(life.most));
        expect(life.nDead).toBe(counts.filter((count) => count === 0).length);
        const events = counts.flatMap((count, epoch) => {
          const before = counts[epoch - 1];
          if (before === undefined || count > 0 === before > 0) return [];
          const kind = count === 0 ? 'died' : counts.slice(0, epoch).some((c) => c > 0) ? 'revived' : 'born';
          return [{ kind, epoch, layer: life.layer, unit: life.unit }];
        });
        expect(life.events).toEqual(events);
        nDeaths += events.filter(({ kind }) => kind === 'died').length;
      }
    }
    expect(nDeaths).toBeGreaterThan(0);
  });

  test('nothing is said before the first epoch has been read', () => {
    const { experiment, history } = runs.find((run) => run.experiment.shape.sizes.length > 2)!;
    expect(livesOf(new Chronicle(experiment, history), experiment.shape.sizes)).toEqual([]);
  });
});

test('a unit that starts silent is born, dies, and is revived as often as it comes back', () => {
  const experiment = prepareExperiment(
    {
      ...DEFAULT_CONFIG,
      preprocessing: { standardize: false, fitScalerOn: 'all' },
      split: null,
      network: { ...DEFAULT_CONFIG.network, hiddenLayers: [{ units: 1, activation: 'relu' }] },
      training: { ...DEFAULT_CONFIG.training, epochs: 6 },
    },
    {
      name: 'three rows',
      features: ['x'],
      classes: ['a', 'b'],
      values: Float64Array.of(1, 2, 3),
      labels: Int32Array.of(0, 1, 0),
    },
  );
  const { sizes } = experiment.shape;
  const history = new History(sizes, 6);
  for (const weight of [-1, -1, 1, -1, 1, -1, 1]) {
    const record = new Float64Array(recordLength(sizes));
    record[0] = weight;
    history.append(history.filled, record);
  }
  const [life] = livesOf(read({ experiment, history }), sizes);
  expect(life?.events.map(({ kind, epoch }) => `${kind} ${epoch}`)).toEqual([
    'born 2',
    'died 3',
    'revived 4',
    'died 5',
    'revived 6',
  ]);
  expect([life?.fewest, life?.most, life?.nDead]).toEqual([0, 3, 4]);
});
