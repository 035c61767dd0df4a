import { describe, expect, test } from 'vitest';
import { activationCurve } from '#engine/activationCurve';
import { ACTIVATIONS, activationOf } from '#engine/activations';
import { DEFAULT_CONFIG } from '#engine/config';
import type { HiddenLayer, TrainingConfig } from '#engine/config';
import { log10 } from '#engine/elementary';
import { prepareExperiment } from '#engine/experiment';
import { countInto } from '#engine/histogram';
import { HistogramFrames } from '#engine/histogramFrames';
import { History } from '#engine/history';
import { softmax } from '#engine/loss';
import { lossLevels } from '#engine/lossLevels';
import { createPass, forward } from '#engine/network';
import { otherFeatures } from '#engine/otherScaling';
import { softmaxLead } from '#engine/softmaxLead';
import { Trainer } from '#engine/trainer';
import { datasetOf } from '../fixtureFiles.ts';

const iris = datasetOf('iris');

function trained(config: TrainingConfig) {
  const experiment = prepareExperiment(config, iris);
  const trainer = new Trainer(experiment);
  const history = new History(experiment.shape.sizes, config.training.epochs);
  const record = new Float64Array(trainer.recordLength);
  let progress = trainer.next(record);
  for (;;) {
    history.append(history.filled, record);
    if (progress !== 'trained') break;
    progress = trainer.next(record);
  }
  return { experiment, history };
}

function shortRun(hiddenLayers: readonly HiddenLayer[], epochs: number, learningRate = 3e-4) {
  return trained({
    ...DEFAULT_CONFIG,
    network: { ...DEFAULT_CONFIG.network, hiddenLayers },
    training: { ...DEFAULT_CONFIG.training, epochs, learningRate },
  });
}

describe('the lead of the largest score', () => {
  test('is the quotient of the two largest probabilities', () => {
    const scores = Float64Array.of(-0.3, 2.1, 1.4, -5);
    const p = new Float64Array(4);
    softmax(p, scores, 1, 4);
    const { best, second, difference, factor, exponentials } = softmaxLead(scores);
    expect([best, second]).toEqual([1, 2]);
    expect(difference).toBe(2.1 - 1.4);
    expect(factor).toBeCloseTo(p[1]! / p[2]!, 12);
    const sum = exponentials.reduce((a, b) => a + b);
    expect([...exponentials].map((e) => e / sum)).toEqual([...p]);
  });

  test('of equal scores is none', () => {
    expect(softmaxLead(Float64Array.of(1, 1))).toMatchObject({
      best: 0,
      second: 1,
      difference: 0,
      factor: 1,
    });
    expect(softmaxLead(Float64Array.of(0, 3))).toMatchObject({ best: 1, second: 0 });
  });
});

test('the logarithm to base 10 is that of the platform but for its last bits', () => {
  for (const x of [1e-300, 1e-9, 1 / 3, 0.5, 1, 10, 12345.678, 1e300]) {
    expect(Math.abs(log10(x) - Math.log10(x))).toBeLessThanOrEqual(4e-16 * Math.abs(Math.log10(x)));
  }
  expect([log10(0), log10(-1), log10(NaN)]).toEqual([-Infinity, NaN, NaN]);
  expect(-log10(1 / 3)).toBeCloseTo(0.47712125471966244, 15);
});

describe.each(ACTIVATIONS)('the curve of %s', (activation) => {
  const { z, a, slope } = activationCurve(activation, -3, 2, 51);

  test('runs over the range, rising', () => {
    expect([z[0], z.at(-1)]).toEqual([-3, 2]);
    expect(z.every((value, i) => i === 0 || value > z[i - 1]!)).toBe(true);
    expect([...a]).toEqual([...z].map((value) => activationOf(activation, value)));
  });

  test('has the slope of its chords, away from 0', () => {
    for (let i = 1; i < z.length; i++) {
      if (z[i - 1]! < 0 && z[i]! > -1e-9) continue;
      if (z[i - 1]! >= 0 && z[i - 1]! < 1e-300) continue;
      const chord = (a[i]! - a[i - 1]!) / (z[i]! - z[i - 1]!);
      expect(Math.abs(chord - (slope[i]! + slope[i - 1]!) / 2)).toBeLessThan(2e-3);
    }
  });
});

test('a derivative that jumps at 0 has both of its values there', () => {
  const { z, slope } = activationCurve('relu', -1, 1, 3);
  expect([...z]).toEqual([-1, 0, Number.MIN_VALUE, 1]);
  expect([...slope]).toEqual([0, 0, 1, 1]);
  expect([...activationCurve('relu', 1, 2, 2).z]).toEqual([1, 2]);
  expect(() => activationCurve('relu', 2, 2, 3)).toThrow(RangeError);
});

describe('the features as the run does not see them', () => {
  test('are as measured where it standardises', () => {
    expect(otherFeatures(prepareExperiment(DEFAULT_CONFIG, iris))).toEqual(iris.values);
  });

  test.each(['all', 'train'] as const)('are standardised on %s rows where it does not', (fitScalerOn) => {
    const scaled = prepareExperiment(
      { ...DEFAULT_CONFIG, preprocessing: { standardize: true, fitScalerOn } },
      iris,
    );
    const raw = prepareExperiment(
      { ...DEFAULT_CONFIG, preprocessing: { standardize: false, fitScalerOn } },
      iris,
    );
    expect(otherFeatures(raw)).toEqual(scaled.x);
  });
});

describe('the frames of a run’s histograms', () => {
  test('hold all values of all epochs, and the fullest bin', () => {
    const { experiment, history } = shortRun(
      [
        { units: 4, activation: 'relu' },
        { units: 3, activation: 'tanh' },
      ],
      20,
    );
    const frames = new HistogramFrames(experiment, history);
    expect(frames.frame('bothZ', 1)).toBeNull();
    while (frames.readNext(true));
    expect(frames.every).toBe(1);
    const own = createPass(experiment.shape, experiment.nRows);
    const other = createPass(experiment.shape, experiment.nRows);
    for (const layer of [1, 2, 3]) {
      const z = frames.frame('bothZ', layer)!;
      const a = frames.frame('A', layer)!;
      let [topZ, topA] = [0, 0];
      let [lowest, highest] = [Infinity, -Infinity];
      for (let epoch = 0; epoch <= 20; epoch++) {
        forward(own, history.parameters(epoch), experiment.x);
        forward(other, history.parameters(epoch), iris.values);
        for (const values of [own.preActivations[layer - 1]!, other.preActivations[layer - 1]!]) {
          const made = countInto(z.edges, values);
          expect([made.below, made.above]).toEqual([0, 0]);
          topZ = Math.max(topZ, ...made.counts);
        }
        lowest = Math.min(lowest, ...own.preActivations[layer - 1]!);
        highest = Math.max(highest, ...own.preActivations[layer - 1]!);
        topA = Math.max(topA, ...countInto(a.edges, own.activations[layer - 1]!).counts);
      }
      expect([z.top, a.top]).toEqual([topZ, topA]);
      const { minimum, maximum } = frames.range('Z', layer);
      expect([minimum, maximum]).toEqual([lowest, highest]);
    }
  });

  test('grow with a run, and have no fullest bin before its end', () => {
    const { experiment, history } = shortRun([{ units: 3, activation: 'relu' }], 30);
    const partial = new History(experiment.shape.sizes, 30);
    const frames = new HistogramFrames(experiment, partial);
    expect(frames.readNext(false)).toBe(false);
    const half = 15 * (history.filled / history.length);
    partial.append(0, history.data.slice(0, half));
    while (frames.readNext(false));
    expect(frames.frame('bothZ', 1)!.top).toBeNull();
    partial.append(half, history.data.slice(half));
    while (frames.readNext(true));
    const whole = new HistogramFrames(experiment, history);
    while (whole.readNext(true));
    expect(frames.frame('bothZ', 1)).toEqual(whole.frame('bothZ', 1));
    expect(frames.readNext(true)).toBe(false);
  });

  test('of a run that overflows stay readable: what outgrows its first epoch lies beyond', () => {
    const { experiment, history } = shortRun([{ units: 5, activation: 'linear' }], 200, 5);
    const frames = new HistogramFrames(experiment, history);
    while (frames.readNext(true));
    const { edges } = frames.frame('bothZ', 1)!;
    expect(edges.every((edge) => Math.abs(edge) < 1000)).toBe(true);
    const pass = createPass(experiment.shape, experiment.nRows);
    forward(pass, history.parameters(history.length - 1), experiment.x);
    const { below, above } = countInto(edges, pass.preActivations[0]!);
    expect(below + above).toBeGreaterThan(0);
  });

  test('of a long run come from every n-th epoch and the last', () => {
    const { experiment, history } = shortRun([{ units: 3, activation: 'relu' }], 3);
    const long = new History(experiment.shape.sizes, 200_000);
    long.append(0, history.data);
    const frames = new HistogramFrames(experiment, long);
    expect(frames.every).toBeGreaterThan(10);
    let n = 0;
    while (frames.readNext(true)) n++;
    expect(n).toBe(4); // epochs 0 and 3, for their ranges and for their counts
  });
});

test('the rounded losses of the tutorial’s run', () => {
  const { history } = trained(DEFAULT_CONFIG);
  const { lowest, counts, notFinite } = lossLevels(history.scores('trainLoss'));
  expect([lowest, lowest + counts.length - 1, notFinite]).toEqual([48, 121, 0]);
  expect(counts.reduce((sum, n) => sum + n)).toBe(2601);
  expect(counts.every((n) => n > 0)).toBe(true); // the loss falls without a leap of more than a level
});
