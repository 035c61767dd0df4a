import * as z from 'zod/mini';
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
import { described } from './described.ts';
import { limited } from './limited.ts';

const { training } = DEFAULT_CONFIG;

const scheduleSchema = () =>
  described(
    z._default(
      z.discriminatedUnion('kind', [
        described(z.strictObject({ kind: z._default(z.optional(scheduleKind('constant')), 'constant') }), {
          description: t('The learning rate stays as it is.'),
        }),
        described(
          z.strictObject({
            kind: scheduleKind('step'),
            every: described(z._default(limited('training.schedule.every'), SCHEDULE_DEFAULTS.step.every), {
              title: t('Every'),
              description: t('Epochs from one step down to the next.'),
            }),
            factor: described(
              z._default(limited('training.schedule.factor'), SCHEDULE_DEFAULTS.step.factor),
              {
                title: t('Factor'),
                description: t('What the learning rate is multiplied by at each step down.'),
              },
            ),
          }),
          { description: t('Multiplied by a factor every so many epochs.') },
        ),
        described(
          z.strictObject({
            kind: scheduleKind('exponential'),
            factor: described(
              z._default(limited('training.schedule.factor'), SCHEDULE_DEFAULTS.exponential.factor),
              {
                title: t('Factor'),
                description: t(
                  'What the learning rate is multiplied by after every epoch: 0.999 halves it in about 700.',
                ),
              },
            ),
          }),
          { description: t('Multiplied by a factor after every epoch.') },
        ),
        described(
          z.strictObject({
            kind: scheduleKind('cosine'),
            minimum: described(
              z._default(limited('training.schedule.minimum'), SCHEDULE_DEFAULTS.cosine.minimum),
              {
                title: t('Minimum'),
                description: t(
                  'The learning rate that the cosine comes to after the last update, at most that of the first.',
                ),
              },
            ),
          }),
          { description: t('Falls along half a cosine, to its minimum after the last update.') },
        ),
      ]),
      SCHEDULE_DEFAULTS.constant,
    ),
    {
      title: t('Learning-rate schedule'),
      description: t('How the learning rate changes over the epochs: constant, step, exponential or cosine.'),
    },
  );

const earlyStoppingSchema = () =>
  described(
    z._default(
      z.nullable(
        z.strictObject({
          monitor: described(z._default(z.enum(MONITORS), EARLY_STOPPING_DEFAULTS.monitor), {
            title: t('Monitor'),
            description: t('The loss that is watched.'),
            enumDescriptions: [
              t(
                'The loss on the test rows: stops before the network learns the training rows by heart. The test rows then have a say in the training.',
              ),
              t('The loss on the training rows: stops when nothing is learned any more.'),
            ],
          }),
          patience: described(
            z._default(limited('training.earlyStopping.patience'), EARLY_STOPPING_DEFAULTS.patience),
            {
              title: t('Patience'),
              description: t('Epochs without an improvement after which the training ends.'),
            },
          ),
          minDelta: described(
            z._default(limited('training.earlyStopping.minDelta'), EARLY_STOPPING_DEFAULTS.minDelta),
            {
              title: t('Least improvement'),
              description: t(
                'How much lower than the best the loss has to be to count, in units of the loss.',
              ),
            },
          ),
          restoreBest: described(z._default(z.boolean(), EARLY_STOPPING_DEFAULTS.restoreBest), {
            title: t('Restore the best'),
            description: t('Evaluate the parameters of the best epoch instead of those of the last.'),
          }),
        }),
      ),
      training.earlyStopping,
    ),
    {
      title: t('Early stopping'),
      description: t('When to stop before the last epoch. null trains all epochs.'),
    },
  );

/** The part `training` of the experiment file. */
export const trainingSchema = () =>
  described(
    z._default(
      z.strictObject({
        epochs: described(z._default(limited('training.epochs'), training.epochs), {
          title: t('Epochs'),
          description: t(
            'Times that all training rows are used; with the full batch each is one update. The state after every epoch is kept.',
          ),
        }),
        learningRate: described(z._default(limited('training.learningRate'), training.learningRate), {
          title: t('Learning rate'),
          description: t(
            'Length of a step against the gradient. With the reduction sum it suits the rows of an update: 1e-6 to 1e-2 for some hundred; with mean 0.01 to 1, for Adam 0.001 to 0.1. Too small learns slowly, too large jumps about or diverges.',
          ),
        }),
        reduction: described(z._default(z.enum(REDUCTIONS), training.reduction), {
          title: t('Reduction'),
          description: t('How the gradients of the rows of an update are put together.'),
          enumDescriptions: [
            t('Their sum, as in the tutorial: the more rows, the longer the step.'),
            t('Their mean: the learning rate does not depend on how many rows there are.'),
          ],
        }),
        batchSize: described(z._default(z.nullable(limited('training.batchSize')), training.batchSize), {
          title: t('Batch size'),
          description: t(
            'Rows per update, at most the training rows; 16 to 64 are usual. Each epoch shuffles the rows anew from the network’s seed. null uses all training rows in every update.',
          ),
        }),
        optimizer: described(z._default(z.enum(OPTIMIZERS), training.optimizer), {
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
      }),
      { ...training, schedule: { ...training.schedule } },
    ),
    { title: t('Training'), description: t('How long and how fast the network learns.') },
  );

/** What one of the optimisers reads. Left out it has its default, but not in the configuration of another optimiser. */
function optional(key: OptimizerKey, meta: { readonly title: string; readonly description: string }) {
  return described(z.exactOptional(limited(`training.${key}`)), {
    ...meta,
    default: OPTIMIZER_DEFAULTS[key],
  });
}

/** The kind of a schedule; the constant one may be left out. */
function scheduleKind<Kind extends ScheduleKind>(kind: Kind) {
  return described(z.literal(kind), {
    title: t('Schedule'),
    description: t('How the learning rate changes.'),
  });
}
