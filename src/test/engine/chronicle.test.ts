import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACTIVATIONS } from '#engine/activations';
import { Chronicle } from '#engine/chronicle';
import type { Experiment } from '#engine/experiment';
import { History } from '#engine/history';
import { recordLength } from '#engine/keyEpochs';
import { NO_CLASS, argmax } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import type { TrainingEvent } from '#engine/trainingEvents';
import { trainAll } from '#session/trainAll';
import { experimentOf } from '../fixtureFiles.ts';

interface Setting {
  readonly name: string;
  readonly experiment: Experiment;
  readonly history: History;
  readonly diverged: boolean;
}

const HIDDEN_LAYER = fc.record({
  units: fc.integer({ min: 1, max: 6 }),
  activation: fc.constantFrom(...ACTIVATIONS, 'relu'),
});

/** A configuration as a person may write it, and the share of its epochs after which it is stopped. */
const CONFIGURATION = fc.record({
  data: fc.constantFrom('iris', 'iris', 'two-moons.csv'),
  hiddenLayers: fc
    .constantFrom(0, 1, 1, 2, 3)
    .chain((n) => fc.array(HIDDEN_LAYER, { minLength: n, maxLength: n })),
  seed: fc.integer({ min: 0, max: 4294967295 }),
  rate: fc.double({ min: -4, max: 0, noNaN: true }),
  epochs: fc.constantFrom(0, 1, 30, 90, 90),
  split: fc.constantFrom(undefined, undefined, { testSize: 0.5 }, null),
  share: fc.constantFrom(1, 1, 1, 0.4),
});

const RANDOM = fc.sample(CONFIGURATION, { seed: 20260, numRuns: 19 }).map((random): Setting => {
  const { data, hiddenLayers, seed, rate, epochs, split, share } = random;
  return settingOf(
    {
      network: { hiddenLayers, seed },
      training: { epochs, learningRate: 10 ** rate },
      ...(split === undefined ? {} : { split }),
      ...(data === 'iris' ? {} : { dataset: { path: data, target: 'side' } }),
    },
    data,
    share,
  );
});
const DIVERGING = {
  network: { hiddenLayers: [{}, { activation: 'linear' }] },
  training: { epochs: 90, learningRate: 1e5 },
};
const SETTINGS: readonly Setting[] = [...RANDOM, settingOf(DIVERGING, 'iris', 1)];

function settingOf(file: unknown, data: string, share: number): Setting {
  const experiment = experimentOf(file, data);
  const { history, divergence } = trainAll(experiment);
  const { sizes, activations } = experiment.shape;
  const { epochs, learningRate } = experiment.config.training;
  const stopped = new History(history.sizes, history.epochs);
  const kept = Math.max(1, Math.ceil(history.length * share));
  stopped.append(0, history.data.slice(0, kept * recordLength(history.sizes)));
  const rate = learningRate.toExponential(1);
  const name = `${data}, ${sizes.join('-')} ${activations.join(' ')}, rate ${rate}, ${kept} of ${epochs + 1} states`;
  return { name, experiment, history: stopped, diverged: divergence !== null };
}

/** What there is to know of every epoch, each derived for itself. */
function bruteForce({ experiment, history }: Setting) {
  const { shape, nRows, nClasses, x, split } = experiment;
  return Array.from({ length: history.length }, (_, epoch) => {
    const pass = createPass(shape, nRows);
    forward(pass, history.parameters(epoch), x);
    const p = probabilitiesOf(pass);
    return {
      predicted: Array.from({ length: nRows }, (_row, row) => argmax(p, row, nClasses)),
      firing: shape.sizes.slice(1, -1).map((nUnits, l) =>
        Array.from({ length: nUnits }, (_unit, unit) => {
          const isOn = (row: number) => pass.activations[l]![row * nUnits + unit]! > 0;
          return [...split.train].filter(isOn).length;
        }),
      ),
      z: pass.preActivations,
      a: pass.activations,
      trainLoss: history.score(epoch, 'trainLoss'),
      testLoss: history.score(epoch, 'testLoss'),
    };
  });
}
type Truth = ReturnType<typeof bruteForce>;

/** Every event, found by looking at whole columns of the truth, in no order. */
function expectedEvents({ experiment }: Setting, truth: Truth): TrainingEvent[] {
  const events: TrainingEvent[] = [];
  truth.forEach(({ predicted, firing, trainLoss }, epoch) => {
    const before = truth[epoch - 1];
    if (!before) return;
    for (const row of experiment.split.test) {
      const [from, to] = [before.predicted[row]!, predicted[row]!];
      if (from !== to && from !== NO_CLASS && to !== NO_CLASS)
        events.push({ kind: 'flip', epoch, row, from, to });
    }
    firing.forEach((counts, l) =>
      counts.forEach((n, unit) => {
        const was = before.firing[l]![unit]!;
        const everFired = truth.slice(0, epoch).some((one) => one.firing[l]![unit]! > 0);
        if (was > 0 && n === 0) events.push({ kind: 'died', epoch, layer: l + 1, unit });
        if (was === 0 && n > 0)
          events.push({ kind: everFired ? 'revived' : 'born', epoch, layer: l + 1, unit });
      }),
    );
    const twoBefore = truth[epoch - 2]?.trainLoss ?? Infinity;
    const roseBefore = epoch > 1 && before.trainLoss > twoBefore;
    if (trainLoss > before.trainLoss && !roseBefore) events.push({ kind: 'lossRises', epoch });
  });
  const smallest = Math.min(...truth.map(({ testLoss }) => testLoss).filter(Number.isFinite));
  const best = truth.findIndex(({ testLoss }) => testLoss === smallest);
  if (best >= 0) events.push({ kind: 'bestTestLoss', epoch: best });
  return events;
}

function readAll({ experiment, history }: Setting): Chronicle {
  const chronicle = new Chronicle(experiment, history);
  while (chronicle.readNext());
  return chronicle;
}

const ORDER = ['flip', 'died', 'revived', 'born', 'bestTestLoss', 'lossRises'] as const;
const sorted = (events: readonly TrainingEvent[]) => events.map((event) => JSON.stringify(event)).sort();

describe.each(SETTINGS)('$name', (setting) => {
  const { experiment, history } = setting;
  const truth = bruteForce(setting);
  const chronicle = readAll(setting);

  test('predicted classes and firing counts of every epoch', () => {
    expect(chronicle.length).toBe(history.length);
    truth.forEach(({ predicted, firing }, epoch) => {
      expect(predicted.map((_, row) => chronicle.predictedClass(epoch, row))).toEqual(predicted);
      const counts = firing.map((layer, l) =>
        layer.map((_, unit) => chronicle.firingCount(epoch, l + 1, unit)),
      );
      expect(counts).toEqual(firing);
    });
  });

  test('all changes of every row’s class', () => {
    for (let row = 0; row < experiment.nRows; row++) {
      const flips = truth.flatMap(({ predicted }, epoch) => {
        const [from, to] = [truth[epoch - 1]?.predicted[row], predicted[row]!];
        const isFlip = from !== undefined && from !== to && from !== NO_CLASS && to !== NO_CLASS;
        return !isFlip ? [] : [{ kind: 'flip', epoch, row, from, to }];
      });
      expect(chronicle.flipsOf(row)).toEqual(flips);
    }
  });

  test('every event, in order', () => {
    const events = chronicle.events('final');
    expect(sorted(events)).toEqual(sorted(expectedEvents(setting, truth)));
    const isUnit = (kind: string) => ['died', 'revived', 'born'].includes(kind);
    const place = ({ kind, epoch }: TrainingEvent) =>
      epoch * ORDER.length + (isUnit(kind) ? 1 : ORDER.findIndex((one) => one === kind));
    for (let i = 1; i < events.length; i++) {
      expect(place(events[i]!)).toBeGreaterThanOrEqual(place(events[i - 1]!));
    }
  });

  test('the events of each epoch by themselves, and how many there are of each kind', () => {
    const events = chronicle.events('final');
    const byEpoch = truth.map((_, epoch) => chronicle.eventsAt(epoch, 'final'));
    expect(byEpoch.flat()).toEqual(events);
    for (const kind of ORDER) {
      const ofKind = events.filter((event) => event.kind === kind);
      expect(chronicle.eventCount([kind])).toBe(ofKind.length);
    }
    expect(chronicle.eventCount(ORDER)).toBe(events.length);
  });

  test('while more epochs may come the best test loss is that so far', () => {
    const open = chronicle.events('open');
    expect(open.filter(({ kind }) => kind === 'bestTestLoss')).toEqual([]);
    const renamed = open.map((event) =>
      event.kind === 'bestTestLossSoFar' ? { ...event, kind: 'bestTestLoss' } : event,
    );
    expect(renamed).toEqual(chronicle.events('final'));
  });

  test('ranges of Z and A', () => {
    for (let layer = 1; layer < experiment.shape.sizes.length; layer++) {
      for (const name of ['Z', 'A'] as const) {
        const values = truth.flatMap((epoch) => [...epoch[name === 'Z' ? 'z' : 'a'][layer - 1]!]);
        const [minimum, maximum] = values
          .filter(Number.isFinite)
          .reduce(
            ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
            [Infinity, -Infinity],
          );
        expect(chronicle.range(name, layer)).toEqual({ minimum, maximum });
      }
    }
  });
});

test('the configurations above hold what has to be tried', () => {
  const kinds = new Set(
    SETTINGS.flatMap((setting) =>
      readAll(setting)
        .events('final')
        .map(({ kind }) => kind),
    ),
  );
  expect([...kinds].sort()).toEqual(ORDER.filter((kind) => kind !== 'born').sort()); // units start awake
  const layers = new Set(SETTINGS.map(({ experiment }) => experiment.shape.activations.length));
  expect([...layers].sort()).toEqual([0, 1, 2, 3]);
  const activations = new Set(SETTINGS.flatMap(({ experiment }) => experiment.shape.activations));
  expect([...activations].sort()).toEqual([...ACTIVATIONS].sort());
  expect(SETTINGS.some(({ diverged }) => diverged)).toBe(true);
  expect(SETTINGS.some(({ history, diverged }) => !diverged && history.length <= history.epochs)).toBe(true);
  expect(SETTINGS.some(({ experiment }) => experiment.config.split === null)).toBe(true);
  expect(SETTINGS.some(({ history }) => history.length === 1)).toBe(true);
});

test('epochs that arrive in slices are read once each, and give the same as all at once', () => {
  const setting = SETTINGS.find(({ history }) => history.length > 60 && history.sizes.length > 2)!;
  const { experiment, history } = setting;
  const asked: number[] = [];
  class Arriving extends History {
    override parameters(epoch: number) {
      asked.push(epoch);
      return super.parameters(epoch);
    }
  }
  const arriving = new Arriving(history.sizes, history.epochs);
  const chronicle = new Chronicle(experiment, arriving);
  expect([chronicle.readNext(), chronicle.length, chronicle.events('final')]).toEqual([false, 0, []]);
  const stride = recordLength(history.sizes);
  for (let sent = 0; sent < history.filled; sent += 7 * stride + 3) {
    arriving.append(sent, history.data.slice(sent, Math.min(history.filled, sent + 7 * stride + 3)));
    while (chronicle.readNext());
    expect(chronicle.length).toBe(arriving.length);
  }
  expect(asked).toEqual(Array.from({ length: history.length }, (_, epoch) => epoch));
  expect(chronicle.events('final')).toEqual(readAll(setting).events('final'));
  expect(chronicle.range('Z', 1)).toEqual(readAll(setting).range('Z', 1));
});

test('a unit is born once, and revived after each death; a best loss is dated to its first time', () => {
  const experiment = experimentOf({
    network: { hiddenLayers: [{ units: 1 }] },
    preprocessing: { standardize: false },
    split: null,
  });
  const history = new History(experiment.shape.sizes, 5);
  const lives = [-1, 1, -1, -1, 1]; // all features are above 0, so the sign of the unit's weights says whether it fires
  const losses = [3, 1, 2, 2.5, 1];
  lives.forEach((sign, epoch) => {
    const record = new Float64Array(recordLength(history.sizes)).fill(sign, 0, 4);
    record.set([losses[epoch]!, losses[epoch]!], record.length - 4);
    history.append(history.filled, record);
  });
  const unit = { layer: 1, unit: 0 };
  expect(readAll({ name: '', experiment, history, diverged: false }).events('final')).toEqual([
    { kind: 'born', epoch: 1, ...unit },
    { kind: 'bestTestLoss', epoch: 1 },
    { kind: 'died', epoch: 2, ...unit },
    { kind: 'lossRises', epoch: 2 },
    { kind: 'revived', epoch: 4, ...unit },
  ]);
});

test('what has not been read cannot be asked for', () => {
  const { experiment, history } = SETTINGS.find(({ history: { length } }) => length > 2)!;
  const chronicle = new Chronicle(experiment, history);
  chronicle.readNext();
  expect(() => chronicle.predictedClass(1, 0)).toThrow('epoch must be from 0 to 0, got 1');
  expect(() => chronicle.predictedClass(-1, 0)).toThrow(RangeError);
});

test('a run is read as a whole while its classes and counts take at most 64 MB', () => {
  const bytesPerEpoch = 2 * 150 + 4 * 5;
  const most = Math.floor((64 * 1024 * 1024) / bytesPerEpoch) - 1;
  const epochs = (n: number) => ({ training: { epochs: n } });
  expect(Chronicle.fits(experimentOf(epochs(most)))).toBe(true);
  expect(Chronicle.fits(experimentOf(epochs(most + 1)))).toBe(false);
});
