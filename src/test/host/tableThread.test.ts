import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import { MisfitError } from '#engine/misfit';
import { sampleTable } from '#engine/rowSample';
import { readDataset } from '#formats/csv';
import type { CsvReading } from '#formats/csv';
import { nodePlatform } from '../../host/nodePlatform.ts';
import { sampleInThread } from '../../host/sampleThread.ts';
import { ReadingCancelled, readInThread } from '../../host/tableThread.ts';

const folder = mkdtempSync(join(tmpdir(), 'iris-table-thread-'));
const platform = nodePlatform(folder);
const small = join(folder, 'small.csv');
const large = join(folder, 'large.csv');

function text(nRows: number): string {
  return `a,b,c,d,label\n${Array.from({ length: nRows }, (_, i) => `${i % 7},${i % 11},${(i * 31) % 97},0.5,${'xyz'[i % 3]}`).join('\n')}\n`;
}

const request = (path: string) => ({ name: 'table', bytes: { path }, choices: {}, wanted: 'table' as const });

beforeAll(() => {
  buildSync({
    entryPoints: ['src/host/tableWorker.ts', 'src/host/sampleWorker.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    outdir: folder,
  });
  writeFileSync(small, text(30));
  writeFileSync(large, text(200_000));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** How each thread that was started here ended: 0 by itself, 1 because it was ended; undefined: not yet. */
const endings: (number | undefined)[] = [];
const remember = (worker: Worker) => {
  const at = endings.push(undefined) - 1;
  worker.once('exit', (code) => {
    endings[at] = code;
  });
};
beforeAll(() => void process.on('worker', remember));
afterAll(() => void process.off('worker', remember));

/** A reading whose numbers are one short text, because comparing a million of them one by one takes seconds. */
function withoutNumbers(reading: CsvReading): unknown {
  if (!('dataset' in reading)) return reading;
  const { values, labels } = reading.dataset;
  const hash = [values, labels].map((numbers) => createHash('sha256').update(numbers).digest('hex'));
  return { ...reading, dataset: { ...reading.dataset, values: hash[0], labels: hash[1] } };
}

describe('reading in a thread', () => {
  test.each([
    ['a small table', () => small, 30, ArrayBuffer],
    ['a large table, in memory that threads share', () => large, 200_000, SharedArrayBuffer],
  ] as const)('gives what the reader gives: %s', async (_, path, nRows, memory) => {
    const answer = await readInThread(platform, request(path()));
    if (answer.kind !== 'read' || !('dataset' in answer.reading)) throw new Error('not read');
    const expected = readDataset(text(nRows), { name: 'table' });
    expect(withoutNumbers(answer.reading)).toEqual(withoutNumbers(expected));
    expect(answer.reading.dataset.values.buffer).toBeInstanceOf(memory);
  });

  test('reads bytes that are handed over', async () => {
    const bytes = new TextEncoder().encode(text(30));
    const given = { name: 'table', bytes: { bytes }, choices: {} };
    const answer = await readInThread(platform, { ...given, wanted: 'table' });
    expect(answer).toMatchObject({ kind: 'read', reading: { facts: { nRows: 30 } } });
  });

  test('gives the headers alone', async () => {
    const bytes = new TextEncoder().encode('a;"b;c"\n1;2\n');
    const given = { name: 'table', bytes: { bytes }, choices: {} };
    const answer = await readInThread(platform, { ...given, wanted: 'header' });
    expect(answer).toEqual({ kind: 'header', columns: ['a', 'b;c'] });
  });

  test('fails where there is no such file', async () => {
    await expect(readInThread(platform, request(join(folder, 'none.csv')))).rejects.toThrow(/ENOENT/);
  });

  test('a reading that is cancelled on its way ends at once and leaves no thread', async () => {
    const abort = new AbortController();
    const told: number[] = [];
    const progress = (share: number) => {
      told.push(share);
      abort.abort();
    };
    const cancelled = readInThread(platform, request(large), { progress, signal: abort.signal });
    const before = endings.length;
    await expect(cancelled).rejects.toThrow(ReadingCancelled);
    expect(told).toHaveLength(1);
    await expect.poll(() => endings.slice(before)).toEqual([1]);
  });

  test('one that is cancelled before it begins does not begin', async () => {
    const cancelled = readInThread(platform, request(large), { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toThrow(ReadingCancelled);
  });
});

describe('drawing the rows that are shown in a thread', () => {
  const table = (nRows: number) => {
    const reading = readDataset(text(nRows), { name: 'table' });
    if (!('dataset' in reading)) throw new Error('not read');
    return reading.dataset;
  };

  test('gives what the engine gives, and of a small table nothing', async () => {
    const dataset = table(20_000);
    const sampled = await sampleInThread(platform, DEFAULT_CONFIG, dataset);
    expect(sampled).toEqual(sampleTable(DEFAULT_CONFIG, dataset));
    expect(await sampleInThread(platform, DEFAULT_CONFIG, table(30))).toBeNull();
  });

  test('refuses what does not fit with the key that has to change', async () => {
    const config: TrainingConfig = {
      ...DEFAULT_CONFIG,
      training: { ...DEFAULT_CONFIG.training, batchSize: 20_001 },
    };
    const refused = sampleInThread(platform, config, table(20_000));
    await expect(refused).rejects.toThrow(MisfitError);
    await expect(refused).rejects.toMatchObject({ key: 'training.batchSize' });
  });
});
