import type { EarlyStoppingConfig, TrainingConfig } from './config.ts';
import type { History } from './history.ts';

/**
 * Watches a loss. Epoch e is the best so far if its loss is below that of the best before it by more than `minDelta`;
 * training ends at the first epoch that is `patience` epochs after the best.
 */
export class EarlyStopping {
  /** The best epoch so far; 0 before the first has been watched. */
  best = 0;
  private readonly config: EarlyStoppingConfig;
  private lowest = Infinity;

  constructor(config: EarlyStoppingConfig) {
    this.config = config;
  }

  /** Takes the losses of an epoch, one after another from 0 on. Does the training end with it? */
  endsWith(epoch: number, losses: Readonly<Record<EarlyStoppingConfig['monitor'], number>>): boolean {
    const { monitor, patience, minDelta } = this.config;
    const loss = losses[monitor];
    if (loss < this.lowest - minDelta) {
      this.lowest = loss;
      this.best = epoch;
    }
    return epoch - this.best >= patience;
  }
}

/** What early stopping has made of the epochs that are there. */
export interface EarlyStoppingOutcome {
  readonly best: number; // the best epoch
  readonly stoppedAt: number | null; // the epoch that ended the training before the last one; null if none has
}

/** The same as in training, from the scores of a history; null where nothing is watched or there is no state. */
export function earlyStoppingOf(
  history: History,
  { earlyStopping, epochs }: TrainingConfig['training'],
): EarlyStoppingOutcome | null {
  if (earlyStopping === null || history.length === 0) return null;
  const watch = new EarlyStopping(earlyStopping);
  for (let epoch = 0; epoch < history.length; epoch++) {
    const losses = {
      trainLoss: history.score(epoch, 'trainLoss'),
      testLoss: history.score(epoch, 'testLoss'),
    };
    if (watch.endsWith(epoch, losses) && epoch < epochs) return { best: watch.best, stoppedAt: epoch };
  }
  return { best: watch.best, stoppedAt: null };
}

/**
 * The epoch whose state a run came to: the last, or where a completed run restores it the best.
 *
 * @param history at least one state
 */
export function resultEpoch(
  history: History,
  training: TrainingConfig['training'],
  isCompleted: boolean,
): number {
  const outcome =
    isCompleted && training.earlyStopping?.restoreBest ? earlyStoppingOf(history, training) : null;
  return outcome?.best ?? history.length - 1;
}
