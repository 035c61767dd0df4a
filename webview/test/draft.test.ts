import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { RunHeader } from '#protocol/api';
import { scoresIn } from '../draft.ts';
import { InspectorState } from '../state.ts';
import { draftHeader, trainRun } from './fakeHost.ts';
import type { TrainedRun } from './fakeHost.ts';
import { HandClock } from './handClock.ts';

const configOf = (learningRate: number, epochs = 300, units = 5) => ({
  ...DEFAULT_CONFIG,
  network: { ...DEFAULT_CONFIG.network, hiddenLayers: [{ units, activation: 'relu' as const }] },
  training: { ...DEFAULT_CONFIG.training, learningRate, epochs },
});
const BEFORE = trainRun({ config: configOf(1e-4) });
const DRAFT = trainRun({ id: 'draft-1', name: 'rate', config: configOf(2e-4, 200, 3) });
const NEXT = trainRun({ id: 'draft-2', name: 'rate', config: configOf(3e-4) });
const DIVERGED = trainRun({ id: 'draft-3', name: 'rate', config: configOf(1e5) });

function setUp() {
  const clock = new HandClock();
  const state = new InspectorState(clock, () => true);
  state.showRun({ ...BEFORE.header, isNew: false }, null);
  const send = ({ header, history }: TrainedRun, from = 0, to = history.filled) =>
    state.receive({ runId: header.id, offset: from, data: history.data.slice(from, to) });
  send(BEFORE);
  state.showStatus('run-1', BEFORE.status, BEFORE.history.length);
  state.player.seek(150);
  state.select({ row: 7, layer: 1, unit: 4 });
  return { clock, state, send };
}

test('of a draft whose curves have come these are shown, and all else is still of the run before', () => {
  const { state } = setUp();
  state.showRun(draftHeader(DRAFT), null);
  expect(state.run.value?.header.id).toBe('run-1');
  expect(state.draft.curveRun.value?.header.id).toBe('draft-1');
  expect(state.draft.curveRun.value?.scores('testLoss')).toEqual(DRAFT.history.scores('testLoss'));
  expect(state.draft.curveRun.value?.scoresOf(20).trainCorrect).toBe(DRAFT.history.score(20, 'trainCorrect'));
  expect(state.draft.isDraft.value).toBe(true);
});

test('once all of its states are there it is looked at as the run before was, without a blank in between', () => {
  const { state, send } = setUp();
  const shown: (string | null)[] = [];
  state.showRun(draftHeader(DRAFT), null);
  state.shown.subscribe((epoch) => shown.push(epoch && `${state.run.peek()?.header.id} ${epoch.epoch}`));
  send(DRAFT, 0, 100);
  expect(state.run.value?.header.id).toBe('run-1');
  send(DRAFT, 100);
  expect(shown).toEqual(['run-1 150', 'draft-1 150']);
  expect(state.chosen.value).toEqual({ row: 7, layer: 1, unit: 2 }); // it has three units
  expect(state.draft.pending.value).toBeNull();
  expect(state.ended.value).toBe(true);
});

test('an epoch that the draft has not is its last one', () => {
  const { state, send } = setUp();
  state.player.seek(260);
  state.showRun(draftHeader(DRAFT), null);
  send(DRAFT);
  expect(state.player.epoch.value).toBe(200);
});

test('a draft that diverged early is shown at its last epoch', () => {
  const { state, send } = setUp();
  state.showRun(draftHeader(DIVERGED), null);
  send(DIVERGED);
  expect(DIVERGED.status.state).toBe('diverged');
  expect(state.player.epoch.value).toBe(DIVERGED.history.length - 1);
});

test.each([
  [DRAFT, 150],
  [DIVERGED, DIVERGED.history.length - 1],
])(
  'a draft that takes long is shown while it trains, at the epoch of before as soon as it comes',
  (run, epoch) => {
    const { clock, state, send } = setUp();
    state.showRun({ ...draftHeader(run), status: { state: 'running' }, nStates: 1, curves: null }, null);
    expect(state.run.value?.header.id).toBe(run.header.id);
    send(run, 0, 100);
    clock.tick(16);
    expect(state.player.epoch.value).toBeNull();
    send(run, 100);
    state.showStatus(run.header.id, run.status, run.history.length);
    clock.tick(16);
    expect(state.player.epoch.value).toBe(epoch);
  },
);

test('the epoch of before is also that of the draft after one that never came so far', () => {
  const { clock, state, send } = setUp();
  const long = (run: TrainedRun): RunHeader => ({
    ...draftHeader(run),
    status: { state: 'running' },
    nStates: 1,
    curves: null,
  });
  state.showRun(long(DRAFT), null);
  send(DRAFT, 0, 100);
  clock.tick(16);
  state.showRun(long(NEXT), null);
  send(NEXT);
  clock.tick(16);
  expect(state.player.epoch.value).toBe(150);
});

test('of drafts that follow one another the states of the last are taken, late ones are not', () => {
  const { state, send } = setUp();
  state.showRun(draftHeader(DRAFT), null);
  send(DRAFT, 0, 100);
  state.showRun(draftHeader(NEXT), null);
  send(DRAFT, 100);
  expect(state.run.value?.header.id).toBe('run-1');
  send(NEXT);
  expect(state.run.value?.header.id).toBe('draft-2');
});

test('another run that is opened meanwhile is shown at once', () => {
  const { state, send } = setUp();
  state.showRun(draftHeader(DRAFT), null);
  state.showRun(NEXT.header, null);
  expect(state.draft.curveRun.value?.header.id).toBe('draft-2');
  send(DRAFT);
  expect(state.run.value?.header.id).toBe('draft-2');
  state.showRun(draftHeader(DRAFT), null);
  state.showNothing();
  expect(state.draft.curveRun.value).toBeNull();
});

test('the first run of a page is shown as it comes, also if it is a draft', () => {
  const state = new InspectorState(new HandClock(), () => true);
  state.showRun(draftHeader(DRAFT), null);
  expect(state.run.value?.header.id).toBe('draft-1');
});

test('the ghost is there with a draft, until the draft is kept', () => {
  const { state } = setUp();
  const ghost = { name: 'Tutorial', curves: BEFORE.history.allScores(), nTrain: 120, nTest: 30 };
  state.draft.showGhost(ghost);
  expect(state.draft.ghost.value).toBeNull();
  state.showRun(draftHeader(DRAFT), null);
  expect(state.draft.ghost.value).toBe(ghost);
  state.draft.showKept('draft-1');
  expect([state.draft.isDraft.value, state.draft.ghost.value]).toEqual([false, null]);
  state.showRun(draftHeader(NEXT), null);
  expect(state.draft.ghost.value).toBe(ghost);
});

test('curves hold each score for all epochs', () => {
  const curves = BEFORE.history.allScores();
  expect(curves).toHaveLength(4 * 301);
  for (const score of ['trainLoss', 'testLoss', 'trainCorrect', 'testCorrect'] as const) {
    expect(scoresIn(curves, score)).toEqual(BEFORE.history.scores(score));
  }
});

test('the tab of the seeds is there once there has been a sweep, and a new sweep opens it', () => {
  const { state } = setUp();
  const sweep = { id: 'a', name: 'Tutorial', seeds: [1], outcomes: [], state: 'running' } as const;
  state.setOptions({ tab: 'seeds' });
  expect([state.tabs.value.includes('seeds'), state.tab.value]).toEqual([false, 'network']);
  state.setOptions({ tab: 'curves' });
  state.showSweep({ ...sweep, isNew: false });
  expect([state.tabs.value.includes('seeds'), state.tab.value]).toEqual([true, 'curves']);
  state.showSweep({ ...sweep, isNew: true });
  expect(state.tab.value).toBe('seeds');
  state.showSweep(null);
  expect(state.tab.value).toBe('network');
});
