import { describe, expect, test } from 'vitest';
import { alertsOfData } from '#engine/alertsAtStart';
import { arraysOf } from '#engine/arrays';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { isLarge, prepareExperiment } from '#engine/experiment';
import { History } from '#engine/history';
import { guessLoss } from '#engine/lossWatch';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import { phasesIn } from '#engine/phases';
import {
  SAMPLE_ROWS,
  rowNumber,
  sampleTable,
  sampledExperiment,
  testSize,
  trainSize,
} from '#engine/rowSample';
import { Trainer } from '#engine/trainer';

/** Four features and three classes, of which the last has one row in a thousand. */
function table(nRows: number): Dataset {
  return {
    name: 'large',
    features: ['a', 'b', 'c', 'd'],
    classes: ['x', 'y', 'rare'],
    values: Float64Array.from({ length: nRows * 4 }, (_, i) => ((i * 7919) % 1009) / 100),
    labels: Int32Array.from({ length: nRows }, (_, row) => (row % 1000 === 999 ? 2 : row % 2)),
  };
}

const LARGE = table(20_000);
const SPLIT: TrainingConfig = {
  ...DEFAULT_CONFIG,
  split: { testSize: 0.3, randomState: 3, stratify: false },
  training: { ...DEFAULT_CONFIG.training, epochs: 3, learningRate: 1e-5 },
};
const whole = prepareExperiment(SPLIT, LARGE);
const sampled = sampledExperiment(SPLIT, sampleTable(SPLIT, LARGE));

describe('which tables are shown in part', () => {
  test.each([
    { what: 'few rows of many columns', rows: 2000, features: 64, large: false },
    { what: 'rows of few columns', rows: 14_000, features: 4, large: false },
    { what: 'a hundred thousand values and more', rows: 15_000, features: 4, large: true },
    { what: 'some rows of many columns', rows: 2001, features: 64, large: true },
  ])('$what: $large', ({ rows, features, large }) => {
    const names = (n: number) => Array.from({ length: n }, (_, i) => String(i));
    const values = new Float64Array(0);
    const labels = new Int32Array(rows);
    expect(isLarge({ name: '', features: names(features), classes: names(3), values, labels })).toBe(large);
  });
});

describe('the rows of a sample', () => {
  const { sample } = sampled;
  const rows = [...(sample?.rows ?? [])];

  test('are about as many as are wanted, each once and in data order', () => {
    expect(rows.length).toBeGreaterThanOrEqual(SAMPLE_ROWS);
    expect(rows.length).toBeLessThanOrEqual(SAMPLE_ROWS + 2 * LARGE.classes.length);
    expect(rows).toEqual([...new Set(rows)].sort((a, b) => a - b));
  });

  test('are the same whenever they are drawn', () => {
    expect(sampleTable(SPLIT, table(20_000))).toEqual(sampleTable(SPLIT, LARGE));
  });

  test('hold every class of the training and of the test rows in its share, at least once', () => {
    for (const side of ['train', 'test'] as const) {
      for (const label of [0, 1, 2]) {
        const all = whole.split[side].filter((row) => LARGE.labels[row] === label).length;
        const drawn = sampled.split[side].filter((row) => sampled.dataset.labels[row] === label).length;
        expect(drawn).toBe(Math.ceil((all * SAMPLE_ROWS) / 20_000));
      }
    }
  });

  test('spread over the whole table', () => {
    const gaps = rows.map((row, i) => row - (rows[i - 1] ?? -1));
    expect(Math.max(...gaps, 20_000 - (rows.at(-1) ?? 0))).toBeLessThan(100);
  });

  test('keep their numbers, their side and the order of training', () => {
    const numbers = (split: Int32Array) => Array.from(split, (row) => rowNumber(sampled, row) - 1);
    const inSample = new Set(rows);
    expect(numbers(sampled.split.train)).toEqual([...whole.split.train].filter((row) => inSample.has(row)));
    expect(numbers(sampled.split.test)).toEqual([...whole.split.test].filter((row) => inSample.has(row)));
  });

  test('are all of a table that has fewer', () => {
    const few = sampleTable(SPLIT, table(500));
    expect([...few.sample.rows]).toEqual(Array.from({ length: 500 }, (_, row) => row));
  });

  test('without a split both sides are the same rows, also after a journey in a message', () => {
    const config = { ...SPLIT, split: null };
    const { dataset, sample: plain } = sampleTable(config, LARGE);
    const split = { train: plain.split.train.slice(), test: plain.split.test.slice() };
    const experiment = sampledExperiment(config, { dataset, sample: { ...plain, split } });
    expect(experiment.split.train).toBe(experiment.split.test);
    expect(experiment.split.train).toHaveLength(experiment.nRows);
  });
});

describe('what is known from a sample', () => {
  test('each row gives the bits that it gives among all', () => {
    const trainer = new Trainer(whole);
    const history = History.of(whole);
    const record = new Float64Array(trainer.recordLength);
    for (let epoch = 0; epoch < 3; epoch++) trainer.next(record);
    history.append(0, record);
    const probabilities = [whole, sampled].map((experiment) => {
      const pass = createPass(experiment.shape, experiment.nRows);
      forward(pass, history.parameters(0), experiment.x);
      return probabilitiesOf(pass);
    });
    sampled.sample?.rows.forEach((row, i) => {
      expect([...probabilities[1]!.subarray(3 * i, 3 * i + 3)]).toEqual([
        ...probabilities[0]!.subarray(3 * row, 3 * row + 3),
      ]);
    });
  });

  test('counts and scaling are those of the table', () => {
    expect(trainSize(sampled)).toBe(14_000);
    expect(testSize(sampled)).toBe(6000);
    expect(sampled.scaler).toEqual(whole.scaler);
    expect(guessLoss(sampled)).toBe(guessLoss(whole));
  });

  test('alerts of the data are those of the table', () => {
    expect(alertsOfData(sampled)).toEqual(alertsOfData(whole));
    expect(alertsOfData(sampled).map(({ kind }) => kind)).toContain('imbalance');
  });

  test('nothing that is summed over all training rows', () => {
    const names = new Set(arraysOf(sampled).map(({ name }) => name));
    expect([...names]).toEqual(['X', 'W', 'b', 'Z', 'A', 'P', 'Y', 'rowLoss', 'dZ', 'dA', 'mask']);
    const phases = phasesIn(sampled);
    expect(phases.map(({ name }) => name)).toEqual(['Z1', 'A1', 'Z2', 'P', 'loss', 'dZ2', 'dA1', 'dZ1']);
    expect(phases.find(({ kind }) => kind === 'loss')?.results).toEqual([{ name: 'rowLoss', layer: 2 }]);
  });

  test('all steps of an epoch where all rows are at hand', () => {
    expect(phasesIn(whole)).toHaveLength(11);
  });
});

test('a large table is refused where states between those kept would have to be trained again', () => {
  const config = { ...SPLIT, training: { ...SPLIT.training, epochs: 1_000_000 } };
  expect(() => sampleTable(config, LARGE)).toThrow(/training.epochs 1000000 would need/);
});
