import { Worker } from 'node:worker_threads';
import type { TableReading, TableReport, TableRequest } from './tableMessages.ts';

/** How far a reading is, and the way to end it. */
export interface ReadingGuide {
  readonly progress?: (share: number) => void;
  readonly signal?: AbortSignal;
}

/** The reading was ended before it had a result. */
export class ReadingCancelled extends Error {
  override readonly name = 'ReadingCancelled';

  constructor() {
    super('reading the table was cancelled');
  }
}

/**
 * Reads a table in a thread of its own, which ends with it; cancelling ends the thread at once.
 *
 * @param workerFile the bundle of tableWorker.ts
 * @throws ReadingCancelled; Error when the file cannot be read, or the thread cannot go on
 */
export function readInThread(
  workerFile: string,
  request: TableRequest,
  { progress, signal }: ReadingGuide = {},
): Promise<TableReading> {
  if (signal?.aborted) return Promise.reject(new ReadingCancelled());
  const transferList = 'bytes' in request.bytes ? [request.bytes.bytes.buffer as ArrayBuffer] : [];
  const worker = new Worker(workerFile, { name: 'Iris table', workerData: request, transferList });
  return new Promise<TableReading>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new ReadingCancelled()), { once: true });
    worker.on('message', (report: TableReport) => {
      if (report.kind === 'progress') progress?.(report.share);
      else resolve(report);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that reads the table ended by itself')));
  }).finally(() => void worker.terminate());
}
