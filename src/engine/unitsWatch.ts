import type { Alert, DeadUnit } from './alerts.ts';
import { HALF_DEAD, LEARNED, SATURATED } from './alertThresholds.ts';
import type { Experiment } from './experiment.ts';
import { firingCounts } from './inspect.ts';
import { LOG_OFFSET } from './loss.ts';
import type { LossWatch } from './lossWatch.ts';
import { probabilitiesOf } from './network.ts';
import type { Pass } from './network.ts';

/**
 * Reads the forward passes of a run epoch by epoch: units that fire on no training row, and rows whose softmax is
 * saturated on a wrong class. An epoch whose loss is not finite says nothing of either.
 */
export class UnitsWatch {
  private readonly experiment: Experiment;
  private readonly silentSince: readonly Int32Array[]; // per hidden layer and unit; −1: it fires, or cannot fall silent
  private saturated: { epoch: number; nSaturated: number } | null = null;
  private isSaturated = false;

  constructor(experiment: Experiment) {
    this.experiment = experiment;
    this.silentSince = experiment.shape.sizes.slice(1, -1).map((nUnits) => new Int32Array(nUnits).fill(-1));
  }

  /** @param pass over all rows, in data order, of `epoch`, the next one */
  read(epoch: number, pass: Pass, loss: number): void {
    if (!Number.isFinite(loss)) return;
    const { split, shape } = this.experiment;
    this.silentSince.forEach((since, l) => {
      if (shape.activations[l] !== 'relu') return;
      firingCounts(pass, l, split.train).forEach((count, unit) => {
        if (count > 0) since[unit] = -1;
        else if (since[unit]! < 0) since[unit] = epoch;
      });
    });
    const nSaturated = this.countSaturated(pass);
    this.isSaturated = nSaturated >= SATURATED * split.train.length;
    if (this.isSaturated) this.saturated ??= { epoch, nSaturated };
  }

  alerts(loss: LossWatch): Alert[] {
    const alerts = this.silentSince.flatMap((since, l) => deadUnits(l + 1, [...since], loss));
    const level = this.isSaturated ? 'warning' : 'note';
    return this.saturated ? [...alerts, { kind: 'saturated', level, ...this.saturated }] : alerts;
  }

  /** Training rows whose own class has P < 1e-9: the loss, −ln(P + 1e-9), cannot tell how much less it is. */
  private countSaturated(pass: Pass): number {
    const { split, dataset, nClasses } = this.experiment;
    const p = probabilitiesOf(pass);
    let n = 0;
    for (const row of split.train) if (p[row * nClasses + dataset.labels[row]!]! < LOG_OFFSET) n++;
    return n;
  }
}

function deadUnits(layer: number, since: readonly number[], loss: LossWatch): Alert[] {
  const units = since.flatMap((epoch, unit): DeadUnit[] => (epoch < 0 ? [] : [{ unit, since: epoch }]));
  if (units.length === 0) return [];
  const isMost = units.length > HALF_DEAD * since.length;
  const isLost = units.length === since.length || (isMost && loss.isAbove(LEARNED));
  const epoch = Math.min(...units.map((unit) => unit.since));
  return [{ kind: 'deadUnits', level: isLost ? 'error' : 'warning', epoch, layer, units }];
}
