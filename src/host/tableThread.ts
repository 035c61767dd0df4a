import { t, translationsInUse } from '#engine/translation';
import type { Spoken } from '#engine/translation';
import type { Platform } from './platform.ts';
import type { TableAnswers, TableReport, TableRequest } from './tableMessages.ts';

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
 * @throws ReadingCancelled; Error when the file cannot be read, or the thread cannot go on
 */
export function readInThread<Wanted extends TableRequest['wanted']>(
  platform: Pick<Platform, 'startThread'>,
  request: TableRequest & { readonly wanted: Wanted },
  { progress, signal }: ReadingGuide = {},
): Promise<TableAnswers[Wanted]> {
  if (signal?.aborted) return Promise.reject(new ReadingCancelled());
  const thread = platform.startThread('tableWorker', 'Iris table');
  return new Promise<TableAnswers[Wanted]>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new ReadingCancelled()), { once: true });
    thread.onMessage((message) => {
      const report = message as TableReport;
      if (report.kind === 'progress') progress?.(report.share);
      else resolve(report as TableAnswers[Wanted]);
    });
    thread.onFailure((what) => reject(new Error(t('the thread that reads the table {0}', what))));
    thread.post(
      { ...request, translations: translationsInUse() } satisfies Spoken<TableRequest>,
      'bytes' in request.bytes ? [request.bytes.bytes.buffer as ArrayBuffer] : [],
    );
  }).finally(() => thread.terminate());
}
