import * as z from 'zod';
import {
  DEFAULT_CONFIG,
  EARLY_STOPPING_DEFAULTS,
  MONITORS,
  OPTIMIZERS,
  OPTIMIZER_DEFAULTS,
  REDUCTIONS,
  SCHEDULE_DEFAULTS,
} from '#engine/config';
import type { OptimizerKey, ScheduleKind } from '#engine/config';
import { t } from '#engine/translation';
import { limited } from './limited.ts';

const { training } = DEFAULT_CONFIG;

const scheduleSchema = () =>
  z
    .discriminatedUnion('kind', [
      z
        .strictObject({ kind: scheduleKind('constant').optional().default('constant') })
        .meta({ description: t('The learning rate stays as it is.') }),
      z
        .strictObject({
          kind: scheduleKind('step'),
          every: limited('training.schedule.every')
            .default(SCHEDULE_DEFAULTS.step.every)
            .meta({
              title: t('Every'),
              description: t('Epochs from one step down to the next.'),
            }),
          factor: limited('training.schedule.factor')
            .default(SCHEDULE_DEFAULTS.step.factor)
            .meta({
              title: t('Factor'),
              description: t('What the learning rate is multiplied by at each step down.'),
            }),
        })
        .meta({ description: t('Multiplied by a factor every so many epochs.') }),
      z
        .strictObject({
          kind: scheduleKind('exponential'),
          factor: limited('training.schedule.factor')
            .default(SCHEDULE_DEFAULTS.exponential.factor)
            .meta({
              title: t('Factor'),
              description: t(
                'What the learning rate is multiplied by after every epoch: 0.999 halves it in about 700.',
              ),
            }),
        })
        .meta({ description: t('Multiplied by a factor after every epoch.') }),
      z
        .strictObject({
          kind: scheduleKind('cosine'),
          minimum: limited('training.schedule.minimum')
            .default(SCHEDULE_DEFAULTS.cosine.minimum)
            .meta({
              title: t('Minimum'),
              description: t(
                'The learning rate that the cosine comes to after the last update, at most that of the first.',
              ),
            }),
        })
        .meta({ description: t('Falls along half a cosine, to its minimum after the last update.') }),
    ])
    .default(SCHEDULE_DEFAULTS.constant)
    .meta({
      title: t('Learning-rate schedule'),
      description: t('How the learning rate changes over the epochs: constant, step, exponential or cosine.'),
    });

const earlyStoppingSchema = () =>
  z
    .strictObject({
      monitor: z
        .enum(MONITORS)
        .default(EARLY_STOPPING_DEFAULTS.monitor)
        .meta({
          title: t('Monitor'),
          description: t('The loss that is watched.'),
          enumDescriptions: [
            t(
              'The loss on the test rows: stops before the network learns the training rows by heart. The test rows then have a say in the training.',
            ),
            t('The loss on the training rows: stops when nothing is learned any more.'),
          ],
        }),
      patience: limited('training.earlyStopping.patience')
        .default(EARLY_STOPPING_DEFAULTS.patience)
        .meta({
          title: t('Patience'),
          description: t('Epochs without an improvement after which the training ends.'),
        }),
      minDelta: limited('training.earlyStopping.minDelta')
        .default(EARLY_STOPPING_DEFAULTS.minDelta)
        .meta({
          title: t('Least improvement'),
          description: t('How much lower than the best the loss has to be to count, in units of the loss.'),
        }),
      restoreBest: z
        .boolean()
        .default(EARLY_STOPPING_DEFAULTS.restoreBest)
        .meta({
          title: t('Restore the best'),
          description: t('Evaluate the parameters of the best epoch instead of those of the last.'),
        }),
    })
    .nullable()
    .default(training.earlyStopping)
    .meta({
      title: t('Early stopping'),
      description: t('When to stop before the last epoch. null trains all epochs.'),
    });

/** The part `training` of the experiment file. */
export const trainingSchema = () =>
  z
    .strictObject({
      epochs: limited('training.epochs')
        .default(training.epochs)
        .meta({
          title: t('Epochs'),
          description: t(
            'Times that all training rows are used; with the full batch each is one update. The state after every epoch is kept.',
          ),
        }),
      learningRate: limited('training.learningRate')
        .default(training.learningRate)
        .meta({
          title: t('Learning rate'),
          description: t(
            'Length of a step against the gradient. With the reduction sum it suits the rows of an update: 1e-6 to 1e-2 for some hundred; with mean 0.01 to 1, for Adam 0.001 to 0.1. Too small learns slowly, too large jumps about or diverges.',
          ),
        }),
      reduction: z
        .enum(REDUCTIONS)
        .default(training.reduction)
        .meta({
          title: t('Reduction'),
          description: t('How the gradients of the rows of an update are put together.'),
          enumDescriptions: [
            t('Their sum, as in the tutorial: the more rows, the longer the step.'),
            t('Their mean: the learning rate does not depend on how many rows there are.'),
          ],
        }),
      batchSize: limited('training.batchSize')
        .nullable()
        .default(training.batchSize)
        .meta({
          title: t('Batch size'),
          description: t(
            'Rows per update, at most the training rows; 16 to 64 are usual. Each epoch shuffles the rows anew from the network’s seed. null uses all training rows in every update.',
          ),
        }),
      optimizer: z
        .enum(OPTIMIZERS)
        .default(training.optimizer)
        .meta({
          title: t('Optimiser'),
          description: t('What an update makes of the gradient g.'),
          enumDescriptions: [
            t('θ − learning rate · g: the tutorial’s.'),
            t('Goes on in the direction of earlier steps: v ← momentum · v + g, θ − learning rate · v.'),
            t('A step of about the learning rate for every parameter, whatever the size of its gradient.'),
          ],
        }),
      momentum: optional('momentum', {
        title: t('Momentum'),
        description: t(
          'Share of the velocity that is kept from update to update; 0.9 makes steps up to ten times as long. Read by momentum only.',
        ),
      }),
      beta1: optional('beta1', {
        title: t('Beta 1'),
        description: t(
          'Share of Adam’s mean of gradients that is kept from update to update. Read by adam only.',
        ),
      }),
      beta2: optional('beta2', {
        title: t('Beta 2'),
        description: t(
          'Share of Adam’s mean of squared gradients that is kept from update to update. Read by adam only.',
        ),
      }),
      epsilon: optional('epsilon', {
        title: t('Epsilon'),
        description: t(
          'Added to the root of Adam’s mean square, so that a gradient of 0 divides by no 0. Read by adam only.',
        ),
      }),
      schedule: scheduleSchema(),
      earlyStopping: earlyStoppingSchema(),
    })
    .default({ ...training, schedule: { ...training.schedule } })
    .meta({ title: t('Training'), description: t('How long and how fast the network learns.') });

/** What one of the optimisers reads. Left out it has its default, but not in the configuration of another optimiser. */
function optional(key: OptimizerKey, meta: { readonly title: string; readonly description: string }) {
  return limited(`training.${key}`)
    .exactOptional()
    .meta({ ...meta, default: OPTIMIZER_DEFAULTS[key] });
}

/** The kind of a schedule; the constant one may be left out. */
function scheduleKind<Kind extends ScheduleKind>(kind: Kind) {
  return z.literal(kind).meta({ title: t('Schedule'), description: t('How the learning rate changes.') });
}
