import { describe, expect, test } from 'vitest';
import { Chronicle } from '#engine/chronicle';
import { ClassHistory } from '#engine/classHistory';
import { DEFAULT_CONFIG } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { History } from '#engine/history';
import { recordLength } from '#engine/keyEpochs';
import { livesOf } from '#engine/lives';
import { EventLog } from '#engine/trainingEvents';

const dot = (epoch: number, kind = 'a', n = 0) => ({ kind, epoch, n });

describe('a log of events', () => {
  test('keeps all of a run with few', () => {
    const log = new EventLog<ReturnType<typeof dot>>(100, 10);
    const events = [dot(3), dot(3, 'b'), dot(9)];
    events.forEach((event) => log.add(event));
    expect(log.events).toEqual(events);
    expect([log.wholeTo, log.count(), log.count('b'), log.count('c')]).toEqual([Infinity, 3, 1, 0]);
  });

  test('ends keeping all at a whole epoch, then keeps the first of each kind in a stretch', () => {
    const log = new EventLog<ReturnType<typeof dot>>(20_000, 3); // stretches of ten epochs
    for (const event of [dot(1), dot(2), dot(2, 'a', 1), dot(2, 'a', 2)]) log.add(event);
    for (const event of [dot(4), dot(8, 'b'), dot(9, 'b'), dot(11), dot(12), dot(12, 'b')]) log.add(event);
    expect(log.wholeTo).toBe(3);
    // the first stretch already has an event of kind a
    expect(log.events.slice(4)).toEqual([dot(8, 'b'), dot(11), dot(12, 'b')]);
    expect([log.count(), log.count('a'), log.count('b')]).toEqual([10, 7, 3]);
  });

  test('of millions keeps what a timeline can show, and counts the rest', () => {
    const [nEpochs, each] = [200_000, 12];
    const log = new EventLog<ReturnType<typeof dot>>(nEpochs);
    for (let epoch = 0; epoch < nEpochs; epoch++) {
      for (let n = 0; n < each; n++) log.add(dot(epoch, n % 2 === 0 ? 'a' : 'b', n));
    }
    expect(log.count()).toBe(nEpochs * each);
    expect(log.events.length).toBeLessThanOrEqual(100_000 + each + 2 * 2000);
    const stretches = new Set(log.events.map(({ epoch }) => Math.floor(epoch / log.stretch)));
    expect(stretches.size).toBe(2000); // nowhere does it look as if nothing happened
    expect(log.events.every(({ epoch }, i) => i === 0 || epoch >= log.events[i - 1]!.epoch)).toBe(true);
  });
});

/** One unit and one feature: the sign of the weights changes at every epoch, and with it the unit and every row's class. */
function oscillating(nEpochs: number) {
  const nRows = 60;
  const dataset = {
    name: 'ones',
    features: ['one'],
    classes: ['low', 'high'],
    values: new Float64Array(nRows).fill(1),
    labels: Int32Array.from({ length: nRows }, (_, row) => row % 2),
  };
  const experiment = prepareExperiment(
    {
      ...DEFAULT_CONFIG,
      preprocessing: { ...DEFAULT_CONFIG.preprocessing, standardize: false },
      split: null,
      network: { ...DEFAULT_CONFIG.network, hiddenLayers: [{ units: 1, activation: 'relu' }] },
      training: { ...DEFAULT_CONFIG.training, epochs: nEpochs - 1 },
    },
    dataset,
  );
  const history = new History(experiment.shape.sizes, nEpochs - 1);
  const record = new Float64Array(recordLength(history.sizes));
  for (let epoch = 0; epoch < nEpochs; epoch++) {
    const isOn = epoch % 2 === 1;
    // W1, W2 to low and high, b1, b2 of low and high, then the scores: the loss rises at every second epoch
    record.set([isOn ? 1 : -1, -1, 1, 0, 0.5, 0, isOn ? 2 : 1, isOn ? 2 : 1, 0, 0]);
    history.append(history.filled, record);
  }
  return { experiment, history, nRows };
}

describe('a run in which everything changes at every epoch', () => {
  const nEpochs = 5000;
  const { experiment, history, nRows } = oscillating(nEpochs);
  const chronicle = new Chronicle(experiment, history);
  while (chronicle.readNext());

  test('is told of with all counts, and keeps a bounded part of its events', () => {
    expect(chronicle.eventCount(['flip'])).toBe(nRows * (nEpochs - 1));
    expect(chronicle.eventCount(['died', 'revived', 'born'])).toBe(nEpochs - 1);
    expect(chronicle.eventCount(['lossRises'])).toBe(nEpochs / 2);
    const events = chronicle.events('final');
    expect(events.length).toBeLessThan(111_000);
    expect(events.at(-1)!.epoch).toBeGreaterThan(nEpochs - 1 - chronicle.stretch);
  });

  test('has every event of a single epoch, also where not all are kept', () => {
    const epoch = nEpochs - 1;
    expect(epoch).toBeGreaterThan(chronicle.wholeTo);
    const events = chronicle.eventsAt(epoch, 'final');
    expect(events.filter(({ kind }) => kind === 'flip').length).toBe(nRows);
    expect(events.slice(nRows).map(({ kind }) => kind)).toEqual(['revived', 'lossRises']);
  });

  test('and every change of a single row; the last before an epoch is found from any of them', () => {
    expect(chronicle.flipsOf(7).length).toBe(nEpochs - 1);
    expect(chronicle.flipCount(7)).toBe(nEpochs - 1);
    for (const epoch of [0, 1, 1023, 1024, 1025, nEpochs - 1]) expect(chronicle.since(epoch, 7)).toBe(epoch);
  });

  test('a unit’s life counts all its events and keeps the first of them whole', () => {
    const [life] = livesOf(chronicle, experiment.shape.sizes);
    expect(life).toMatchObject({ nEvents: nEpochs - 1, nDead: nEpochs / 2 });
    expect(life!.events.length).toBeLessThan(6100);
    expect(life!.events.slice(0, 3).map(({ kind, epoch }) => [kind, epoch])).toEqual([
      ['born', 1],
      ['died', 2],
      ['revived', 3],
    ]);
  });
});

test('the last change lies blocks before, for a row that is long read the same', () => {
  const classes = new ClassHistory(4000, 2);
  for (let epoch = 0; epoch < 4000; epoch++) {
    // row 1 changes at epoch 5 and 1030, row 2 at 1024 to no class and at 1025 back
    const first = epoch < 5 || epoch >= 1030 ? [1, 0] : [0, 1];
    classes.add(Float64Array.of(...first, epoch === 1024 ? NaN : 1, 0), 2);
  }
  expect([4, 5, 1024, 1029, 1030, 3999].map((epoch) => classes.since(epoch, 0))).toEqual([
    0, 5, 5, 5, 1030, 1030,
  ]);
  expect([1023, 1024, 1025, 3999].map((epoch) => classes.since(epoch, 1))).toEqual([0, 1024, 1025, 1025]);
  expect([classes.flipCount(0), classes.flipCount(1), classes.flipsOf(1)]).toEqual([2, 0, []]);
});
