import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dataset } from '#engine/dataset';
import type { ExperimentConfig } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { readDataset } from '#formats/csv';
import { readExperimentFile } from '#session/experimentFile';

/** A training run of cases.json; see the README of the fixtures. */
export interface Case {
  readonly name: string;
  readonly dataset: string;
  readonly config: unknown; // an experiment file
  readonly features: readonly string[];
  readonly classes: readonly string[];
  readonly scaler: { readonly mean: readonly number[]; readonly scale: readonly number[] } | null;
  readonly split: { readonly train: readonly number[]; readonly test: readonly number[] };
  readonly initialParameters: readonly number[];
  readonly epochs: readonly number[];
  readonly trainLoss: readonly number[];
  readonly testLoss: readonly number[];
  readonly trainCorrect: readonly number[];
  readonly testCorrect: readonly number[];
  readonly diverged: { readonly epoch: number; readonly array: string } | null;
  readonly last: { readonly epoch: number; readonly parameters: readonly number[] } & Partial<LastScores>;
  readonly firstScores?: readonly (readonly number[])[];
}

/** A training run of training.json: `Case` with the parameters of the end alone. */
export type TrainingCase = Pick<
  Case,
  | 'name'
  | 'config'
  | 'initialParameters'
  | 'epochs'
  | 'trainLoss'
  | 'testLoss'
  | 'trainCorrect'
  | 'testCorrect'
> & { readonly parameters: readonly number[] };

interface LastScores {
  readonly trainLoss: number;
  readonly testLoss: number;
  readonly trainCorrect: number;
  readonly testCorrect: number;
  readonly accuracy: number;
  readonly predictions: readonly number[];
  readonly confusionMatrix: readonly (readonly number[])[];
}

export type PreprocessingEntry =
  | {
      readonly kind: 'scaler';
      readonly name: string;
      readonly rows: readonly (readonly number[])[];
      readonly mean: readonly number[];
      readonly scale: readonly number[];
      readonly transformed: readonly (readonly number[])[];
    }
  | {
      readonly kind: 'split';
      readonly nRows: number;
      readonly testSize: number;
      readonly randomState: number;
      readonly train: readonly number[];
      readonly test: readonly number[];
    }
  | {
      readonly kind: 'stratified';
      readonly labels: readonly number[];
      readonly testSize: number;
      readonly randomState: number;
      readonly train: readonly number[];
      readonly test: readonly number[];
    }
  | {
      readonly kind: 'oneHot';
      readonly labels: readonly string[];
      readonly classes: readonly string[];
      readonly targets: readonly (readonly number[])[];
    };

export interface RandomEntry {
  readonly seed: number;
  readonly uint32: readonly number[];
  readonly rand: readonly number[];
  readonly permutations: readonly (readonly number[])[];
}

/** A file of the fixtures, or the bundled iris. */
export function fixturePath(name: string): string {
  const folder = name === 'iris' ? '../../data/iris.csv' : `fixtures/${name}`;
  return fileURLToPath(new URL(folder, import.meta.url));
}

export function readFixture(name: string): string {
  return readFileSync(fixturePath(name), 'utf8');
}

export const readCases = () => JSON.parse(readFixture('cases.json')) as readonly Case[];
export const readTrainingCases = () => JSON.parse(readFixture('training.json')) as readonly TrainingCase[];
export const readRandom = () => JSON.parse(readFixture('random.json')) as readonly RandomEntry[];
export const readPreprocessing = () =>
  JSON.parse(readFixture('preprocessing.json')) as readonly PreprocessingEntry[];
export const readElementary = () =>
  JSON.parse(readFixture('elementary.json')) as Record<
    string,
    readonly (readonly [x: number, high: number, low: number])[]
  >;

/** The experiment that a file's content describes, on a fixture's data. @throws Error with the problems */
export function experimentOf(file: unknown, data = 'iris'): Experiment {
  const experiment = configOf(file);
  return prepareExperiment(experiment, datasetOf(data, experiment));
}

export function configOf(file: unknown): ExperimentConfig {
  const reading = readExperimentFile(JSON.stringify(file));
  if (reading.experiment) return reading.experiment;
  throw new Error(JSON.stringify(reading.problems));
}

export function datasetOf(name: string, { dataset }: Pick<ExperimentConfig, 'dataset'> = {}): Dataset {
  const reading = readDataset(readFixture(name), {
    name: name.replace('.csv', ''),
    target: dataset?.target,
    features: dataset?.features,
  });
  if ('dataset' in reading) return reading.dataset;
  throw new Error(JSON.stringify(reading.problems));
}

/** |a − b| in relation to the larger of the two; 0 where both are the same. */
export function relativeError(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}

/** The largest relative error of two lists of the same length; infinite where one of them is not a number. */
export function worstError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const error = relativeError(actual[i]!, expected[i]!);
    worst = error <= worst ? worst : Number.isNaN(error) ? Infinity : error;
  }
  return worst;
}
