import type { Alert } from './alerts.ts';
import { EARLY, LEAST_RISE, PATIENCE, RISE, STUCK } from './alertThresholds.ts';
import { log } from './elementary.ts';
import type { Experiment } from './experiment.ts';
import { trainingCounts } from './alertsAtStart.ts';
import { trainSize } from './rowSample.ts';

/**
 * What it costs to guess each class by its share of the training rows, −Σ share · ln(share), in nats: ln K where they are
 * equal. A network that has learned nothing but its output bias is there.
 */
export function guessLoss(experiment: Experiment): number {
  const n = trainSize(experiment);
  let loss = 0;
  for (const count of trainingCounts(experiment)) if (count > 0) loss -= (count / n) * log(count / n);
  return loss;
}

/** Reads the losses of a run epoch by epoch and says what is wrong with them. */
export class LossWatch {
  private readonly blind: number; // ln K
  private readonly guess: number;
  private readonly planned: number; // epochs
  private readonly hasTest: boolean;
  private readonly train: number[] = [];
  private best = Infinity; // training loss
  private above: { epoch: number; best: number; loss: number; n: number } | null = null;
  private rise: { epoch: number; best: number; loss: number; isOver: boolean } | null = null;
  private slowSince: number | null = null;
  private bestTest = { epoch: 0, loss: Infinity };
  private overfit: { seen: number; loss: number } | null = null;

  constructor(experiment: Experiment) {
    const { nClasses, split, config } = experiment;
    this.blind = log(nClasses);
    this.guess = guessLoss(experiment);
    this.planned = config.training.epochs;
    this.hasTest = split.train !== split.test;
  }

  /** The training loss of the epoch read last; NaN before the first. */
  get loss(): number {
    return this.train.at(-1) ?? NaN;
  }

  /** Is the newest training loss above a share of that of guessing? */
  isAbove(share: number): boolean {
    return this.loss > share * this.guess;
  }

  /** @param testLoss of the same epoch, the next one */
  read(trainLoss: number, testLoss: number): void {
    const epoch = this.train.push(trainLoss) - 1;
    this.readRise(epoch, trainLoss);
    this.readPace(epoch, trainLoss);
    if (this.hasTest) this.readTest(epoch, testLoss);
    if (trainLoss < this.best) this.best = trainLoss;
  }

  /** @param stopped does a layer no longer change? Then the pace is not what is to be mended. */
  alerts(stopped: boolean): Alert[] {
    const { above, rise, slowSince, bestTest, overfit, train, guess } = this;
    const alerts: Alert[] = [];
    if (above && above.n >= PATIENCE) {
      const { epoch, best, loss } = above;
      alerts.push({ kind: 'diverged', level: 'error', epoch, best, loss });
    } else if (rise) {
      const { isOver, ...what } = rise;
      alerts.push({ kind: 'lossRises', level: isOver ? 'note' : 'warning', ...what });
    }
    if (slowSince !== null && !stopped) {
      const level = train.length > this.planned ? 'error' : 'warning';
      alerts.push({ kind: 'tooSlow', level, epoch: slowSince, loss: this.loss, guess });
    }
    if (overfit) {
      const { epoch, loss: best } = bestTest;
      alerts.push({ kind: 'overfitting', level: 'warning', epoch, best, ...overfit });
    }
    return alerts;
  }

  private readRise(epoch: number, loss: number): void {
    const { best } = this;
    if (loss <= this.blind || loss <= best)
      this.above = null; // NaN is above
    else if (epoch > 0) {
      this.above ??= { epoch, best, loss, n: 0 };
      this.above.n++;
    }
    if (!this.rise && loss > (1 + RISE) * best) this.rise = { epoch, best, loss, isOver: false };
    else if (this.rise && loss < this.rise.best) this.rise.isOver = true;
  }

  /** Asked after a tenth of the epochs, and again at the last one: it does not turn slow by slowing down in between. */
  private readPace(epoch: number, loss: number): void {
    const isStuck = loss > STUCK * this.guess && loss <= (1 + RISE) * this.best;
    if (!isStuck) {
      this.slowSince = null;
      return;
    }
    if (epoch < Math.max(PATIENCE, EARLY * this.planned) || this.slowSince !== null) return;
    const half = this.train[epoch >> 1]!;
    const perEpoch = (half - loss) / (epoch - (epoch >> 1));
    const atEnd = loss - perEpoch * (this.planned - epoch);
    if (atEnd > STUCK * this.guess) this.slowSince = epoch;
  }

  private readTest(epoch: number, loss: number): void {
    const { bestTest, train } = this;
    if (loss < bestTest.loss) {
      this.bestTest = { epoch, loss };
      this.overfit = null;
      return;
    }
    const rose = loss - bestTest.loss > Math.max(LEAST_RISE, RISE * bestTest.loss);
    const fell = train[epoch]! < train[bestTest.epoch]!;
    if (!rose || !fell || epoch < bestTest.epoch + PATIENCE) this.overfit = null;
    else this.overfit = { seen: this.overfit?.seen ?? epoch, loss };
  }
}
