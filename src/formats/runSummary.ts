import type { ExperimentConfig } from '#engine/config';
import type { Divergence } from '#engine/divergence';
import { earlyStoppingOf, resultEpoch } from '#engine/earlyStopping';
import type { EarlyStoppingOutcome } from '#engine/earlyStopping';
import type { Experiment } from '#engine/experiment';
import type { History } from '#engine/history';
import type { Score } from '#engine/keyEpochs';
import { gatherRows } from '#engine/matrix';
import { NO_CLASS, confusionMatrix, predictions } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import type { Parameters } from '#engine/parameters';
import { jsonText } from './jsonText.ts';

/** How a run ended. */
export type Ending =
  | { readonly state: 'completed' }
  | { readonly state: 'stopped' }
  | ({ readonly state: 'diverged' } & Divergence);

/** Layers from input to output. */
interface SummaryParameters {
  readonly layers: readonly {
    readonly weights: readonly (readonly number[])[]; // [nInputs][nUnits]
    readonly biases: readonly number[]; // [nUnits]
  }[];
}

/** A number that may have overflowed; JSON knows no infinity. */
type FiniteOrNull = number | null;

/** The run file: everything a run was and gave, but for the states between the first and the last. */
export interface RunSummary {
  readonly format: 'irisnet-run';
  readonly version: 1;
  readonly config: ExperimentConfig; // every default filled in
  readonly dataset: {
    readonly name: string;
    readonly rows: number;
    readonly features: readonly string[];
    readonly classes: readonly string[];
  };
  readonly scaler: { readonly mean: readonly number[]; readonly scale: readonly number[] } | null;
  readonly split: { readonly train: readonly number[]; readonly test: readonly number[] }; // row indices
  /** One entry per update that was made: entry e belongs to `parameters[e]`. */
  readonly history: {
    readonly trainLoss: readonly FiniteOrNull[];
    readonly testLoss: readonly FiniteOrNull[];
    readonly trainAccuracy: readonly FiniteOrNull[];
    readonly testAccuracy: readonly FiniteOrNull[];
  };
  readonly initialParameters: SummaryParameters;
  readonly parameters: SummaryParameters; // of the last state
  /**
   * Of the last state that predicts a class for every test row, on the test rows; of a completed run whose early stopping
   * restores the best, of that state. For a diverged run that is a state
   * before the outputs overflowed; where no state is like that, the first one, and a row without a prediction has −1
   * in `predictions` and no cell in the matrix.
   */
  readonly evaluation: {
    readonly epoch: number; // whose state is evaluated
    readonly accuracy: number;
    readonly correct: number;
    readonly total: number;
    readonly confusionMatrix: readonly (readonly number[])[]; // [actual][predicted]
    readonly predictions: readonly number[]; // class index per test row, or NO_CLASS
  };
  readonly parametersHash: string; // SHA-256 of all states
  readonly status: Ending['state'];
  readonly divergence?: Divergence; // only with status "diverged"
  readonly earlyStopping?: EarlyStoppingOutcome; // only where the configuration has it
}

export interface FinishedExperiment {
  readonly experiment: Experiment;
  /** What the configuration says of its data; left out for the bundled iris. */
  readonly source?: ExperimentConfig['dataset'];
  readonly history: History; // at least the initial state
  readonly ending: Ending;
  readonly parametersHash: string;
}

/** Sums up a run. Pure. @throws RangeError when the history has no state */
export function runSummary({
  experiment,
  source,
  history,
  ending,
  parametersHash,
}: FinishedExperiment): RunSummary {
  const { config, dataset, scaler, split } = experiment;
  const last = history.parameters(history.length - 1);
  const earlyStopping = earlyStoppingOf(history, config.training);
  return {
    format: 'irisnet-run',
    version: 1,
    config: source ? { dataset: source, ...config } : config,
    dataset: {
      name: dataset.name,
      rows: experiment.nRows,
      features: dataset.features,
      classes: dataset.classes,
    },
    scaler: scaler && { mean: [...scaler.mean], scale: [...scaler.scale] },
    split: { train: [...split.train], test: [...split.test] },
    history: {
      trainLoss: curve(history, 'trainLoss', 1),
      testLoss: curve(history, 'testLoss', 1),
      trainAccuracy: curve(history, 'trainCorrect', split.train.length),
      testAccuracy: curve(history, 'testCorrect', split.test.length),
    },
    initialParameters: nested(history.parameters(0)),
    parameters: nested(last),
    evaluation: evaluateResult(experiment, history, ending.state === 'completed'),
    parametersHash,
    status: ending.state,
    ...(ending.state === 'diverged' && { divergence: { epoch: ending.epoch, where: ending.where } }),
    ...(earlyStopping && { earlyStopping }),
  };
}

/** The run file's text. Every number is read back as the same number. */
export function writeRunSummary(summary: RunSummary): string {
  return jsonText(summary);
}

/**
 * The state that the run came to, or the last before it that predicts a class for every test row; else the first one.
 *
 * @param history at least one state
 */
export function evaluateResult(
  experiment: Experiment,
  history: History,
  isCompleted: boolean,
): RunSummary['evaluation'] {
  let epoch = resultEpoch(history, experiment.config.training, isCompleted);
  let evaluation = evaluate(experiment, history.parameters(epoch));
  while (epoch > 0 && evaluation.predictions.includes(NO_CLASS)) {
    epoch--;
    evaluation = evaluate(experiment, history.parameters(epoch));
  }
  return { epoch, ...evaluation };
}

/** The predictions of `parameters` on the test rows, and how right they are. */
export function evaluate(
  experiment: Experiment,
  parameters: Parameters,
): Omit<RunSummary['evaluation'], 'epoch'> {
  const { x, shape, split, nFeatures, nClasses, dataset } = experiment;
  const total = split.test.length;
  const pass = createPass(shape, total);
  forward(pass, parameters, gatherRows(x, split.test, nFeatures));
  const predicted = predictions(probabilitiesOf(pass), total, nClasses);
  const actual = split.test.map((row) => dataset.labels[row]!);
  const counts = confusionMatrix(actual, predicted, nClasses);
  const correct = dataset.classes.reduce((sum, _, k) => sum + counts[k * nClasses + k]!, 0);
  return {
    accuracy: correct / total,
    correct,
    total,
    confusionMatrix: rowsOf(counts, nClasses),
    predictions: [...predicted],
  };
}

/** A score of each epoch that was followed by an update, divided by `by`. */
function curve(history: History, score: Score, by: number): FiniteOrNull[] {
  const values = history.scores(score).subarray(0, history.length - 1);
  return Array.from(values, (value) => (Number.isFinite(value) ? value / by : null));
}

function nested({ layers }: Parameters): SummaryParameters {
  return {
    layers: layers.map(({ weights, biases, nUnits }) => ({
      weights: rowsOf(weights, nUnits),
      biases: [...biases],
    })),
  };
}

function rowsOf(matrix: Float64Array | Int32Array, nColumns: number): number[][] {
  return Array.from({ length: matrix.length / nColumns }, (_, row) => [
    ...matrix.subarray(row * nColumns, (row + 1) * nColumns),
  ]);
}
