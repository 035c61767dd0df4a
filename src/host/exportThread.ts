import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { t, translationsInUse } from '#engine/translation';
import type { Spoken } from '#engine/translation';
import { ExportError } from '#formats/exportRefusal';
import type { ExportRequest } from '#formats/exportRun';
import type { PageSources } from '#formats/exportHtml';
import type { Ending } from '#formats/runSummary';
import type { EndedRun } from './endedRun.ts';
import type { Platform } from './platform.ts';

/** What the thread that writes exports is given. The values of a large table lie in shared memory. */
export interface ExportTask {
  readonly name: string;
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  readonly numbers: Float64Array; // all of the history; the thread's own
  readonly status: Ending;
  readonly request: ExportRequest;
  readonly sources: PageSources | null; // of the page, where it is asked for
}

/** Its answer: the bytes of the file, or why there are none; an error does not survive the journey. */
export type ExportAnswer =
  | { readonly kind: 'written'; readonly content: Uint8Array; readonly isText: boolean }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * The content of the file that a run is written as, made in a thread of its own: scaling a large table and writing it out
 * takes longer than the extension host may be busy.
 *
 * @throws ExportError; Error when the thread cannot go on
 */
export async function exportInThread(
  platform: Pick<Platform, 'startThread'>,
  { name, config, dataset, history, status }: EndedRun,
  request: ExportRequest,
  sources: PageSources | null,
): Promise<Extract<ExportAnswer, { kind: 'written' }>> {
  const numbers = history.data.slice(0, history.filled);
  const task: ExportTask = { name, config, dataset, numbers, status, request, sources };
  const thread = platform.startThread('exportWorker', 'Iris export');
  const answer = await new Promise<ExportAnswer>((resolve, reject) => {
    thread.onMessage((message) => resolve(message as ExportAnswer));
    thread.onFailure((what) => reject(new Error(t('the thread that writes the export {0}', what))));
    thread.post({ ...task, translations: translationsInUse() } satisfies Spoken<ExportTask>, [
      numbers.buffer,
    ]);
  }).finally(() => thread.terminate());
  if (answer.kind === 'refused') throw new ExportError(answer.message);
  return answer;
}
