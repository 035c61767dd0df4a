import { Worker } from 'node:worker_threads';
import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { isLarge } from '#engine/experiment';
import { MisfitError } from '#engine/misfit';
import type { SampledTable } from '#engine/rowSample';

/** What the thread that draws rows is given. The values of a large table lie in shared memory, so nothing is copied. */
export interface SampleRequest {
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
}

/** Its answer: the rows, or why the configuration does not fit the data; an error does not survive the journey. */
export type SampleAnswer =
  | { readonly kind: 'sampled'; readonly sampled: SampledTable }
  | { readonly kind: 'misfit'; readonly key: string; readonly problem: string };

/**
 * What is shown of a table that is too large to be shown as a whole, drawn in a thread of its own, because splitting and
 * scaling a million rows takes the better part of a second; null of any other.
 *
 * @param workerFile the bundle of sampleWorker.ts
 * @throws MisfitError when the configuration does not fit the data; Error when the thread cannot go on
 */
export async function sampleInThread(
  workerFile: string,
  config: TrainingConfig,
  dataset: Dataset,
): Promise<SampledTable | null> {
  if (!isLarge(dataset)) return null;
  const request: SampleRequest = { config, dataset };
  const worker = new Worker(workerFile, { name: 'Iris sample', workerData: request });
  const answer = await new Promise<SampleAnswer>((resolve, reject) => {
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread that draws the rows to be shown ended by itself')));
  });
  if (answer.kind === 'sampled') return answer.sampled;
  throw new MisfitError(answer.key, answer.problem);
}
