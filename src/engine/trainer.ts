import type { Divergence } from './divergence.ts';
import { EarlyStopping } from './earlyStopping.ts';
import type { EpochEngine } from './epochEngine.ts';
import type { Experiment } from './experiment.ts';
import { KernelEngine } from './kernelEngine.ts';
import { hasKernel } from './kernelModule.ts';
import { SCORES } from './keyEpochs.ts';
import { PlainEngine } from './plainEngine.ts';

/** What one call of `Trainer.next` has done. */
export type TrainerProgress = 'trained' | 'completed' | 'diverged';

/** The kernel where it can run, else plain TypeScript. */
function fastestEngine(experiment: Experiment): EpochEngine {
  const canUseKernel = hasKernel() && KernelEngine.fits(experiment);
  return canUseKernel ? new KernelEngine(experiment) : new PlainEngine(experiment);
}

/**
 * Training, an epoch at a time: forward, scores, backward, updates. All memory is allocated here, once.
 *
 * The scores of epoch e are those of `parameters[e]`, before that epoch's update. E epochs have E + 1 states; the last
 * one is only scored. Early stopping ends the training at an epoch before that, which is then the last.
 */
export class Trainer {
  readonly experiment: Experiment;
  /** The epoch whose state comes next. */
  epoch = 0;
  divergence: Divergence | null = null;
  private readonly engine: EpochEngine;
  private readonly stopping: EarlyStopping | null;

  constructor(experiment: Experiment, engine = fastestEngine(experiment)) {
    this.experiment = experiment;
    this.engine = engine;
    const { earlyStopping } = experiment.config.training;
    this.stopping = earlyStopping && new EarlyStopping(earlyStopping);
  }

  /**
   * Writes the record of the current epoch, then trains one epoch unless it was the last. Overwrites `record`
   * [recordLength]. After 'completed' or 'diverged' there is nothing more to do; the record of a diverged epoch is
   * still right: its parameters are finite, its losses may not be.
   */
  next(record: Float64Array): TrainerProgress {
    const { engine, epoch } = this;
    const { epochs } = this.experiment.config.training;
    const isLast = epoch === epochs;
    const inTrain = engine.scoreTrain(!isLast);
    const inTest = engine.scoreTest();
    record.set(engine.record);
    const where = inTrain ?? inTest;
    if (where !== undefined) return this.diverge({ epoch, where });
    const stops = this.stopsEarly(record);
    if (isLast || stops) return 'completed';
    const fault = engine.learn(epoch, record);
    if (fault) return this.diverge({ epoch: fault.isNextEpoch ? epoch + 1 : epoch, where: fault.where });
    this.epoch++;
    return 'trained';
  }

  /** The best epoch so far where early stopping watches; else null. */
  get bestEpoch(): number | null {
    return this.stopping?.best ?? null;
  }

  /** Numbers per record. */
  get recordLength(): number {
    return this.engine.record.length;
  }

  private stopsEarly(record: Float64Array): boolean {
    const scoresAt = record.length - SCORES.length;
    const [trainLoss, testLoss] = [record[scoresAt]!, record[scoresAt + 1]!];
    return this.stopping?.endsWith(this.epoch, { trainLoss, testLoss }) ?? false;
  }

  private diverge(divergence: Divergence): 'diverged' {
    this.divergence = divergence;
    return 'diverged';
  }
}
