import type { Alert } from '#engine/alerts';
import { firingCounts } from '#engine/inspect';
import { largestConfusions } from '#engine/metrics';
import { createPass, forward } from '#engine/network';
import { testSize, trainSize } from '#engine/rowSample';
import { evaluateResult } from '#formats/runSummary';
import type { RunSummary } from '#formats/runSummary';
import type { Run } from '../run.ts';
import { alertAnswer, alertsOf, listed, readsUnits, shortName } from './alertReading.ts';
import type { Breath } from './alertReading.ts';

/** The most classes whose confusion is told as a matrix. */
const MOST_CLASSES = 12;

/** What became of a run that a tool has trained. @param parametersHash of all its states */
export async function trainAnswer(run: Run, parametersHash: string, breath: Breath): Promise<object> {
  const alerts = await alertsOf(run, breath);
  return { ...outcome(run), parametersHash, ...alertList(run, alerts) };
}

/**
 * What a run is and what it has come to.
 *
 * @param parametersHash of all its states; empty while it is not known
 */
export async function describeAnswer(run: Run, parametersHash: string, breath: Breath): Promise<object> {
  const { experiment, history } = run;
  const alerts = await alertsOf(run, breath);
  const { dataset } = experiment;
  return {
    ...outcome(run),
    config: run.config,
    data: {
      name: shortName(dataset.name),
      rows: run.dataset.labels.length,
      trainRows: trainSize(experiment),
      testRows: testSize(experiment),
      ...listed('features', dataset.features.map(shortName)),
      ...listed('classes', dataset.classes.map(shortName)),
    },
    ...(history.length > 0 && !experiment.sample && confusion(run)),
    ...(history.length > 0 && deadUnits(run, history.length - 1)),
    ...(parametersHash !== '' && { parametersHash }),
    ...alertList(run, alerts),
  };
}

/** The hidden units that fire on no training row at an epoch. */
export function deadUnits({ experiment, history }: Run, epoch: number): object {
  const { shape, nRows, split, x } = experiment;
  const pass = createPass(shape, nRows);
  forward(pass, history.parameters(epoch), x);
  const dead = shape.activations.flatMap((_, l) =>
    [...firingCounts(pass, l, split.train)].flatMap((count, unit) =>
      count === 0 ? [{ layer: l + 1, unit: unit + 1 }] : [],
    ),
  );
  return listed('deadUnits', dead);
}

export function alertList(run: Run, alerts: readonly Alert[]): object {
  return {
    ...(!readsUnits(run) && { alertsAreOf: 'losses and weights' }),
    alerts: alerts.map((alert) => alertAnswer(alert, run.experiment)),
  };
}

/** "29/30" */
export function share(run: Run, epoch: number, of: 'train' | 'test'): string {
  const correct = run.history.score(epoch, of === 'train' ? 'trainCorrect' : 'testCorrect');
  return `${correct}/${of === 'train' ? trainSize(run.experiment) : testSize(run.experiment)}`;
}

function outcome(run: Run): object {
  const { id, name, status, history, config } = run;
  const { state, ...why } = status;
  const planned = config.training.epochs;
  const common = { runId: id, name: shortName(name), state, ...why };
  if (history.length === 0) return { ...common, epochs: { planned, last: null } };
  const last = history.length - 1;
  const loss = (score: 'trainLoss' | 'testLoss') => ({
    first: history.score(0, score),
    last: history.score(last, score),
  });
  const { epoch } = result(run);
  return {
    ...common,
    epochs: { planned, last },
    loss: { train: loss('trainLoss'), test: loss('testLoss') },
    result: { epoch, trainAccuracy: share(run, epoch, 'train'), testAccuracy: share(run, epoch, 'test') },
  };
}

function result({ experiment, history, status }: Run): RunSummary['evaluation'] {
  return evaluateResult(experiment, history, status.state === 'completed');
}

/** How the test rows are read at the result, by actual and predicted class; of many classes only what was confused. */
function confusion(run: Run): object {
  const { confusionMatrix, total } = result(run);
  const nRead = confusionMatrix.flat().reduce((sum, count) => sum + count, 0);
  const unpredicted = nRead < total && { unpredicted: total - nRead };
  if (confusionMatrix.length <= MOST_CLASSES) return { confusion: confusionMatrix, ...unpredicted };
  const { classes } = run.experiment.dataset;
  const pairs = largestConfusions(confusionMatrix.flat(), classes.length);
  const confused = pairs.map(({ actual, predicted, n }) => ({
    actual: shortName(classes[actual]),
    predicted: shortName(classes[predicted]),
    count: n,
  }));
  return { ...listed('confused', confused), ...unpredicted };
}
