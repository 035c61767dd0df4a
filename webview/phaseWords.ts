import { assertNever } from '#engine/assertNever';
import { updatesPerEpoch } from '#engine/batches';
import type { Experiment } from '#engine/experiment';
import type { Phase } from '#engine/phases';
import { learningRateAt } from '#engine/schedules';
import { trainSize } from '#engine/rowSample';
import { whole } from './format.ts';

/** What a phase does, in one sentence or two. */
export function phaseSentence({ kind, layer }: Phase, experiment: Experiment, epoch: number): string {
  switch (kind) {
    case 'scores':
      return 'Each unit adds up its inputs, every one times its weight, and its bias.';
    case 'activation':
      return 'The activation function decides what each unit passes on.';
    case 'softmax':
      return 'Softmax turns the scores of a row into probabilities that sum to 1.';
    case 'loss':
      return 'The loss is the mean of −ln P of the right class over the training rows.';
    case 'outputGradient':
      return 'How far each probability is from its target: the gradient of the loss at the scores.';
    case 'handBack':
      return `Layer ${layer + 1} hands its gradient back through its weights, as they were in the forward pass.`;
    case 'mask':
      return 'Where a unit was silent nothing flows back: its gradient is multiplied by the slope of the activation.';
    case 'weightGradient':
      return `Each weight gathers input times gradient from every training row, each bias the gradients alone.${batchNote(experiment)}`;
    case 'update':
      return `${updateSentence(experiment)} This gives the next epoch.${rateNote(experiment, epoch)}`;
    default:
      return assertNever(kind);
  }
}

function updateSentence(experiment: Experiment): string {
  const { training } = experiment.config;
  const nUpdates = updatesPerEpoch(training, trainSize(experiment));
  if (training.batchSize !== null) {
    return `The shuffled training rows, ${whole(training.batchSize)} at a time, make ${whole(nUpdates)} update${nUpdates === 1 ? '' : 's'}, each from the gradient of its batch.`;
  }
  switch (training.optimizer) {
    case 'gradientDescent':
      return 'Every parameter takes one step against its gradient.';
    case 'momentum':
      return 'Every parameter takes one step along its velocity, which keeps part of the earlier gradients.';
    case 'adam':
      return 'Every parameter takes one step along the mean of its gradients, divided by the root of their mean square.';
  }
}

/** What the gradients of an epoch are not, where the updates have their own. */
export function batchNote(experiment: Experiment): string {
  const { training } = experiment.config;
  if (training.batchSize === null) return '';
  const nUpdates = updatesPerEpoch(training, trainSize(experiment));
  return ` Over all training rows; this run updates ${nUpdates === 1 ? 'once' : `${whole(nUpdates)} times`} in an epoch.`;
}

function rateNote({ config: { training } }: Experiment, epoch: number): string {
  if (training.schedule.kind === 'constant') return '';
  return ` The learning rate at this epoch is ${Number(learningRateAt(training, epoch).toPrecision(6))}.`;
}
