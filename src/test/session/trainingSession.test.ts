import { expect, test } from 'vitest';
import type { Activation } from '#engine/activations';
import { whenEnded } from '#session/run';
import { SLICE_MS } from '#session/trainingWorker';
import { TrainingSession } from '#session/trainingSession';
import { WorkerPool } from '#session/workerPool';
import { FakeWorker, fakeSurroundings, settled } from './fakeWorker.ts';
import { smallRun } from './smallRun.ts';

function started(training: Parameters<typeof smallRun>[0] = {}, activation: Activation = 'relu') {
  const run = smallRun(training, activation);
  const worker = new FakeWorker();
  const surroundings = fakeSurroundings(() => worker);
  const session = new TrainingSession(run, new WorkerPool(surroundings));
  return { run, worker, surroundings, session };
}

async function completeRun() {
  const all = started();
  all.session.start();
  await all.worker.toEnd();
  return all.run;
}

test('a run goes from idle through running to completed, with every state', async () => {
  const { run, worker, session } = started();
  const states: string[] = [run.status.state];
  run.moved.on(({ status }) => states.push(status.state));
  session.start();
  await worker.toEnd();
  expect(states).toEqual(['idle', 'running', 'completed']);
  expect(run.history.length).toBe(101);
});

test('a slice ends by the clock, so that commands are heard', async () => {
  const { run, session } = started();
  session.start();
  await settled();
  expect(run.history.length).toBeGreaterThan(0);
  expect(run.history.length).toBeLessThanOrEqual(SLICE_MS + 1);
});

test('pause rests after the slice in hand and resume goes on to the same bits', async () => {
  const { run, worker, session } = started();
  session.start();
  session.pause();
  await worker.slice();
  expect(run.status.state).toBe('paused');
  const rested = run.history.length;
  await worker.slice();
  expect(run.history.length).toBe(rested);
  session.resume();
  await settled();
  expect(run.status.state).toBe('running');
  await worker.toEnd();
  expect(run.status.state).toBe('completed');
  expect(run.history.data).toEqual((await completeRun()).history.data);
});

test('stop ends at a whole state, which equals that epoch of the whole run', async () => {
  const { run, worker, session, surroundings } = started();
  session.start();
  session.stop();
  await worker.slice();
  expect(run.status.state).toBe('stopped');
  expect(surroundings.waiting).toBe(0);
  const last = run.history.length - 1;
  expect(last).toBeGreaterThan(0);
  expect(run.history.parameterValues(last)).toEqual((await completeRun()).history.parameterValues(last));
});

test('stop while paused ends the run', async () => {
  const { run, worker, session } = started();
  session.start();
  session.pause();
  await worker.slice();
  session.stop();
  await settled();
  expect(run.status.state).toBe('stopped');
});

test('a worker that does not answer a stop is ended by force', () => {
  const run = smallRun();
  const worker = new FakeWorker('hangs');
  const surroundings = fakeSurroundings(() => worker);
  const session = new TrainingSession(run, new WorkerPool(surroundings));
  session.start();
  session.stop();
  expect(run.status.state).toBe('running');
  surroundings.ring();
  expect(run.status.state).toBe('stopped');
  expect(worker.terminated).toBe(true);
});

test('a worker that dies fails the run and keeps its states', async () => {
  const { run, worker, session } = started();
  session.start();
  await settled();
  const kept = run.history.length;
  worker.die('out of memory');
  expect(run.status).toEqual({ state: 'failed', message: 'out of memory' });
  await worker.slice();
  expect(run.history.length).toBe(kept);
});

test('a worker that cannot start fails the run', () => {
  const run = smallRun();
  const surroundings = fakeSurroundings(() => {
    throw new Error('no more threads');
  });
  const session = new TrainingSession(run, new WorkerPool(surroundings));
  session.start();
  expect(run.status).toEqual({ state: 'failed', message: 'no more threads' });
});

test('a run that overflows ends as diverged, naming epoch and array, with every state before it finite', async () => {
  const { run, worker, session } = started({ learningRate: 9e5, epochs: 400 }, 'linear');
  session.start();
  await worker.toEnd();
  const { status, history } = run;
  if (status.state !== 'diverged') throw new Error(`the run ${status.state}`);
  expect(status.where).toMatch(/^(test )?[dZWbP]/);
  expect(status.epoch).toBeGreaterThan(0);
  expect(status.epoch - (history.length - 1)).toBeOneOf([0, 1]);
  expect(history.parameterValues(history.length - 1).every((value) => Number.isFinite(value))).toBe(true);
});

test.each(['stopped', 'paused'] as const)('a replay halts where the run was %s', async (as) => {
  const { run, worker, session } = started();
  session.start({ states: 37, as });
  await worker.toEnd();
  expect(run.status.state).toBe(as);
  expect(run.history.length).toBe(37);
});

test('whenEnded resolves for a run that has already ended and leaves no listener', async () => {
  const run = await completeRun();
  const listeners = run.moved.size;
  expect(await whenEnded(run)).toEqual({ state: 'completed' });
  expect(run.moved.size).toBe(listeners);
});

test('an ended run moves no more, and its configuration is frozen', async () => {
  const run = await completeRun();
  run.move({ state: 'running' });
  expect(run.status.state).toBe('completed');
  expect(Object.isFrozen(run.config.training)).toBe(true);
});

test('disposing twice is harmless, ends the training and leaves the run as it is', async () => {
  const { run, worker, session } = started();
  session.start();
  session.dispose();
  session.dispose();
  const { length } = run.history;
  await worker.toEnd();
  expect(worker.reports.at(-1)).toEqual({ kind: 'status', status: { state: 'stopped' } });
  expect(run.status.state).toBe('running');
  expect(run.history.length).toBe(length);
});
