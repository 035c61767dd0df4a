import type { TrainingConfig } from '#engine/config';
import { t } from '#engine/translation';
import { visible } from '#engine/words';
import type { ExportedRun } from './exportedRun.ts';
import type { Topics } from './fillTemplate.ts';

/** The most losses that a program carries to compare its own with. */
const MOST_LOSSES = 26;
const LINE_LENGTH = 110;

/** Why no program can train a run again and compare; undefined where one can. */
export function twinProblem({ status }: ExportedRun): string | undefined {
  if (status.state !== 'diverged') return undefined;
  return t(
    'the run diverged at epoch {0}, and what grows without bound differs in its last digits from program to program; export it with --to npz, csv or html',
    status.epoch,
  );
}

/** Which parts of a template are about a run. */
export function topicsOf({ experiment: { config } }: ExportedRun): Topics {
  const { preprocessing, split, network, training } = config;
  const yes = (holds: boolean) => [holds ? 'yes' : 'no'];
  return {
    split: [split === null ? 'no' : split.stratify ? 'stratified' : 'plain'],
    scaled: yes(preprocessing.standardize),
    fitted: preprocessing.standardize ? [preprocessing.fitScalerOn] : [],
    initialization: [network.initialization],
    hidden: yes(network.hiddenLayers.length > 0),
    activation: network.hiddenLayers.map(({ activation }) => activation),
    reduction: [training.reduction],
    optimizer: [training.optimizer],
    schedule: [training.schedule.kind],
    batches: [training.batchSize === null ? 'full' : 'mini'],
    stopping: yes(training.earlyStopping !== null),
  };
}

/** What a template can ask for: sizes, settings, results, and the run itself as JSON. */
export function valuesOf(run: ExportedRun): Readonly<Record<string, string | number>> {
  const { experiment, history } = run;
  const { config, dataset, split, nRows, nFeatures, nClasses, shape } = experiment;
  const lastEpoch = history.length - 1;
  const activations = config.network.hiddenLayers.map(({ activation }) => activation);
  return {
    ...settingsOf(config),
    name: visible(run.name),
    quotedName: asciiJson(run.name).replaceAll('"', "'").replaceAll('\\', '/'), // within a docstring
    nRows,
    nFeatures,
    nClasses,
    nTrain: split.train.length,
    nTest: split.test.length,
    guess: Math.log(nClasses).toFixed(4),
    sizes: JSON.stringify(shape.sizes),
    sizesText: shape.sizes.join('-'),
    activationText: activations.length === 0 ? ', softmax regression' : ` (${activations.join(', ')})`,
    trainingText: trainingText(config, lastEpoch),
    lastEpoch,
    updates: lastEpoch,
    states: history.length,
    spacing: history.keys.spacing,
    printed: lossInterval(lastEpoch),
    testCorrect: history.score(lastEpoch, 'testCorrect'),
    firstLoss: history.score(0, 'trainLoss'),
    lastLoss: history.score(lastEpoch, 'trainLoss'),
    testLoss: history.score(lastEpoch, 'testLoss').toFixed(6),
    dataName: visible(dataset.name),
    run: runJson(run),
  };
}

function settingsOf({ split, network, training }: TrainingConfig): Record<string, string | number> {
  const { epochs, learningRate, batchSize, schedule, earlyStopping } = training;
  const { momentum = 0, beta1 = 0, beta2 = 0, epsilon = 0 } = training;
  return {
    seed: network.seed,
    ...(split && {
      randomState: split.randomState,
      testSize: split.testSize,
      stratifyBy: split.stratify ? 'labels' : 'None',
    }),
    ...{ epochs, learningRate, momentum, beta1, beta2, epsilon },
    ...(batchSize !== null && { batchSize }),
    ...(schedule.kind === 'step' && { factor: schedule.factor, every: schedule.every }),
    ...(schedule.kind === 'exponential' && { factor: schedule.factor }),
    ...(schedule.kind === 'cosine' && { minimum: schedule.minimum }),
    ...(earlyStopping && {
      monitor: earlyStopping.monitor === 'trainLoss' ? 'train_loss' : 'test_loss',
      monitorText: earlyStopping.monitor === 'trainLoss' ? 'training' : 'test',
      patience: earlyStopping.patience,
      minDelta: earlyStopping.minDelta,
    }),
  };
}

function trainingText({ training }: TrainingConfig, nEpochs: number): string {
  const { optimizer, learningRate, batchSize, reduction, schedule } = training;
  const names = { gradientDescent: 'gradient descent', momentum: 'momentum', adam: 'Adam' } as const;
  const batch = batchSize === null ? 'all rows in every update' : `${batchSize} rows in an update`;
  const summed = reduction === 'sum' ? 'gradients summed over them' : 'gradients averaged over them';
  return `${nEpochs} epochs of ${names[optimizer]}, learning rate ${learningRate} (${schedule.kind}), ${batch}, ${summed}`;
}

/** Every how many epochs a loss is compared: 1, 2 or 5 times a power of ten. */
function lossInterval(lastEpoch: number): number {
  for (let power = 1; ; power *= 10) {
    for (const step of [1, 2, 5]) if (step * power * MOST_LOSSES >= lastEpoch) return step * power;
  }
}

/**
 * The run as JSON that may stand between three apostrophes of a raw Python string: ASCII, without an apostrophe, lines of
 * about LINE_LENGTH. Lists of numbers have as many digits as give the same Float64 back.
 */
function runJson({ name, experiment, history }: ExportedRun): string {
  const { config, dataset, split, scaler } = experiment;
  const lastEpoch = history.length - 1;
  const interval = lossInterval(lastEpoch);
  const epochs = Array.from({ length: Math.floor(lastEpoch / interval) + 1 }, (_, i) => i * interval);
  const parts = {
    name,
    config,
    dataset: dataset.name,
    features: dataset.features,
    classes: dataset.classes,
    values: [...dataset.values],
    labels: [...dataset.labels],
    ...(scaler && { mean: [...scaler.mean], scale: [...scaler.scale] }),
    train: [...split.train],
    test: [...split.test],
    initial: [...history.parameterValues(0)],
    last: [...history.parameterValues(lastEpoch)],
    epochs,
    trainLoss: epochs.map((epoch) => history.score(epoch, 'trainLoss')),
  };
  const members = Object.entries(parts).map(([key, part]) => `"${key}": ${wrapped(part)}`);
  return `{\n${members.join(',\n')}\n}`;
}

function wrapped(part: unknown): string {
  if (!Array.isArray(part) || typeof part[0] !== 'number') return asciiJson(part);
  const lines: string[] = [];
  let line = '';
  for (const number of part as readonly number[]) {
    const text = Object.is(number, -0) ? '-0.0' : String(number);
    if (line.length + text.length > LINE_LENGTH) {
      lines.push(line);
      line = '';
    }
    line += `${text}, `;
  }
  return `[\n${[...lines, line].join('\n').replaceAll(/ $/gm, '').replace(/,$/, '')}\n]`;
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /['\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
