import { expect, test } from 'vitest';
import { IDLE_MS, WorkerPool } from '#session/workerPool';
import type { Employer } from '#session/workerPool';
import type { WorkerReport } from '#session/workerProtocol';
import { FakeWorker, fakeSurroundings, settled } from './fakeWorker.ts';
import { SMALL, configWith } from './smallRun.ts';

const JOB = { kind: 'score', config: configWith({ epochs: 30 }), dataset: SMALL } as const;

function employer(): Employer & { readonly heard: (WorkerReport | string)[] } {
  const heard: (WorkerReport | string)[] = [];
  return { heard, onReport: (report) => heard.push(report), onFailure: (message) => heard.push(message) };
}

function setUp(processors = 2, behaviour: 'serves' | 'hangs' = 'serves') {
  const surroundings = fakeSurroundings(() => new FakeWorker(behaviour), processors);
  const pool = new WorkerPool(surroundings);
  const begin = () => {
    const own = employer();
    const lease = pool.take(own);
    lease.post(JOB);
    return { ...own, lease };
  };
  return { pool, surroundings, workers: surroundings.workers, begin };
}

const STOPPED = { kind: 'status', status: { state: 'stopped' } };

test.each([
  [1, 1],
  [2, 1],
  [8, 7],
])('with %d processors it keeps %d workers', (processors, size) => {
  expect(new WorkerPool(fakeSurroundings(undefined, processors)).size).toBe(size);
});

test('a worker that has ended its job does the next one', async () => {
  const { workers, begin } = setUp();
  const first = begin();
  await workers[0]?.toEnd();
  const second = begin();
  await workers[0]?.toEnd();
  expect(workers).toHaveLength(1);
  expect(first.heard).toEqual(second.heard);
  expect(first.heard).toHaveLength(1);
});

test('whoever asks while all are busy gets a new one', () => {
  const { workers, begin } = setUp();
  begin();
  begin();
  expect(workers).toHaveLength(2);
});

test('no more than its size stay when they have nothing to do', async () => {
  const { workers, begin } = setUp(3);
  for (let i = 0; i < 4; i++) begin();
  for (const worker of workers) await worker.toEnd();
  expect(workers.map(({ terminated }) => terminated)).toEqual([false, false, true, true]);
});

test('one that has had nothing to do for long is let go, and the next job gets a new one', async () => {
  const { surroundings, workers, begin } = setUp();
  begin();
  await workers[0]?.toEnd();
  surroundings.ring(IDLE_MS);
  expect(workers[0]?.terminated).toBe(true);
  begin();
  surroundings.ring(IDLE_MS);
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
});

test('a job that is abandoned is heard of no more, and its worker is free once it has stopped', async () => {
  const { surroundings, workers, begin } = setUp();
  const first = begin();
  first.lease.abandon();
  first.lease.abandon();
  begin();
  expect(workers).toHaveLength(2); // the first has not answered yet
  await workers[0]?.toEnd();
  expect(workers[0]?.reports).toEqual([STOPPED]);
  expect(first.heard).toEqual([]);
  expect(surroundings.waiting).toBe(0);
  begin();
  expect(workers).toHaveLength(2);
});

test('a worker that does not answer a stop is ended by force and replaced', () => {
  const { surroundings, workers, begin } = setUp(2, 'hangs');
  const stopped = begin();
  stopped.lease.stop();
  const abandoned = begin();
  abandoned.lease.abandon();
  surroundings.ring();
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, true]);
  expect(stopped.heard).toEqual([STOPPED]);
  expect(abandoned.heard).toEqual([]);
  begin();
  expect(workers).toHaveLength(3);
});

test('a worker that dies fails its own job only', async () => {
  const { workers, begin } = setUp();
  const [first, second] = [begin(), begin()];
  workers[0]?.die('out of memory');
  await workers[1]?.toEnd();
  expect(first.heard).toEqual(['out of memory']);
  expect(second.heard).toMatchObject([{ kind: 'outcome' }]);
  expect(workers[0]?.terminated).toBe(true);
});

test('one that dies while it is idle, or abandoned, is missed by nobody', async () => {
  const { workers, begin } = setUp();
  const first = begin();
  await workers[0]?.toEnd();
  workers[0]?.die('gone');
  const second = begin();
  second.lease.abandon();
  workers[1]?.die('gone');
  expect([first.heard.length, second.heard]).toEqual([1, []]);
  begin();
  expect(workers).toHaveLength(3);
});

test('what concerned the job before does not reach the next one', async () => {
  const { workers, begin } = setUp();
  const first = begin();
  await workers[0]?.toEnd();
  const second = begin();
  first.lease.stop();
  first.lease.abandon();
  workers[0]?.post({ kind: 'resume' });
  await workers[0]?.toEnd();
  expect(second.heard).toEqual(first.heard);
});

test('a stop that comes after the end of a job does not stop the next one', async () => {
  const { workers, begin } = setUp();
  begin();
  await workers[0]?.toEnd();
  workers[0]?.post({ kind: 'stop' });
  const second = begin();
  await workers[0]?.toEnd();
  expect(second.heard).toMatchObject([{ kind: 'outcome' }]);
});

test('when the pool is disposed of, every worker ends and nobody hears of it', async () => {
  const { pool, surroundings, workers, begin } = setUp();
  begin();
  await workers[0]?.toEnd();
  const [busy, other] = [begin(), begin()];
  busy.lease.stop();
  pool.dispose();
  pool.dispose();
  await settled();
  expect(workers.every(({ terminated }) => terminated)).toBe(true);
  expect([...busy.heard, ...other.heard]).toEqual([]);
  expect(surroundings.waiting).toBe(0);
});
