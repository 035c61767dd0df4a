import type { Experiment } from '#engine/experiment';
import { isWorthHelper, shareableEngine } from '#engine/sharedKernel';
import { Trainer } from '#engine/trainer';
import type { WorkerEnd } from './workerProtocol.ts';

/** A helper that has not come for so long has ended; a busy machine may keep it waiting for a while. */
const PATIENCE_MS = 10_000;

/** A trainer, and what is to be done when it is no longer needed. */
interface HelpedTrainer {
  readonly trainer: Trainer;
  release(): void;
}

/**
 * A trainer that gets a second thread for a large run. It trains alone until that thread is ready, and alone again should
 * it end; the bits are the same. Should it end in the midst of an epoch, the trainer throws after PATIENCE_MS.
 */
export function trainerWithHelper(
  experiment: Experiment,
  startHelper: WorkerEnd['startHelper'],
): HelpedTrainer {
  if (!startHelper || !isWorthHelper(experiment)) {
    return { trainer: new Trainer(experiment), release: () => {} };
  }
  const { engine, plan } = shareableEngine(experiment);
  const helper = startHelper(plan);
  helper.onReady(() => (engine.helperPatience = PATIENCE_MS));
  helper.onEnd(() => (engine.helperPatience = 0));
  return { trainer: new Trainer(experiment, engine), release: () => helper.terminate() };
}
