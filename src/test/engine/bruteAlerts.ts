import type { Alert } from '#engine/alerts';
import type { Experiment } from '#engine/experiment';
import type { History } from '#engine/history';

/**
 * The alerts of a run, each epoch recomputed with plain formulae and each rule put as a sentence about whole columns of
 * epochs: slow, and independent of how the engine finds them.
 */
export interface Columns {
  readonly experiment: Experiment;
  readonly train: readonly number[]; // losses
  readonly test: readonly number[];
  readonly ratios: readonly (readonly number[])[]; // per layer; NaN at epoch 0
  readonly silent: readonly (readonly boolean[])[][]; // per hidden layer and unit: fires on no training row
  readonly saturated: readonly number[]; // training rows
  readonly alike: readonly boolean[]; // per hidden layer, at epoch 0
}

type Matrix = readonly (readonly number[])[];

/** Everything that the rules ask of the epochs. */
export function columnsOf(experiment: Experiment, history: History): Columns {
  const { sizes, activations } = experiment.shape;
  const epochs = Array.from({ length: history.length }, (_, epoch) => {
    const layers = layersOf(sizes, history.parameterValues(epoch));
    const of = (rows: Int32Array) => pass(experiment, layers, [...rows]);
    return { layers, train: of(experiment.split.train), test: of(experiment.split.test) };
  });
  return {
    experiment,
    train: epochs.map(({ train }) => mean(train.costs)),
    test: epochs.map(({ test }) => mean(test.costs)),
    ratios: sizes.slice(1).map((_, l) =>
      epochs.map(({ layers }, e) => {
        const [before, now] = [epochs[e - 1]?.layers[l]!.weights.flat(), layers[l]!.weights.flat()];
        return before ? length(now.map((w, i) => w - before[i]!)) / (length(before) || 1) : NaN;
      }),
    ),
    silent: activations.map((activation, l) =>
      Array.from({ length: sizes[l + 1]! }, (_, unit) =>
        epochs.map(
          ({ train }) => activation === 'relu' && train.hidden[l]!.every((row) => !(row[unit]! > 0)),
        ),
      ),
    ),
    saturated: epochs.map(({ train }) => train.own.filter((p) => p < 1e-9).length),
    alike: activations.map((_, l) => {
      const [into, out] = [epochs[0]!.layers[l]!, epochs[0]!.layers[l + 1]!];
      const same = (list: readonly unknown[]) => new Set(list.map((one) => JSON.stringify(one))).size === 1;
      return (
        into.biases.length > 1 && same(transposed(into.weights)) && same(into.biases) && same(out.weights)
      );
    }),
  };
}

/** The alerts of the first `n` epochs. */
export function bruteAlerts(
  columns: Columns,
  n: number,
  divergence: { epoch: number; where: string } | null,
): Alert[] {
  const { experiment, ratios, alike } = columns;
  const { config, nClasses, split } = experiment;
  const [L, T] = [columns.train.slice(0, n), columns.test.slice(0, n)];
  const now = n - 1;
  const shares = experiment.dataset.classes
    .map((_, k) => [...split.train].filter((row) => experiment.dataset.labels[row] === k).length)
    .map((count) => count / split.train.length);
  const guess = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  const bestBefore = (e: number) => Math.min(Infinity, ...L.slice(0, e).filter(Number.isFinite));
  const alerts: Alert[] = divergence ? [{ kind: 'nonFinite', level: 'error', ...divergence }] : [];

  const above = lasting(n, 1, (e) => !(L[e]! <= Math.log(nClasses)) && !(L[e]! <= bestBefore(e)));
  const rise = first(n, (e) => L[e]! > 1.1 * bestBefore(e));
  if (above !== null && n - above >= 10) {
    alerts.push({ kind: 'diverged', level: 'error', epoch: above, best: bestBefore(above), loss: L[above]! });
  } else if (rise !== null) {
    const isOver = L.slice(rise).some((loss) => loss < bestBefore(rise));
    const level = isOver ? 'note' : 'warning';
    alerts.push({ kind: 'lossRises', level, epoch: rise, best: bestBefore(rise), loss: L[rise]! });
  }

  const frozen = ratios.map((ratio) => lasting(n, 1, (e) => ratio[e]! < 1e-8 && L[e]! > 0.1 * guess));
  const isFrozen = (since: number | null): since is number => since !== null && n - since >= 10;
  const stuck = lasting(n, 0, (e) => L[e]! > 0.9 * guess && L[e]! <= 1.1 * bestBefore(e));
  const { epochs } = config.training;
  const tooSlow = first(n, (e) => {
    if (stuck === null || e < stuck || e < 10 || e < epochs / 10) return false;
    const half = Math.floor(e / 2);
    const perEpoch = (L[half]! - L[e]!) / (e - half);
    return L[e]! - perEpoch * (epochs - e) > 0.9 * guess;
  });
  if (tooSlow !== null && !frozen.some(isFrozen)) {
    const level = now === epochs ? 'error' : 'warning';
    alerts.push({ kind: 'tooSlow', level, epoch: tooSlow, loss: L[now]!, guess });
  }

  const best = Math.min(...T.filter(Number.isFinite));
  const bestAt = T.indexOf(best);
  const seen = lasting(n, bestAt + 10, (e) => {
    return T[e]! - best > Math.max(0.02, 0.1 * best) && L[e]! < L[bestAt]!;
  });
  if (seen !== null && bestAt >= 0 && split.train !== split.test) {
    alerts.push({ kind: 'overfitting', level: 'warning', epoch: bestAt, best, seen, loss: T[now]! });
  }

  alike.forEach((is, l) => {
    if (is) alerts.push({ kind: 'equalUnits', level: 'warning', epoch: 0, layer: l + 1 });
  });
  ratios.forEach((ratio, l) => {
    const since = frozen[l]!;
    const level = L[now]! > 0.9 * guess ? 'error' : 'warning';
    if (isFrozen(since))
      alerts.push({ kind: 'vanishing', level, epoch: since, layer: l + 1, ratio: ratio[now]! });
    const large = first(n, (e) => ratio[e]! >= 1);
    if (large === null) return;
    const largest = Math.max(...ratio.slice(large, n).filter((one) => !Number.isNaN(one)));
    alerts.push({
      kind: 'exploding',
      level: 'warning',
      epoch: large,
      layer: l + 1,
      ratio: ratio[large]!,
      largest,
    });
  });

  alerts.push(...bruteUnits(columns, n, guess));
  const rank = { error: 0, warning: 1, note: 2 };
  return alerts.sort((a, b) => rank[a.level] - rank[b.level] || a.epoch - b.epoch);
}

function bruteUnits({ silent, saturated, train, experiment }: Columns, n: number, guess: number): Alert[] {
  const alerts: Alert[] = [];
  const told = train.slice(0, n).flatMap((loss, e) => (Number.isFinite(loss) ? [e] : [])); // epochs
  silent.forEach((units, l) => {
    const dead = units.flatMap((of, unit) => {
      const since = lasting(told.length, 0, (i) => of[told[i]!]!);
      return since === null ? [] : [{ unit, since: told[since]! }];
    });
    if (dead.length === 0) return;
    const isMost = dead.length > units.length / 2 && train[n - 1]! > 0.25 * guess;
    const level = dead.length === units.length || isMost ? 'error' : 'warning';
    const epoch = Math.min(...dead.map(({ since }) => since));
    alerts.push({ kind: 'deadUnits', level, epoch, layer: l + 1, units: dead });
  });
  const isSaturated = (e: number) => saturated[e]! >= experiment.split.train.length / 10;
  const epoch = told.find(isSaturated);
  if (epoch !== undefined) {
    const level = isSaturated(told.at(-1)!) ? 'warning' : 'note';
    alerts.push({ kind: 'saturated', level, epoch, nSaturated: saturated[epoch]! });
  }
  return alerts;
}

/** Since which epoch, from `from` on, a condition has held without a break up to the last of `n`; null where it does not. */
function lasting(n: number, from: number, holds: (epoch: number) => boolean): number | null {
  let since: number | null = null;
  for (let e = n - 1; e >= from && holds(e); e--) since = e;
  return since;
}

function first(n: number, holds: (epoch: number) => boolean): number | null {
  for (let e = 0; e < n; e++) if (holds(e)) return e;
  return null;
}

interface PlainLayer {
  readonly weights: Matrix; // [inputs][units]
  readonly biases: readonly number[];
}

function layersOf(sizes: readonly number[], values: Float64Array): PlainLayer[] {
  let at = 0;
  const take = (count: number) => [...values.slice(at, (at += count))];
  const weights = sizes.slice(1).map((nUnits, l) => Array.from({ length: sizes[l]! }, () => take(nUnits)));
  return weights.map((matrix, l) => ({ weights: matrix, biases: take(sizes[l + 1]!) }));
}

/** What each row costs, what its own class is given, and the activations of the hidden layers. */
function pass(
  { x, nFeatures, shape, dataset }: Experiment,
  layers: readonly PlainLayer[],
  rows: readonly number[],
) {
  const hidden: Matrix[] = [];
  let a: Matrix = rows.map((row) => [...x.slice(row * nFeatures, (row + 1) * nFeatures)]);
  layers.forEach(({ weights, biases }, l) => {
    const z = a.map((from) =>
      biases.map((b, unit) => from.reduce((sum, v, i) => sum + v * weights[i]![unit]!, b)),
    );
    const activation = shape.activations[l];
    a = activation ? z.map((row) => row.map((v) => plainActivation(activation, v))) : z.map(softmax);
    if (activation) hidden.push(a);
  });
  const own = a.map((p, i) => p[dataset.labels[rows[i]!]!]!);
  return { hidden, own, costs: own.map((p) => -Math.log(p + 1e-9)) };
}

function plainActivation(name: string, z: number): number {
  if (name === 'relu') return Math.max(0, z);
  if (name === 'leakyRelu') return z > 0 ? z : 0.01 * z;
  if (name === 'tanh') return Math.tanh(z);
  return name === 'sigmoid' ? 1 / (1 + Math.exp(-z)) : z;
}

function softmax(z: readonly number[]): number[] {
  const powers = z.map((v) => Math.exp(v - Math.max(...z)));
  return powers.map((v) => v / powers.reduce((a, b) => a + b));
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b) / values.length;
const transposed = (m: Matrix) => m[0]!.map((_, column) => m.map((row) => row[column]!));

function length(values: readonly number[]): number {
  const largest = Math.max(...values.map(Math.abs));
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  return largest * Math.sqrt(values.reduce((sum, v) => sum + (v / largest) ** 2, 0));
}
