import type { Alert } from './alerts.ts';
import { FAR_APART, IMBALANCED } from './alertThresholds.ts';
import type { FittedExperiment } from './experiment.ts';
import type { Parameters } from './parameters.ts';
import { fitScaler, isConstant } from './preprocessing.ts';

/** What can be said before the first update, of the data and the configuration. */
export function alertsOfData(experiment: FittedExperiment): readonly Alert[] {
  if (experiment.sample) return experiment.sample.alerts;
  return [...featureAlerts(experiment), ...classAlerts(experiment)];
}

/** How many training rows each class has, of a sample all of its table, [nClasses]. */
export function trainingCounts({ dataset, split, nClasses, sample }: FittedExperiment): Int32Array {
  if (sample) return sample.trainCounts;
  const counts = new Int32Array(nClasses);
  for (const row of split.train) counts[dataset.labels[row]!]!++;
  return counts;
}

function featureAlerts({ dataset, nRows, nFeatures, scaler }: FittedExperiment): Alert[] {
  const rows = Int32Array.from({ length: nRows }, (_, row) => row);
  const { scale } = fitScaler(dataset.values, nFeatures, rows);
  const varying: number[] = [];
  const alerts: Alert[] = [];
  for (let feature = 0; feature < nFeatures; feature++) {
    if (isConstant(dataset.values, nFeatures, feature)) {
      alerts.push({ kind: 'constantFeature', level: 'note', epoch: 0, feature });
    } else varying.push(feature);
  }
  if (scaler || varying.length < 2) return alerts;
  const widest = varying.reduce((a, b) => (scale[b]! > scale[a]! ? b : a));
  const narrowest = varying.reduce((a, b) => (scale[b]! < scale[a]! ? b : a));
  const ratio = scale[widest]! / scale[narrowest]!;
  if (ratio < FAR_APART) return alerts;
  return [...alerts, { kind: 'unscaled', level: 'warning', epoch: 0, widest, narrowest, ratio }];
}

function classAlerts(experiment: FittedExperiment): Alert[] {
  const counts = trainingCounts(experiment);
  const largest = counts.indexOf(Math.max(...counts));
  const smallest = counts.indexOf(Math.min(...counts));
  const [few, many] = [counts[smallest]!, counts[largest]!];
  if (many < IMBALANCED * few) return [];
  const level = few === 0 ? 'warning' : 'note';
  return [{ kind: 'imbalance', level, epoch: 0, smallest, largest, counts: [few, many] }];
}

/**
 * The hidden layers whose units are all alike, in what they take in and in what they give: their gradients are then the
 * same, so they remain one unit, however many there are.
 *
 * @param parameters of epoch 0
 */
export function equalUnits({ layers }: Parameters): Alert[] {
  return layers.slice(0, -1).flatMap((layer, l): Alert[] => {
    const { weights, biases, nUnits } = layer;
    const next = layers[l + 1]!;
    const alike =
      nUnits > 1 &&
      weights.every((value, i) => value === weights[i - (i % nUnits)]) &&
      biases.every((value) => value === biases[0]) &&
      next.weights.every((value, i) => value === next.weights[i % next.nUnits]);
    return alike ? [{ kind: 'equalUnits', level: 'warning', epoch: 0, layer: l + 1 }] : [];
  });
}
