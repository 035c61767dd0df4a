import { alertsOfData, trainingCounts } from './alertsAtStart.ts';
import type { TrainingConfig } from './config.ts';
import type { Dataset } from './dataset.ts';
import { encoded, fitExperiment, shapeFor } from './experiment.ts';
import type { Experiment, FittedExperiment, RowSample } from './experiment.ts';
import { gatherRows } from './matrix.ts';
import { pick } from './inspect.ts';
import type { Split } from './preprocessing.ts';

/** About so many rows of a large table are looked at. */
export const SAMPLE_ROWS = 2000;

/** Some rows of a table, as a table, and what they are a sample of. */
export interface SampledTable {
  readonly dataset: Dataset;
  readonly sample: RowSample;
}

/**
 * Draws SAMPLE_ROWS rows, and at most one more for each class of the training and of the test rows: of each of these
 * groups ⌈its rows · SAMPLE_ROWS / all⌉, evenly spaced in data order. Pure: the same table gives the same rows.
 *
 * @throws as `prepareExperiment`
 */
export function sampleTable(config: TrainingConfig, dataset: Dataset): SampledTable {
  const fitted = fitExperiment(config, dataset);
  const { split, nRows, scaler, nFeatures } = fitted;
  const rows = sampleRows(fitted);
  return {
    dataset: {
      ...dataset,
      values: gatherRows(dataset.values, rows, nFeatures),
      labels: pick(dataset.labels, rows),
    },
    sample: {
      rows,
      nRows,
      nTrain: split.train.length,
      nTest: split.test.length,
      trainCounts: trainingCounts(fitted),
      alerts: alertsOfData(fitted),
      scaler,
      split: splitAmong(split, rows, nRows),
    },
  };
}

/** The experiment whose rows are those of a sample. */
export function sampledExperiment(config: TrainingConfig, { dataset, sample }: SampledTable): Experiment {
  const { scaler, split } = sample;
  const { train } = split;
  return encoded({
    config,
    dataset,
    shape: shapeFor(config, dataset),
    nRows: dataset.labels.length,
    nFeatures: dataset.features.length,
    nClasses: dataset.classes.length,
    scaler,
    split: config.split ? split : { train, test: train }, // one array again, after a journey in a message
    sample,
  });
}

/** How many rows are trained on: of a sample those of its table. */
export function trainSize({ sample, split }: FittedExperiment): number {
  return sample?.nTrain ?? split.train.length;
}

/** How many rows the test counts: of a sample those of its table. */
export function testSize({ sample, split }: FittedExperiment): number {
  return sample?.nTest ?? split.test.length;
}

/** The number of a row in its table, counted from 1. */
export function rowNumber({ sample }: Pick<Experiment, 'sample'>, row: number): number {
  return (sample?.rows[row] ?? row) + 1;
}

function sampleRows({ dataset, split, nRows, nClasses }: FittedExperiment): Int32Array {
  const groupOf = groupsOf(dataset.labels, split, nClasses);
  const sizes = new Int32Array(2 * nClasses);
  for (const group of groupOf) sizes[group]!++;
  const wanted = sizes.map((size) => Math.ceil((size * Math.min(SAMPLE_ROWS, nRows)) / nRows));
  const seen = new Int32Array(sizes.length);
  const taken = new Int32Array(sizes.length);
  return Int32Array.from({ length: nRows }, (_, row) => row).filter((row) => {
    const group = groupOf[row]!;
    const next = Math.floor((taken[group]! * sizes[group]!) / wanted[group]!); // which of the group comes next
    if (taken[group] === wanted[group] || seen[group]!++ !== next) return false;
    taken[group]!++;
    return true;
  });
}

/** The group of each row: its class, by training and test rows, [nRows]. */
function groupsOf(labels: Int32Array, { train, test }: Split, nClasses: number): Int32Array {
  const groups = labels.slice();
  if (train !== test) for (const row of test) groups[row]! += nClasses;
  return groups;
}

/** The rows of a split that are among some, by their place there, in the split's order. */
function splitAmong({ train, test }: Split, rows: Int32Array, nRows: number): Split {
  const places = new Int32Array(nRows).fill(-1);
  rows.forEach((row, place) => {
    places[row] = place;
  });
  const among = (side: Int32Array) => pick(places, side).filter((place) => place >= 0);
  const trained = among(train);
  return { train: trained, test: train === test ? trained : among(test) };
}
