import { sortAlerts } from './alerts.ts';
import type { Alert } from './alerts.ts';
import { alertsOfData } from './alertsAtStart.ts';
import type { Divergence } from './divergence.ts';
import type { Experiment } from './experiment.ts';
import type { History } from './history.ts';
import { LossWatch } from './lossWatch.ts';
import type { Pass } from './network.ts';
import { UnitsWatch } from './unitsWatch.ts';
import { WeightsWatch } from './weightsWatch.ts';

/**
 * What is wrong with a run, as far as it has been read: each epoch once, in order. What it says is a function of the
 * epochs read, however they arrived; derived, so it can be thrown away and read again.
 */
export class AlertLog {
  private readonly history: History;
  private readonly ofData: readonly Alert[];
  private readonly losses: LossWatch;
  private readonly weights: WeightsWatch;
  private readonly units: UnitsWatch;
  private readonly readsWeights: boolean;
  private nRead = 0;

  constructor(experiment: Experiment, history: History) {
    this.history = history;
    this.ofData = alertsOfData(experiment);
    this.losses = new LossWatch(experiment);
    this.weights = new WeightsWatch(experiment.shape.sizes);
    this.units = new UnitsWatch(experiment);
    this.readsWeights = history.keys.spacing === 1;
  }

  /** How many epochs have been read. */
  get length(): number {
    return this.nRead;
  }

  /** The largest ‖ΔW‖ / ‖W‖ of the first update over all layers; NaN before it is known. */
  get firstRatio(): number {
    return this.weights.firstRatio;
  }

  /**
   * Reads one more epoch; false when the history has no more.
   *
   * @param pass over all rows of that epoch; null where the run is too large for one of each epoch: then nothing is
   * known of units and outputs, nor of weights where they would have to be trained again
   */
  readNext(pass: Pass | null): boolean {
    const { history, losses, nRead: epoch } = this;
    if (epoch >= history.length) return false;
    losses.read(history.score(epoch, 'trainLoss'), history.score(epoch, 'testLoss'));
    if (this.readsWeights || pass) this.weights.read(history.parameters(epoch), losses);
    if (pass) this.units.read(epoch, pass, losses.loss);
    this.nRead++;
    return true;
  }

  /** The alerts of the epochs read, the worst first. @param divergence where the run has ended by it */
  alerts(divergence: Divergence | null): Alert[] {
    const { losses, weights, units } = this;
    const nonFinite: Alert[] = divergence ? [{ kind: 'nonFinite', level: 'error', ...divergence }] : [];
    if (this.nRead === 0) return nonFinite;
    return sortAlerts([
      ...nonFinite,
      ...this.ofData,
      ...losses.alerts(weights.stopped),
      ...weights.alerts(losses),
      ...units.alerts(losses),
    ]);
  }
}
