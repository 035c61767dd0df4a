import { AlertLog } from '#engine/alertLog';
import { ArraySource } from '#engine/arrays';
import type { EpochArrays } from '#engine/arrays';
import { Chronicle } from '#engine/chronicle';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { History } from '#engine/history';
import { RowTrace, confusionOf, firingCounts, strongestUnit, wrongRows } from '#engine/inspect';
import type { Confusion } from '#engine/inspect';
import { SCORES } from '#engine/keyEpochs';
import { sampledExperiment } from '#engine/rowSample';
import type { Score } from '#engine/keyEpochs';
import { predictions } from '#engine/metrics';
import { createPass, forward, probabilitiesOf } from '#engine/network';
import type { Pass } from '#engine/network';
import { parameterCount } from '#engine/parameters';
import type { EpochState } from '#engine/parameters';
import { visible } from '#engine/words';
import type { HistoryPiece, RunHeader } from '#protocol/api';
import { scoresIn } from './draft.ts';
import { Series } from './paint/series.ts';
import { symmetricScale } from './paint/scale.ts';

/** Everything that can be said of one epoch. The pass is the page's only one: valid until the next epoch is derived. */
export interface Shown {
  readonly epoch: number;
  readonly parameters: EpochState;
  readonly pass: Pass; // over all rows, or those of the sample, in data order
  readonly predicted: Int32Array; // [nRows]; NO_CLASS where P is not finite
  readonly confusion: Confusion; // of the test rows
  readonly firing: readonly Int32Array[]; // per hidden layer, over the training rows
  readonly wrongTest: Int32Array; // in data order
  readonly scores: Readonly<Record<Score, number>>;
}

/** The data under names of which each character can be seen: none that turns a line around, nor a control character. */
function legible(dataset: Dataset): Dataset {
  const { name, features, classes } = dataset;
  return { ...dataset, name: visible(name), features: features.map(visible), classes: classes.map(visible) };
}

/** Work that asking a row's past may cost, in multiplications; longer runs do without. */
const TRACE_BUDGET = 20_000_000;

/** A run as the page knows it: its header, the states received so far, and what can be derived from them. */
export class ShownRun {
  readonly header: RunHeader;
  readonly experiment: Experiment;
  readonly history: History;
  readonly series: Readonly<Record<Score, Series>>;
  /** The run's past, read little by little; null where it is too large for that. */
  readonly chronicle: Chronicle | null;
  /** What is wrong with it, read beside its past. */
  readonly alertLog: AlertLog;
  private readonly pass: Pass;
  /** Made when they are first asked for: of a large table they take more memory than all else. */
  private source: ArraySource | null = null;
  private sourceBefore: ArraySource | null = null;
  private sourceAside: ArraySource | null = null;
  private largest = 0;
  private readonly traces = new Map<number, RowTrace>();

  /** @throws RangeError when the configuration does not fit the data */
  constructor(header: RunHeader) {
    const { config, sample } = header;
    const dataset = legible(header.dataset);
    this.header = { ...header, name: visible(header.name), dataset };
    this.experiment = sample
      ? sampledExperiment(config, { dataset, sample })
      : prepareExperiment(config, dataset);
    this.history = History.of(this.experiment);
    // of a sample no past is told: another row may have gone another way
    const hasPast = !sample && Chronicle.fits(this.experiment);
    this.chronicle = hasPast ? new Chronicle(this.experiment, this.history) : null;
    this.alertLog = new AlertLog(this.experiment, this.history);
    this.pass = createPass(this.experiment.shape, this.experiment.nRows);
    this.series = {
      trainLoss: new Series(),
      testLoss: new Series(),
      trainCorrect: new Series(),
      testCorrect: new Series(),
    };
  }

  /** The last epoch that can be shown, −1 before the first. */
  get newest(): number {
    return this.history.length - 1;
  }

  /** Have all states of all epochs arrived? */
  get isWhole(): boolean {
    return this.newest === this.total;
  }

  get total(): number {
    return this.header.config.training.epochs;
  }

  get nHidden(): number {
    return this.experiment.shape.sizes.length - 2;
  }

  get largestParameter(): number {
    return this.largest;
  }

  /** The scale of all weights and biases. It may only grow, and is fixed once the run has ended. */
  get scale(): number {
    if (this.newest < 0) return 1;
    return symmetricScale(this.largest, this.largestAtStart());
  }

  /** @throws RangeError when the piece does not follow the last one */
  receive({ offset, data }: HistoryPiece): void {
    const before = this.history.length;
    this.history.append(offset, data);
    for (let epoch = before; epoch < this.history.length; epoch++) {
      for (const score of SCORES) this.series[score].push(this.history.score(epoch, score));
    }
    this.largest = Math.max(this.largest, this.history.largestParameter(before));
  }

  /** One score of all epochs that it is known of: before the states have come where curves came first, [epochs]. */
  scores(score: Score): Float64Array {
    const { curves } = this.header;
    return curves ? scoresIn(curves, score) : this.history.scores(score);
  }

  /** How many epochs the scores are known of. */
  get nScored(): number {
    const { curves } = this.header;
    return curves ? curves.length / SCORES.length : this.history.length;
  }

  /** All scores of an epoch. @throws RangeError when they are not known */
  scoresOf(epoch: number): Readonly<Record<Score, number>> {
    const { curves } = this.header;
    const of = (score: Score) =>
      (curves ? scoresIn(curves, score)[epoch] : undefined) ?? this.history.score(epoch, score);
    return {
      trainLoss: of('trainLoss'),
      testLoss: of('testLoss'),
      trainCorrect: of('trainCorrect'),
      testCorrect: of('testCorrect'),
    };
  }

  /** One forward pass over all rows, and what follows from it. Overwrites `pass`. */
  derive(epoch: number, pass: Pass = this.pass): Shown {
    const { dataset, split, nRows, nClasses, x } = this.experiment;
    const parameters = this.history.parameters(epoch);
    forward(pass, parameters, x);
    const predicted = predictions(probabilitiesOf(pass), nRows, nClasses);
    return {
      epoch,
      parameters,
      pass,
      predicted,
      confusion: confusionOf(split.test, dataset.labels, predicted, nClasses),
      firing: Array.from({ length: this.nHidden }, (_, layer) => firingCounts(pass, layer, split.train)),
      wrongTest: wrongRows(split.test, dataset.labels, predicted),
      scores: this.scoresOf(epoch),
    };
  }

  /** All arrays of an epoch. Overwrites what the last call returned. */
  arrays(epoch: number): EpochArrays {
    return (this.source ??= new ArraySource(this.experiment)).derive(this.history.parameters(epoch));
  }

  /** All arrays of the epoch before one, in memory of their own. Overwrites what the last call returned. */
  arraysBefore(epoch: number): EpochArrays {
    return (this.sourceBefore ??= new ArraySource(this.experiment)).derive(
      this.history.parameters(epoch - 1),
    );
  }

  /** All arrays of an epoch beside the one shown. Overwrites what the last call returned. */
  arraysAside(epoch: number): EpochArrays {
    this.sourceAside ??= new ArraySource(this.experiment);
    return this.sourceAside.derive(this.history.parameters(epoch));
  }

  /** Reads one more epoch of the past, for events and alerts; false when no more have arrived. */
  readPast(): boolean {
    if (!this.chronicle) return this.alertLog.readNext(null);
    return this.chronicle.readNext() && this.alertLog.readNext(this.chronicle.lastPass);
  }

  /** The probabilities of a row over all epochs. */
  trace(row: number): RowTrace {
    const { shape, nFeatures, x } = this.experiment;
    let trace = this.traces.get(row);
    if (!trace) {
      trace = new RowTrace(this.history, shape, x.slice(row * nFeatures, (row + 1) * nFeatures));
      this.traces.set(row, trace);
    }
    return trace;
  }

  /** Is the run small enough for a row's whole past to be asked for? */
  get tracesRows(): boolean {
    return this.traceCost(this.total) <= TRACE_BUDGET;
  }

  /** The epoch since which a row has been read as it is at `epoch`; nothing where asking would take too long. */
  since(row: number, epoch: number): number | undefined {
    if (this.chronicle && epoch < this.chronicle.length) return this.chronicle.since(epoch, row);
    return this.traceCost(epoch) <= TRACE_BUDGET ? this.trace(row).since(epoch) : undefined;
  }

  /** What a row's past up to an epoch costs, in multiplications: where states are trained again, all training rows pass thrice. */
  private traceCost(epoch: number): number {
    const { shape, split } = this.experiment;
    const nPasses = this.history.keys.spacing > 1 ? 3 * split.train.length : 1;
    return parameterCount(shape.sizes) * (epoch + 1) * nPasses;
  }

  /** Where to look first: the first wrong test row of an epoch (else the first test row) and its strongest unit. */
  pointOfInterest(epoch: number): { readonly row: number; readonly layer: number; readonly unit: number } {
    const shown = this.derive(epoch, createPass(this.experiment.shape, this.experiment.nRows));
    const row = shown.wrongTest[0] ?? this.firstTestRow();
    const output = shown.parameters.layers.at(-1);
    if (this.nHidden === 0 || !output) return { row, layer: 1, unit: Math.max(0, shown.predicted[row]!) };
    return { row, layer: this.nHidden, unit: strongestUnit(shown.pass, output.weights, row) };
  }

  firstTestRow(): number {
    return Math.min(...this.experiment.split.test.slice(0, 10_000));
  }

  private largestAtStart(): number {
    let largest = 0;
    for (const value of this.history.parameterValues(0)) largest = Math.max(largest, Math.abs(value));
    return largest;
  }
}
