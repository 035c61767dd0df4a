import { expect, test } from 'vitest';
import type { Run } from '#session/run';
import { TrainingQueue } from '#session/trainingQueue';
import { smallRun } from './smallRun.ts';

function setUp(nRuns: number) {
  const queue = new TrainingQueue(2);
  const runs = Array.from({ length: nRuns }, () => smallRun());
  for (const run of runs) queue.add(run, () => run.move({ state: 'running' }));
  return { queue, runs, states: () => runs.map(({ status }) => status.state) };
}

const end = (run: Run | undefined) => run?.move({ state: 'completed' });

test('two runs train at once, the others wait for their turn in order', () => {
  const { runs, states } = setUp(4);
  expect(states()).toEqual(['running', 'running', 'idle', 'idle']);
  end(runs[1]);
  expect(states()).toEqual(['running', 'completed', 'running', 'idle']);
  end(runs[0]);
  end(runs[2]);
  expect(states()).toEqual(['completed', 'completed', 'completed', 'running']);
});

test('a paused run keeps no other waiting', () => {
  const { runs, states } = setUp(3);
  runs[0]?.move({ state: 'paused' });
  expect(states()).toEqual(['paused', 'running', 'running']);
});

test('a run that is removed gives its place away, or leaves the queue', () => {
  const { queue, runs, states } = setUp(4);
  queue.remove(runs[2]!);
  queue.remove(runs[0]!);
  expect(states()).toEqual(['running', 'running', 'idle', 'running']);
  expect(runs[0]?.moved.size).toBe(0);
});

test('a run that is stopped while it waits does not start', () => {
  const { runs, states } = setUp(4);
  runs[2]?.move({ state: 'stopped' });
  end(runs[0]);
  expect(states()).toEqual(['completed', 'running', 'stopped', 'running']);
});

test('a run that cannot start makes way for the next', () => {
  const queue = new TrainingQueue(1);
  const [broken, sound] = [smallRun(), smallRun()];
  queue.add(broken, () => broken.move({ state: 'failed', message: 'no thread' }));
  queue.add(sound, () => sound.move({ state: 'running' }));
  expect(sound.status.state).toBe('running');
});
