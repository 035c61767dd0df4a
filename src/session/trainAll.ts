import type { Divergence } from '#engine/divergence';
import type { Experiment } from '#engine/experiment';
import { History } from '#engine/history';
import { Trainer } from '#engine/trainer';

/** A run that has ended by itself. */
export interface FinishedRun {
  readonly history: History;
  /** Null when all epochs were trained. */
  readonly divergence: Divergence | null;
}

/**
 * Trains an experiment to its end without a pause.
 *
 * @param onRecord called after each state has arrived in the history, with the epoch of that state
 */
export function trainAll(
  experiment: Experiment,
  onRecord: (epoch: number, history: History) => void = () => {},
): FinishedRun {
  const trainer = new Trainer(experiment);
  const history = History.of(experiment);
  const record = new Float64Array(trainer.recordLength);
  let progress;
  do {
    progress = trainer.next(record);
    history.append(history.filled, history.keys.kept(record, history.length));
    onRecord(history.length - 1, history);
  } while (progress === 'trained');
  return { history, divergence: trainer.divergence };
}
