import type { Alert } from './alerts.ts';
import { EXPLODING, FINISHED, PATIENCE, STUCK, VANISHING } from './alertThresholds.ts';
import { equalUnits } from './alertsAtStart.ts';
import type { LossWatch } from './lossWatch.ts';
import { layParameters } from './parameters.ts';
import type { LayerSizes, Parameters } from './parameters.ts';

interface Streak {
  readonly epoch: number;
  n: number;
  ratio: number; // of the newest update
}

interface Large {
  readonly epoch: number;
  readonly ratio: number;
  largest: number;
}

/** Reads the parameters of a run epoch by epoch and says what is wrong with its updates. */
export class WeightsWatch {
  private readonly before: Parameters;
  private readonly small: (Streak | null)[]; // per layer
  private readonly large: (Large | null)[];
  private readonly firstRatios: number[] = []; // of the first update, per layer; empty before it
  private alike: readonly Alert[] = [];
  private nRead = 0;

  constructor(sizes: LayerSizes) {
    this.before = layParameters(sizes);
    this.small = sizes.slice(1).map(() => null);
    this.large = sizes.slice(1).map(() => null);
  }

  /** The largest ratio of the first update over all layers; NaN before it. */
  get firstRatio(): number {
    return this.firstRatios.length === 0 ? NaN : Math.max(...this.firstRatios);
  }

  /** @param loss has read the same epoch, the next one */
  read(parameters: Parameters, loss: LossWatch): void {
    const epoch = this.nRead++;
    if (epoch === 0) this.alike = equalUnits(parameters);
    else parameters.layers.forEach((_, l) => this.readLayer(epoch, l, parameters, loss));
    this.before.values.set(parameters.values);
  }

  /** Does some layer no longer change, although there is something to learn? */
  get stopped(): boolean {
    return this.small.some(isLasting);
  }

  alerts(loss: LossWatch): Alert[] {
    const alerts: Alert[] = [...this.alike];
    this.small.forEach((streak, l) => {
      if (!isLasting(streak)) return;
      const level = loss.isAbove(STUCK) ? 'error' : 'warning';
      const { epoch, ratio } = streak;
      alerts.push({ kind: 'vanishing', level, epoch, layer: l + 1, ratio });
    });
    this.large.forEach((large, l) => {
      if (large) alerts.push({ kind: 'exploding', level: 'warning', layer: l + 1, ...large });
    });
    return alerts;
  }

  private readLayer(epoch: number, l: number, now: Parameters, loss: LossWatch): void {
    const ratio = updateRatio(this.before.layers[l]!.weights, now.layers[l]!.weights);
    if (epoch === 1) this.firstRatios.push(ratio);
    const streak = this.small[l];
    if (!(ratio < VANISHING && loss.isAbove(FINISHED))) this.small[l] = null;
    else if (streak) Object.assign(streak, { n: streak.n + 1, ratio });
    else this.small[l] = { epoch, n: 1, ratio };
    const large = this.large[l];
    if (large) large.largest = Math.max(large.largest, ratio);
    else if (ratio >= EXPLODING) this.large[l] = { epoch, ratio, largest: ratio };
  }
}

function isLasting(streak: Streak | null): streak is Streak {
  return streak !== null && streak.n >= PATIENCE;
}

/** ‖after − before‖ / ‖before‖; 0 where nothing changed, and also where all was 0 before, so that there is no ratio. */
export function updateRatio(before: Float64Array, after: Float64Array): number {
  const size = norm(before);
  return size === 0 ? 0 : normOf(before.length, (i) => after[i]! - before[i]!) / size;
}

/** √Σ v² */
export function norm(values: Float64Array): number {
  return normOf(values.length, (i) => values[i]!);
}

/** √Σ v², scaled by the largest |v| so that no square overflows. */
function normOf(n: number, at: (i: number) => number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(at(i)));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (at(i) / largest) ** 2;
  return largest * Math.sqrt(sum);
}
