import { expect, test } from 'vitest';
import { RandomStream } from '#engine/random';
import { TrainingSession } from '#session/trainingSession';
import { WorkerPool } from '#session/workerPool';
import { serveTraining } from '#session/trainingWorker';
import { FakeWorker, fakeSurroundings, settled } from './fakeWorker.ts';
import { smallRun } from './smallRun.ts';

const EPOCHS = 400;
const TIMES = 1000;

async function undisturbed(): Promise<Float64Array> {
  const run = smallRun({ epochs: EPOCHS });
  const worker = new FakeWorker();
  new TrainingSession(run, new WorkerPool(fakeSurroundings(() => worker))).start();
  await worker.toEnd();
  return run.history.data;
}

test(`cancelled at ${TIMES} random epochs, a run is each time whole, and the beginning of the undisturbed one`, async () => {
  const whole = await undisturbed();
  const stream = new RandomStream(11);
  const worker = new FakeWorker(); // the same for all: what one run leaves behind would be seen in the next
  const pool = new WorkerPool(fakeSurroundings(() => worker));
  const seen = new Set<number>();
  for (let i = 0; i < TIMES; i++) {
    const run = smallRun({ epochs: EPOCHS });
    const session = new TrainingSession(run, pool);
    session.start();
    const slices = stream.nextIndex(30);
    for (let slice = 0; slice < slices; slice++) await worker.slice();
    session.stop();
    if (run.status.state === 'running') await worker.slice();
    const { history, status } = run;
    expect(status.state).toBe('stopped');
    expect(history.filled).toBe(history.length * (whole.length / (EPOCHS + 1)));
    expect(Buffer.compare(bytes(history.data, history.filled), bytes(whole, history.filled))).toBe(0);
    history.parameters(history.length - 1); // the last whole epoch can be looked at
    seen.add(history.length);
  }
  expect(seen.size).toBeGreaterThan(20);
});

function bytes({ buffer }: Float64Array, n: number): Buffer {
  return Buffer.from(buffer, 0, n * Float64Array.BYTES_PER_ELEMENT);
}

const DAY = 86_400_000;

test.each([
  ['put back a day', -DAY],
  ['put ahead a day', DAY],
])(
  'a clock that is %s between any two epochs neither keeps a command waiting nor changes the run',
  async (_, jump) => {
    const posted: Float64Array[] = [];
    let readings = 0;
    let nSlices = 0;
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    const run = smallRun({ epochs: EPOCHS });
    serveTraining({
      post: (report) => {
        if (report.kind === 'piece') posted.push(report.data);
        else ended();
      },
      onCommand: (listener) =>
        listener({ kind: 'train', config: run.config, dataset: run.experiment.dataset, halt: null }),
      breathe: async () => {
        nSlices++;
        await settled();
      },
      now: () => jump * Math.floor(++readings / 4),
      startHelper: null,
    });
    await end;
    expect(nSlices).toBeGreaterThan(EPOCHS / 8);
    expect(posted.flatMap((piece) => [...piece])).toEqual([...(await undisturbed())]);
  },
);

test('after the extension has been deactivated no thread is started any more', () => {
  const surroundings = fakeSurroundings();
  const pool = new WorkerPool(surroundings);
  pool.dispose();
  const run = smallRun();
  new TrainingSession(run, pool).start();
  expect(run.status).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('deactivated') as string,
  });
  expect(surroundings.workers).toEqual([]);
});
