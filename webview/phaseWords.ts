import { assertNever } from '#engine/assertNever';
import { updatesPerEpoch } from '#engine/batches';
import type { Experiment } from '#engine/experiment';
import type { Phase } from '#engine/phases';
import { learningRateAt } from '#engine/schedules';
import { trainSize } from '#engine/rowSample';
import { t } from '#engine/translation';
import { whole } from './format.ts';

/** What a phase does, in one sentence or two. */
export function phaseSentence({ kind, layer }: Phase, experiment: Experiment, epoch: number): string {
  switch (kind) {
    case 'scores':
      return t('Each unit adds up its inputs, every one times its weight, and its bias.');
    case 'activation':
      return t('The activation function decides what each unit passes on.');
    case 'softmax':
      return t('Softmax turns the scores of a row into probabilities that sum to 1.');
    case 'loss':
      return t('The loss is the mean of −ln P of the right class over the training rows.');
    case 'outputGradient':
      return t('How far each probability is from its target: the gradient of the loss at the scores.');
    case 'handBack':
      return t(
        'Layer {0} hands its gradient back through its weights, as they were in the forward pass.',
        layer + 1,
      );
    case 'mask':
      return t(
        'Where a unit was silent nothing flows back: its gradient is multiplied by the slope of the activation.',
      );
    case 'weightGradient':
      return t(
        'Each weight gathers input times gradient from every training row, each bias the gradients alone.{0}',
        batchNote(experiment),
      );
    case 'update':
      return t('{0} This gives the next epoch.{1}', updateSentence(experiment), rateNote(experiment, epoch));
    default:
      return assertNever(kind);
  }
}

function updateSentence(experiment: Experiment): string {
  const { training } = experiment.config;
  const nUpdates = updatesPerEpoch(training, trainSize(experiment));
  if (training.batchSize !== null) {
    return nUpdates === 1
      ? t(
          'The shuffled training rows, {0} at a time, make 1 update, each from the gradient of its batch.',
          whole(training.batchSize),
        )
      : t(
          'The shuffled training rows, {0} at a time, make {1} updates, each from the gradient of its batch.',
          whole(training.batchSize),
          whole(nUpdates),
        );
  }
  switch (training.optimizer) {
    case 'gradientDescent':
      return t('Every parameter takes one step against its gradient.');
    case 'momentum':
      return t(
        'Every parameter takes one step along its velocity, which keeps part of the earlier gradients.',
      );
    case 'adam':
      return t(
        'Every parameter takes one step along the mean of its gradients, divided by the root of their mean square.',
      );
  }
}

/** What the gradients of an epoch are not, where the updates have their own. */
export function batchNote(experiment: Experiment): string {
  const { training } = experiment.config;
  if (training.batchSize === null) return '';
  const nUpdates = updatesPerEpoch(training, trainSize(experiment));
  return nUpdates === 1
    ? t(' Over all training rows; this run updates once in an epoch.')
    : t(' Over all training rows; this run updates {0} times in an epoch.', whole(nUpdates));
}

function rateNote({ config: { training } }: Experiment, epoch: number): string {
  if (training.schedule.kind === 'constant') return '';
  return t(
    ' The learning rate at this epoch is {0}.',
    Number(learningRateAt(training, epoch).toPrecision(6)),
  );
}
