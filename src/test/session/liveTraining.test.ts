import { expect, test } from 'vitest';
import { LiveTraining, SHOW_AFTER_MS, YIELD_MS } from '#session/liveTraining';
import type { Run } from '#session/run';
import { WorkerPool } from '#session/workerPool';
import { fakeSurroundings, settled } from './fakeWorker.ts';
import { smallRun } from './smallRun.ts';

function setUp() {
  const surroundings = fakeSurroundings();
  const ready: Run[] = [];
  const live = new LiveTraining(new WorkerPool(surroundings), surroundings, ({ run }) => ready.push(run));
  return { live, ready, surroundings, workers: surroundings.workers };
}

const states = (...runs: Run[]) => runs.map(({ status }) => status.state);

test('a run is told of when it has ended', async () => {
  const { live, ready, workers } = setUp();
  const run = smallRun();
  live.want(run);
  expect(ready).toEqual([]);
  await workers[0]?.toEnd();
  expect(ready).toEqual([run]);
  expect(run.status.state).toBe('completed');
  expect(run.moved.size).toBe(0);
});

test('of runs that come while one trains the last is trained, after a short one in the same worker', async () => {
  const { live, ready, workers } = setUp();
  const [first, second, third] = [smallRun(), smallRun(), smallRun()];
  live.want(first);
  live.want(second);
  live.want(third);
  await workers[0]?.toEnd();
  await workers[0]?.toEnd();
  expect(ready).toEqual([first, third]);
  expect(states(first, second, third)).toEqual(['completed', 'idle', 'completed']);
  expect(workers).toHaveLength(1);
});

test('a long training makes way, whether the next one comes before or after it is long', async () => {
  const { live, ready, surroundings, workers } = setUp();
  const [first, second, third] = [smallRun(), smallRun(), smallRun()];
  live.want(first);
  live.want(second);
  surroundings.ring(YIELD_MS);
  expect(states(first, second)).toEqual(['stopped', 'running']);
  surroundings.ring(YIELD_MS);
  live.want(third);
  expect(states(second, third)).toEqual(['stopped', 'running']);
  for (const worker of workers) await worker.toEnd();
  expect(ready).toEqual([third]);
});

test('a very long training is told of while it goes on, once', async () => {
  const { live, ready, surroundings, workers } = setUp();
  const run = smallRun();
  live.want(run);
  surroundings.ring(SHOW_AFTER_MS);
  expect(ready).toEqual([run]);
  expect(run.status.state).toBe('running');
  await workers[0]?.toEnd();
  expect(ready).toEqual([run]);
});

test('cancelling ends what has not been told of, and lets the rest train on', async () => {
  const { live, ready, surroundings, workers } = setUp();
  const [first, second] = [smallRun(), smallRun()];
  live.want(first);
  live.want(smallRun());
  live.cancel();
  expect(first.status.state).toBe('stopped');
  live.want(second);
  surroundings.ring(SHOW_AFTER_MS);
  live.cancel();
  for (const worker of workers) await worker.toEnd();
  await settled();
  expect(ready).toEqual([second]);
  expect(second.status.state).toBe('completed');
});

test('a run that fails is told of too', () => {
  const surroundings = fakeSurroundings(() => {
    throw new Error('no more threads');
  });
  const ready: Run[] = [];
  const live = new LiveTraining(new WorkerPool(surroundings), surroundings, ({ run }) => ready.push(run));
  const run = smallRun();
  live.want(run);
  expect(ready).toEqual([run]);
  expect(run.status).toEqual({ state: 'failed', message: 'no more threads' });
});
