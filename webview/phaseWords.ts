import { assertNever } from '#engine/assertNever';
import type { Phase } from '#engine/phases';

/** What a phase does, in one sentence. */
export function phaseSentence({ kind, layer }: Phase): string {
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
      return 'Each weight gathers input times gradient from every training row, each bias the gradients alone.';
    case 'update':
      return 'Every parameter takes one step against its gradient. This gives the next epoch.';
    default:
      return assertNever(kind);
  }
}
