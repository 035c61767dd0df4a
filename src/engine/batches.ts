import type { TrainingConfig } from './config.ts';
import { MisfitError } from './misfit.ts';
import { RandomStream } from './random.ts';
import { t } from './translation.ts';

/** How many updates an epoch makes: one with the full batch, else one per batch, the last of which may be smaller. */
export function updatesPerEpoch({ batchSize }: TrainingConfig['training'], nTrainRows: number): number {
  return batchSize === null ? 1 : Math.ceil(nTrainRows / batchSize);
}

/**
 * In which order an epoch goes through the training rows: `permutation(nTrainRows)` of a stream of its own, seeded with
 * (seed + 1 + epoch) mod 2³². So the batches of any epoch are known without those before it.
 *
 * @param seed the network's
 * @returns places in the training order, [nTrainRows], in a new array; batch k is the k-th stretch of `batchSize`
 */
export function epochOrder(seed: number, epoch: number, nTrainRows: number): Int32Array {
  return new RandomStream((seed + 1 + epoch) % 2 ** 32).permutation(nTrainRows);
}

/** @throws MisfitError when a batch would hold more rows than there are */
export function refuseTooLargeBatch({ batchSize }: TrainingConfig['training'], nTrainRows: number): void {
  if (batchSize === null || batchSize <= nTrainRows) return;
  throw new MisfitError(
    'training.batchSize',
    t(
      '{0} is more than the {1} training rows; choose at most {1}, or null for all rows in every update',
      batchSize,
      nTrainRows,
    ),
  );
}
