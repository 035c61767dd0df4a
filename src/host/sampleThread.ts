import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { isLarge } from '#engine/experiment';
import { MisfitError } from '#engine/misfit';
import type { SampledTable } from '#engine/rowSample';
import { t, translationsInUse } from '#engine/translation';
import type { Spoken } from '#engine/translation';
import type { Platform } from './platform.ts';

/** What the thread that draws rows is given. The values of a large table lie in shared memory where there is any, so nothing is copied. */
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
 * @throws MisfitError when the configuration does not fit the data; Error when the thread cannot go on
 */
export async function sampleInThread(
  platform: Pick<Platform, 'startThread'>,
  config: TrainingConfig,
  dataset: Dataset,
): Promise<SampledTable | null> {
  if (!isLarge(dataset)) return null;
  const thread = platform.startThread('sampleWorker', 'Iris sample');
  const answer = await new Promise<SampleAnswer>((resolve, reject) => {
    thread.onMessage((message) => resolve(message as SampleAnswer));
    thread.onFailure((what) => reject(new Error(t('the thread that draws the rows to be shown {0}', what))));
    thread.post({ config, dataset, translations: translationsInUse() } satisfies Spoken<SampleRequest>);
  }).finally(() => thread.terminate());
  if (answer.kind === 'sampled') return answer.sampled;
  throw new MisfitError(answer.key, answer.problem);
}
