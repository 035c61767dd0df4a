import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { RunStatus } from '#protocol/api';
import type { KeptView } from '../state.ts';
import { InspectorState } from '../state.ts';
import { DEFAULT_OPTIONS } from '../viewOptions.ts';
import type { ViewOptions } from '../viewOptions.ts';
import { trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { HandClock } from './handClock.ts';

const RUN = trainRun({});

function setUp(kept: KeptView | null = null, run: TrainedRun = RUN) {
  const clock = new HandClock();
  const state = new InspectorState(clock, () => true);
  state.showRun(run.header, kept);
  const send = (from: number, to: number) => {
    const stride = run.history.filled / run.history.length;
    const data = run.history.data.slice(from * stride, to * stride);
    state.receive({ runId: run.header.id, offset: from * stride, data });
  };
  return { clock, state, send };
}

test('everything shown follows from the epoch', () => {
  const { clock, state, send } = setUp();
  send(0, 2601);
  clock.tick(16);
  expect(state.player.epoch.value).toBe(2600);
  expect([...state.shown.value!.confusion.counts]).toEqual([10, 0, 0, 0, 8, 1, 0, 0, 11]);
  expect([...state.shown.value!.firing[0]!]).toEqual([61, 80, 60, 57, 63]);
  state.player.seek(700);
  expect([...state.shown.value!.confusion.counts]).toEqual([10, 0, 0, 6, 0, 3, 0, 0, 11]);
  expect(state.shown.value!.scores.trainLoss).toBeCloseTo(0.8031, 4);
  expect([...state.shown.value!.wrongTest].map((row) => row + 1)).toEqual([
    56, 57, 65, 69, 70, 74, 77, 79, 83,
  ]);
});

test('a page that goes before the cursor has reached the end of its run will go there when it is back', () => {
  const { clock, state, send } = setUp();
  send(0, 2);
  clock.tick(16);
  send(2, 2601);
  state.showStatus('run-1', { state: 'completed' }, 2601);
  expect(state.view()).toMatchObject({ epoch: 1, following: true });
  const back = setUp(state.view());
  back.send(0, 2601);
  back.clock.tick(16);
  expect(back.state.player.epoch.value).toBe(2600);
  back.state.showStatus('run-1', { state: 'completed' }, 2601);
  expect(back.state.view()).toMatchObject({ epoch: 2600, following: false });
});

test('the version changes once per frame, however many pieces arrive', () => {
  const { clock, state, send } = setUp();
  const before = state.version.value;
  send(0, 10);
  send(10, 20);
  send(20, 30);
  expect(state.version.value).toBe(before);
  clock.tick(16);
  expect(state.version.value).toBe(before + 1);
});

test('the first wrong test row is chosen once the run is complete, unless the person has chosen', () => {
  const { clock, state, send } = setUp();
  send(0, 2601);
  clock.tick(16);
  state.showStatus('run-1', { state: 'completed' }, 2601);
  expect(state.chosen.value).toEqual({ row: 56, layer: 1, unit: 0 });

  const other = setUp();
  other.state.select({ row: 3, layer: null, unit: null });
  other.send(0, 2601);
  other.clock.tick(16);
  other.state.showStatus('run-1', { state: 'completed' }, 2601);
  expect(other.state.chosen.value.row).toBe(3);
});

test('a run said to be completed has not ended before its last epoch is here', () => {
  const { clock, state, send } = setUp();
  send(0, 100);
  clock.tick(16);
  state.showStatus('run-1', { state: 'completed' }, 2601);
  expect([state.ended.value, state.span.value]).toEqual([false, 2600]);
  send(100, 2601);
  clock.tick(16);
  expect(state.ended.value).toBe(true);
});

test.each<RunStatus>([
  { state: 'stopped' },
  { state: 'diverged', epoch: 200, where: 'Z1' },
  { state: 'failed', message: 'the worker ended' },
])('a run that is $state has ended when all of its states are here, and is as long as they are', (status) => {
  const { clock, state, send } = setUp();
  send(0, 101);
  clock.tick(16);
  state.showStatus('run-1', status, 201);
  expect([state.ended.value, state.span.value, state.nStates.value]).toEqual([false, 2600, 201]);
  send(101, 201);
  clock.tick(500);
  expect([state.ended.value, state.span.value]).toEqual([true, 200]);
});

test('a run opened after its end has ended when the states that its header tells of are here', () => {
  const clock = new HandClock();
  const state = new InspectorState(clock, () => true);
  state.showRun({ ...RUN.header, status: { state: 'stopped' }, nStates: 50 }, null);
  expect(state.ended.value).toBe(false);
  const stride = RUN.history.filled / RUN.history.length;
  state.receive({ runId: 'run-1', offset: 0, data: RUN.history.data.slice(0, 50 * stride) });
  clock.tick(16);
  expect(state.ended.value).toBe(true);
});

test('how far the training has come is told apart from the states, and lacking the last of these is not being behind', () => {
  const { clock, state, send } = setUp();
  const tell = (nStates: number) => state.showStatus('run-1', { state: 'running' }, nStates);
  tell(100);
  expect([state.nStates.value, state.isBehind.value]).toEqual([100, false]);
  send(0, 100);
  clock.tick(16);
  const version = state.version.value;
  tell(200);
  expect([state.nStates.value, state.isBehind.value, state.version.value]).toEqual([200, false, version]);
  tell(300);
  expect([state.nStates.value, state.isBehind.value]).toEqual([300, true]);
  send(100, 300);
  tell(400);
  expect(state.isBehind.value).toBe(false);
  state.showStatus('run-1', { state: 'paused' }, 400);
  expect(state.isBehind.value).toBe(true);
  send(300, 400);
  clock.tick(500);
  expect(state.isBehind.value).toBe(false);
});

test('the past is read once the page has caught up with the host, not while it is catching up', () => {
  const clock = new HandClock();
  const state = new InspectorState(clock, () => true);
  state.showRun({ ...RUN.header, status: { state: 'stopped' }, nStates: 100 }, null);
  const stride = RUN.history.filled / RUN.history.length;
  const send = (from: number, to: number) =>
    state.receive({
      runId: 'run-1',
      offset: from * stride,
      data: RUN.history.data.slice(from * stride, to * stride),
    });
  const chronicle = state.run.value!.chronicle!;
  send(0, 50);
  clock.tick(16);
  expect(chronicle.length).toBe(0);
  send(50, 100);
  clock.tick(16);
  expect(chronicle.length).toBeGreaterThan(0);
});

test('selecting keeps what is not named, and stays inside the network', () => {
  const { state } = setUp();
  state.select({ row: 120, layer: null, unit: null });
  state.select({ row: null, layer: 1, unit: 99 });
  expect(state.chosen.value).toEqual({ row: 120, layer: 1, unit: 4 });
  state.select({ row: null, layer: 2, unit: null });
  expect(state.chosen.value).toEqual({ row: 120, layer: 2, unit: null });
});

test('a kept view comes back, and one of another run does not', () => {
  const kept: KeptView = {
    runId: 'run-1',
    epoch: 700,
    following: false,
    speed: 60,
    chosen: { row: 5, layer: 1, unit: 2 },
    cell: { name: 'Z', layer: 1, row: 5, column: 2 },
    phase: 3,
    options: { ...DEFAULT_OPTIONS, tab: 'curves', lossScale: 'log', zoom: { from: 10, to: 900 } },
  };
  const { clock, state, send } = setUp(kept);
  send(0, 500);
  clock.tick(16);
  expect(state.shown.value).toBeNull();
  send(500, 2601);
  clock.tick(16);
  expect([state.shown.value?.epoch, state.chosen.value.row]).toEqual([700, 5]);
  expect(state.view()).toEqual(kept);

  const fresh = setUp({ ...kept, runId: 'another' });
  fresh.send(0, 2601);
  fresh.clock.tick(16);
  expect(fresh.state.shown.value?.epoch).toBe(2600);
  expect(fresh.state.player.speed.value).toBe(60); // how a person likes to play goes from run to run
});

test('a run seen before comes back at its own epoch, in the tab that is open now', () => {
  const options: ViewOptions = { ...DEFAULT_OPTIONS, zoom: { from: 10, to: 900 }, comparedEpoch: 7 };
  const view: KeptView = {
    runId: 'run-1',
    epoch: 700,
    following: false,
    speed: 60,
    chosen: { row: 5, layer: 1, unit: 2 },
    cell: null,
    phase: null,
    options,
  };
  const { clock, state } = setUp(null, { ...RUN, header: { ...RUN.header, id: 'run-2' } });
  state.setOptions({ tab: 'samples', comparedEpoch: 100 });
  state.player.speed.value = 10;
  state.showRun({ ...RUN.header, isNew: false }, view);
  expect(state.options.value).toEqual({ ...options, tab: 'samples' });
  expect(state.player.speed.value).toBe(10); // as it is chosen now
  state.receive({ runId: 'run-1', offset: 0, data: RUN.history.data });
  clock.tick(16);
  expect([state.player.epoch.value, state.chosen.value.row]).toEqual([700, 5]);
});

test('an older run that the page has not seen is shown at its end, without an introduction', () => {
  const clock = new HandClock();
  const state = new InspectorState(clock, () => false);
  state.showRun({ ...RUN.header, status: { state: 'completed' }, nStates: 2601, isNew: false }, null);
  state.receive({ runId: 'run-1', offset: 0, data: RUN.history.data });
  clock.tick(16);
  expect(state.player.epoch.value).toBe(2600);
});

test('pieces of a run that is no longer shown are let go, a lost piece is refused', () => {
  const { state, send } = setUp();
  state.receive({ runId: 'old', offset: 999, data: new Float64Array(3) });
  send(0, 2);
  expect(() => send(5, 6)).toThrow(RangeError);
});

test('the scale of a diverged run does not drown its beginning', () => {
  const training = { ...DEFAULT_CONFIG.training, learningRate: 5 };
  const diverged = trainRun({ config: { ...DEFAULT_CONFIG, training } });
  expect(diverged.status.state).toBe('diverged');
  const { clock, state, send } = setUp(null, diverged);
  send(0, diverged.history.length);
  clock.tick(16);
  expect(state.scale.value).toBe(16);
});

test('the past of a run is told of while it is still training, a few times a second', () => {
  const { clock, state, send } = setUp();
  const told: number[] = [];
  state.nRead.subscribe((n) => told.push(n));
  send(0, 100);
  clock.tick(16);
  expect([state.nRead.value, state.events.value.length]).toEqual([100, 13]);
  for (let epoch = 100; epoch < 400; epoch += 10) {
    send(epoch, epoch + 10);
    clock.tick(20);
  }
  for (let i = 0; i < 20; i++) clock.tick(20);
  expect([state.nRead.value, state.events.value.length]).toEqual([400, 16]);
  expect(told.length).toBeLessThanOrEqual(6);
  expect(clock.pending).toBeLessThanOrEqual(1); // following waits for more
});

test('once a run has ended, all of its past is told of at once', () => {
  const { clock, state, send } = setUp();
  send(0, 100);
  clock.tick(16);
  send(100, 2601);
  state.showStatus('run-1', { state: 'completed' }, 2601);
  clock.tick(16);
  expect([state.nRead.value, state.events.value.length]).toEqual([2601, 24]);
  expect(state.events.value.at(-1)).toEqual({ kind: 'bestTestLoss', epoch: 2600 });
});

test('a run too large to be read as a whole has no events', () => {
  const training = { ...DEFAULT_CONFIG.training, epochs: 250_000 };
  const { clock, state, send } = setUp(null, {
    ...RUN,
    header: { ...RUN.header, config: { ...DEFAULT_CONFIG, training } },
  });
  send(0, 100);
  clock.tick(16);
  expect([state.run.value?.chronicle, state.nRead.value, state.events.value]).toEqual([null, 0, []]);
});
