import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_CONFIG } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { Run } from '#session/run';
import { inProject } from '../../dev/project.ts';
import { nodePlatform } from '../../host/nodePlatform.ts';
import { sampleInThread } from '../../host/sampleThread.ts';
import { ReadingCancelled, readInThread } from '../../host/tableThread.ts';
import { quantile, round } from './statistics.ts';
import { LARGEST_TABLES, tableText } from './tables.ts';

export interface ReadingFigures {
  readonly millisecondsToRead: number;
  readonly millisecondsToSample: number;
  /** Of the whole process, above what it had before. */
  readonly megabytesMore: number;
  /** How late a timer of the host's thread came, while a table was read and its run was made. */
  readonly latenessP99: number;
  readonly latenessMost: number;
  readonly millisecondsToCancel: number;
}

/** So far into the reading it is cancelled. */
const CANCEL_AT = 0.3;

const TICK_MS = 5;
const PLATFORM = nodePlatform(inProject('dist'));

/** Reading large tables as the extension does, beside the thread whose timers are watched. */
export async function reading(): Promise<Record<string, ReadingFigures>> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-reading-'));
  const figures: Record<string, ReadingFigures> = {};
  try {
    for (const table of LARGEST_TABLES) {
      const path = join(folder, 'table.csv');
      writeFileSync(path, tableText(table));
      figures[`${table.rows} × ${table.features}`] = await measure(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return figures;
}

async function measure(path: string): Promise<ReadingFigures> {
  const before = process.memoryUsage.rss();
  const watch = new Watch();
  const start = performance.now();
  const dataset = await read(path);
  const isRead = performance.now();
  const sampled = await sampleInThread(PLATFORM, DEFAULT_CONFIG, dataset);
  new Run({ id: 'large', name: 'large', config: DEFAULT_CONFIG, dataset, sampled });
  const isMade = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 2 * TICK_MS));
  watch.end();
  return {
    millisecondsToRead: round(isRead - start),
    millisecondsToSample: round(isMade - isRead),
    megabytesMore: round((watch.mostBytes - before) / 1024 / 1024),
    latenessP99: round(quantile(watch.lateness, 0.99)),
    latenessMost: round(Math.max(...watch.lateness)),
    millisecondsToCancel: round(await cancel(path)),
  };
}

async function read(path: string): Promise<Dataset> {
  const answer = await readInThread(PLATFORM, requestFor(path));
  if (answer.kind !== 'read' || !('dataset' in answer.reading)) throw new Error('the table cannot be read');
  return answer.reading.dataset;
}

/** How long it takes until a reading that is cancelled is over. */
async function cancel(path: string): Promise<number> {
  const abort = new AbortController();
  let cancelledAt = NaN;
  const progress = (share: number) => {
    if (share < CANCEL_AT || abort.signal.aborted) return;
    cancelledAt = performance.now();
    abort.abort();
  };
  try {
    await readInThread(PLATFORM, requestFor(path), {
      progress,
      signal: abort.signal,
    });
  } catch (error) {
    if (error instanceof ReadingCancelled) return performance.now() - cancelledAt;
    throw error;
  }
  throw new Error('the table was read before it could be cancelled');
}

const requestFor = (path: string) => ({
  name: 'large',
  bytes: { path },
  choices: {},
  wanted: 'table' as const,
});

/** Watches the timers of this thread, and the memory of the process. */
class Watch {
  readonly lateness: number[] = [];
  mostBytes = 0;
  private due = performance.now() + TICK_MS;
  private readonly timer = setInterval(() => this.tick(), TICK_MS);

  end(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    const now = performance.now();
    this.lateness.push(Math.max(0, now - this.due));
    this.due = now + TICK_MS;
    this.mostBytes = Math.max(this.mostBytes, process.memoryUsage.rss());
  }
}
