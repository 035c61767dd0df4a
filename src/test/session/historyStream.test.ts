import fc from 'fast-check';
import { expect, test } from 'vitest';
import { History } from '#engine/history';
import { LARGE_PIECE_NUMBERS, MAX_UNACKNOWLEDGED, PIECE_NUMBERS } from '#protocol/api';
import type { HistoryPiece } from '#protocol/api';
import { HistoryStream } from '#session/historyStream';
import { settled } from './fakeWorker.ts';
import { smallRun } from './smallRun.ts';

/** A reader whose acknowledgements the test gives one by one, oldest first. */
class Reader {
  readonly received: HistoryPiece[] = [];
  mostUnderWay = 0;
  private readonly waiting: { acknowledge(): void; refuse(error: Error): void }[] = [];

  readonly take = (piece: HistoryPiece): Promise<void> => {
    this.received.push(piece);
    return new Promise((resolve, reject) => {
      this.waiting.push({ acknowledge: resolve, refuse: reject });
      this.mostUnderWay = Math.max(this.mostUnderWay, this.waiting.length);
    });
  };

  get underWay(): number {
    return this.waiting.length;
  }

  async acknowledge(): Promise<void> {
    this.waiting.shift()?.acknowledge();
    await settled();
  }

  async refuse(): Promise<void> {
    this.waiting.shift()?.refuse(new Error('refused'));
    await settled();
  }

  async acknowledgeAll(): Promise<void> {
    while (this.underWay > 0) await this.acknowledge();
  }
}

const sameBits = (a: Float64Array, b: Float64Array) => Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

const never = (error: unknown) => {
  throw error;
};

test('whatever the order of growth and acknowledgement, every number arrives once, in order, two pieces at most under way', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 12 }), async (steps) => {
      const run = smallRun({ epochs: 3000 });
      const source = Float64Array.from({ length: run.history.data.length }, (_, i) => i);
      const reader = new Reader();
      const stream = new HistoryStream(run, reader.take, never);
      for (const step of steps) {
        if (step % 3 === 0) await reader.acknowledge();
        const { filled } = run.history;
        run.append(filled, source.slice(filled, filled + step));
      }
      await reader.acknowledgeAll();
      stream.close();
      const copy = new History(run.history.sizes, run.history.epochs);
      for (const { offset, data } of reader.received) copy.append(offset, data);
      expect(copy.filled).toBe(run.history.filled);
      expect(sameBits(copy.data, run.history.data)).toBe(true);
      expect(reader.mostUnderWay).toBeLessThanOrEqual(MAX_UNACKNOWLEDGED);
    }),
    { numRuns: 60 },
  );
});

test('a reader that is behind a live run gets what has waited in one piece of exactly its size, below 1 MB', async () => {
  const run = smallRun({ epochs: 3000 });
  const reader = new Reader();
  const stream = new HistoryStream(run, reader.take, never);
  run.move({ state: 'running' });
  const nPieces = Math.floor(run.history.data.length / PIECE_NUMBERS);
  for (let i = 0; i < nPieces; i++) run.append(i * PIECE_NUMBERS, new Float64Array(PIECE_NUMBERS));
  await reader.acknowledgeAll();
  stream.close();
  const waited = (nPieces - MAX_UNACKNOWLEDGED) * PIECE_NUMBERS;
  expect(reader.received.map(({ data }) => data.length)).toEqual([
    ...[PIECE_NUMBERS, PIECE_NUMBERS],
    ...[LARGE_PIECE_NUMBERS, waited - LARGE_PIECE_NUMBERS],
  ]);
  expect(reader.received.every(({ data }) => data.buffer.byteLength === data.byteLength)).toBe(true);
});

test('the pieces of a run that has ended are larger, below 1 MB', async () => {
  const run = smallRun({ epochs: 3000 });
  run.append(0, new Float64Array(run.history.data.length));
  run.move({ state: 'running' });
  run.move({ state: 'completed' });
  const reader = new Reader();
  const stream = new HistoryStream(run, reader.take, never);
  await reader.acknowledgeAll();
  stream.close();
  const sizes = reader.received.map(({ data }) => data.length);
  expect(sizes.slice(0, -1)).toEqual(sizes.slice(0, -1).map(() => LARGE_PIECE_NUMBERS));
  expect(sizes.reduce((a, b) => a + b)).toBe(run.history.filled);
  expect(reader.received.every(({ data }) => data.buffer.byteLength < 2 ** 20)).toBe(true);
});

test('a reader that comes late, or again, gets the whole history from the first number', async () => {
  const run = smallRun();
  run.append(0, new Float64Array(200).fill(7));
  const first = new Reader();
  const lost = new HistoryStream(run, first.take, never);
  lost.close();
  const second = new Reader();
  const stream = new HistoryStream(run, second.take, never);
  run.append(200, new Float64Array(100).fill(8));
  await second.acknowledgeAll();
  stream.close();
  expect(second.received.map(({ offset, data }) => [offset, data.length])).toEqual([
    [0, 200],
    [200, 100],
  ]);
});

test('a closed stream sends nothing, hears nothing and closes again harmlessly', async () => {
  const run = smallRun();
  const reader = new Reader();
  const stream = new HistoryStream(run, reader.take, never);
  stream.close();
  stream.close();
  run.append(0, new Float64Array(50));
  await settled();
  expect(reader.received).toEqual([]);
  expect(run.grown.size).toBe(0);
});

test('a refused piece closes the stream and is told once', async () => {
  const run = smallRun();
  const reader = new Reader();
  const errors: unknown[] = [];
  new HistoryStream(run, reader.take, (error) => errors.push(error));
  run.append(0, new Float64Array(50));
  run.append(50, new Float64Array(50));
  await reader.refuse();
  await reader.refuse();
  run.append(100, new Float64Array(50));
  expect(errors).toHaveLength(1);
  expect(reader.received).toHaveLength(2);
});
