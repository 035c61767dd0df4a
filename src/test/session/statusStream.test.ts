import { expect, test } from 'vitest';
import { PROGRESS_MS, StatusStream } from '#session/statusStream';
import { settled } from './fakeWorker.ts';
import { smallRun } from './smallRun.ts';

function setUp() {
  const run = smallRun();
  const told: string[] = [];
  const waiting: (() => void)[] = [];
  let time = 0;
  const stream = new StatusStream(
    run,
    ({ state }, nStates) => {
      told.push(`${state} ${nStates}`);
      return new Promise((resolve) => waiting.push(resolve));
    },
    () => time,
  );
  const stride = run.history.data.length / (run.history.epochs + 1);
  return {
    ...{ run, told, stream },
    pass: (milliseconds: number) => (time += milliseconds),
    grow: (epochs: number) => run.append(run.history.filled, new Float64Array(epochs * stride)),
    acknowledge: async () => {
      waiting.shift()?.();
      await settled();
    },
  };
}

test('a change of the status is told at once, how far the training has come now and then', async () => {
  const { run, told, pass, grow, acknowledge } = setUp();
  run.move({ state: 'running' });
  await acknowledge();
  for (let i = 0; i < 20; i++) {
    pass(PROGRESS_MS / 10);
    grow(1);
    await acknowledge();
  }
  expect(told).toEqual(['running 0', 'running 10', 'running 20']);
  grow(1);
  run.move({ state: 'paused' });
  expect(told.at(-1)).toBe('paused 21');
});

test('one message about progress is under way, however long a reader takes, and then the newest is told', async () => {
  const { run, told, pass, grow, acknowledge } = setUp();
  run.move({ state: 'running' });
  for (let i = 0; i < 5; i++) {
    pass(PROGRESS_MS);
    grow(1);
  }
  expect(told).toEqual(['running 0']);
  await acknowledge();
  grow(1);
  expect(told).toEqual(['running 0', 'running 6']);
});

test('a closed stream tells nothing', () => {
  const { run, told, stream, pass, grow } = setUp();
  stream.close();
  stream.close();
  pass(PROGRESS_MS);
  run.move({ state: 'running' });
  grow(1);
  expect(told).toEqual([]);
  expect([run.grown.size, run.moved.size]).toEqual([0, 0]);
});
