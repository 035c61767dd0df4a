import type { Alert, AlertLevel } from '#engine/alerts';
import { EARLY, IMBALANCED } from '#engine/alertThresholds';
import { assertNever } from '#engine/assertNever';
import type { ConfigChange } from '#engine/configChange';
import { t } from '#engine/translation';
import { count, fixed, percent, plain, shortest, whole } from './format.ts';
import { unitName, whereText } from './names.ts';
import type { ShownRun } from './run.ts';

/** "1 error, 2 warnings"; "No alerts". */
export function countWords(alerts: readonly Alert[]): string {
  const of = (level: AlertLevel) => alerts.filter((alert) => alert.level === level).length;
  const parts = (['error', 'warning', 'note'] as const)
    .filter((level) => of(level) > 0)
    .map((level) => count(of(level), level));
  return parts.length === 0 ? t('No alerts') : parts.join(', ');
}

/** What is wrong, in a few words. */
export function alertTitle({ experiment }: ShownRun, alert: Alert): string {
  const { features, classes } = experiment.dataset;
  switch (alert.kind) {
    case 'nonFinite':
      return t('{0} is no longer finite', whereText(alert.where));
    case 'diverged':
      return t('Diverged: the loss is above that of a blind guess');
    case 'lossRises':
      return alert.level === 'note' ? t('The training loss rose for a while') : t('The training loss rises');
    case 'tooSlow':
      return alert.loss < alert.guess
        ? t('Too slow: the loss is hardly below that of guessing')
        : t('Too slow: the loss is not below that of guessing');
    case 'deadUnits':
      return deadTitle(experiment, alert);
    case 'vanishing':
      return `W${alert.layer} ${alert.ratio === 0 ? t('no longer changes') : t('hardly changes')}`;
    case 'exploding':
      return t('W{0} changes by more than its own size', alert.layer);
    case 'saturated':
      return alert.level === 'note'
        ? t('Softmax was saturated on wrong classes')
        : t('Softmax is saturated on wrong classes');
    case 'overfitting':
      return t('Overfitting: the test loss rises, the training loss falls');
    case 'unscaled':
      return t(
        'Unscaled features: {0} drowns {1}',
        features[alert.widest] ?? '',
        features[alert.narrowest] ?? '',
      );
    case 'constantFeature':
      return t('{0} is the same in every row', features[alert.feature] ?? '');
    case 'imbalance':
      return t('Few training rows of {0}', classes[alert.smallest] ?? '');
    case 'equalUnits':
      return t('The units of layer {0} are all alike', alert.layer);
    default:
      return assertNever(alert);
  }
}

type Of<Kind extends Alert['kind']> = Extract<Alert, { readonly kind: Kind }>;

function deadTitle(experiment: ShownRun['experiment'], { layer, units }: Of<'deadUnits'>): string {
  const nUnits = experiment.shape.sizes[layer]!;
  const names = units.map(({ unit }) => unitName(experiment, layer, unit));
  const [first = ''] = names;
  if (units.length === 1) return t('{0} is dead', first);
  const listed =
    names.length > MOST_LISTED ? `${names.slice(0, MOST_LISTED).join(', ')} …` : names.join(', ');
  return t('{0} of {1} units are dead: {2}', whole(units.length), whole(nUnits), listed);
}

const MOST_LISTED = 6;

/** Why it is so, and what it means: a few sentences with the numbers. */
export function alertReason(run: ShownRun, alert: Alert): string {
  const { experiment } = run;
  const { classes, features } = experiment.dataset;
  const nTrain = experiment.split.train.length;
  const rate = shortest(experiment.config.training.learningRate);
  switch (alert.kind) {
    case 'nonFinite':
      if (alert.epoch === 0) return TOO_LARGE;
      return t(
        'A value left the range of 64-bit numbers, so nothing after it has a meaning: the run is diverged and no later epoch exists. Each update overshot further than the one before; the learning rate is {0}.',
        rate,
      );
    case 'diverged':
      return t(
        'Guessing blindly costs ln {0} = {1}. The loss had reached {2}, then the update to epoch {3} threw it to {4}, and it has not come back: the step overshot. The learning rate is {5}.',
        experiment.nClasses,
        fixed(Math.log(experiment.nClasses), 4),
        fixed(alert.best, 4),
        whole(alert.epoch),
        fixed(alert.loss, 4),
        rate,
      );
    case 'lossRises':
      return t(
        'From {0}, its best, to {1} at epoch {2}: the step overshot the valley.{3} The learning rate is {4}.',
        fixed(alert.best, 4),
        fixed(alert.loss, 4),
        whole(alert.epoch),
        alert.level === 'note' ? t(' It has since fallen below that.') : '',
        rate,
      );
    case 'tooSlow':
      return slowReason(run, alert);
    case 'deadUnits':
      if (experiment.config.network.initialization === 'zeros') return ALL_ZERO;
      return t(
        '{0}. A ReLU that is 0 on every row hands no gradient back, so its weights stay as they are: it will not wake by itself.',
        units(experiment, alert),
      );
    case 'vanishing':
      return vanishingReason(alert);
    case 'exploding':
      return t(
        'The update to epoch {0} changed the weights by {1} times their own size (the largest since: {2}). Runs that learn well change them by about a thousandth to a hundredth per epoch. The learning rate is {3}.',
        whole(alert.epoch),
        plain(alert.ratio),
        plain(alert.largest),
        rate,
      );
    case 'saturated':
      return t(
        '{0} of {1} training rows gave their own class less than 1e−9, which is all that the loss can count: a wrong answer with full confidence. The logits are too large, from weights or from features.',
        whole(alert.nSaturated),
        whole(nTrain),
      );
    case 'overfitting':
      return t(
        'The test loss was best at epoch {0}, {1}, and is {2} now, while the training loss went on falling: what is learned since is of the training rows alone.',
        whole(alert.epoch),
        fixed(alert.best, 4),
        fixed(alert.loss, 4),
      );
    case 'unscaled':
      return t(
        '{0} varies {1} times as much as {2} and the features are not standardised, so its weights get the largest gradients and set how large a step may be.',
        features[alert.widest] ?? '',
        plain(Number(alert.ratio.toPrecision(3))),
        features[alert.narrowest] ?? '',
      );
    case 'constantFeature':
      return t('It cannot tell classes apart. Scaled it is 0 everywhere, so its weights never change.');
    case 'imbalance':
      return imbalanceReason(classes, alert);
    case 'equalUnits':
      return t(
        'They take in and give the same, so they get the same gradient at every epoch: {0} units that do the work of one. The initial weights must differ.',
        whole(experiment.shape.sizes[alert.layer]!),
      );
    default:
      return assertNever(alert);
  }
}

/** A value that is not finite before anything was trained. */
const TOO_LARGE = t(
  'A value left the range of 64-bit numbers before any update was made, so the learning rate is not the reason: the data hold values that are too large for this network. Use units that give smaller numbers, or look for a row that is wrong.',
);

/** Dead units of a network that begins with zeros. */
const ALL_ZERO = t(
  'All weights begin at 0, so every weighted sum is 0, and so is every gradient of a weight: training cannot begin, whatever the activation and the seed. The initial weights must differ.',
);

function slowReason({ total }: ShownRun, { level, loss, guess, epoch }: Of<'tooSlow'>): string {
  const stands = t(
    'The training loss is {0}; guessing by the classes’ shares costs {1}.',
    fixed(loss, 4),
    fixed(guess, 4),
  );
  if (level === 'error')
    return t('{0} All {1} epochs are used up: nothing much was learned.', stands, whole(total));
  return t(
    '{0} After epoch {1}, past {2} % of the epochs, its pace would not bring it far below that by epoch {3}.',
    stands,
    whole(epoch),
    percent(EARLY),
    whole(total),
  );
}

function vanishingReason({ layer, ratio, epoch, level }: Of<'vanishing'>): string {
  const how =
    ratio === 0
      ? t(
          'Since epoch {0} no weight of W{1} has changed by a single bit: no gradient reaches it',
          whole(epoch),
          layer,
        )
      : t(
          'Since epoch {0} W{1} changes by less than a hundred-millionth of itself per epoch',
          whole(epoch),
          layer,
        );
  return t(
    '{0}, although there is still a loss to learn from.{1}',
    how,
    level === 'error' ? t(' The loss is that of guessing.') : '',
  );
}

function imbalanceReason(classes: readonly string[], { smallest, largest, counts }: Of<'imbalance'>): string {
  const [few, many] = counts;
  const of = t(
    '{0} of {1}, {2} of {3}',
    count(few, 'training row'),
    classes[smallest] ?? '',
    whole(many),
    classes[largest] ?? '',
  );
  if (few === 0)
    return t('{0}: the split has put all of the class into the test, so it cannot be learned.', of);
  return t(
    '{0}: more than {1} times as many. The loss counts rows, so the small class counts little; look at its line of the confusion matrix and not at the accuracy.',
    of,
    IMBALANCED,
  );
}

/** "h2 fires on no training row since epoch 14, h4 since epoch 20" */
function units(experiment: ShownRun['experiment'], { layer, units: dead }: Of<'deadUnits'>): string {
  const listed = dead.slice(0, MOST_LISTED).map(({ unit, since }, i) => {
    const name = unitName(experiment, layer, unit);
    return i === 0
      ? t('{0} has fired on no training row since epoch {1}', name, whole(since))
      : t('{0} since epoch {1}', name, whole(since));
  });
  const rest = dead.length - listed.length;
  return [...listed, ...(rest > 0 ? [t('and {0} more', whole(rest))] : [])].join(', ');
}

/** What the button of a fix says. */
export function fixLabel(change: ConfigChange): string {
  switch (change.key) {
    case 'training.learningRate':
      return t('Retrain with learning rate {0}', shortest(change.value));
    case 'training.epochs':
      return t('Retrain for {0}', count(change.value, 'epoch'));
    case 'preprocessing.standardize':
      return change.value ? t('Retrain standardised') : t('Retrain without scaling');
    case 'network.seed':
      return t('Retrain with seed {0}', change.value);
    case 'network.activation':
      return t('Retrain with {0}', change.value === 'leakyRelu' ? t('leaky ReLU') : change.value);
    case 'network.initialization':
      return t('Retrain with {0} initialisation', change.value);
    case 'split.randomState':
      return t('Retrain with split seed {0}', change.value);
    default:
      return assertNever(change);
  }
}

/** Tells alerts apart from one reading to the next. */
export function alertKey(alert: Alert): string {
  const part = 'layer' in alert ? alert.layer : 'feature' in alert ? alert.feature : '';
  return `${alert.kind}${part}`;
}

/** What to select with an alert; nothing where it is about the whole run. */
export function alertSubject(alert: Alert): { readonly layer: number; readonly unit: number | null } | null {
  switch (alert.kind) {
    case 'deadUnits':
      return { layer: alert.layer, unit: alert.units[0]?.unit ?? null };
    case 'vanishing':
    case 'exploding':
    case 'equalUnits':
      return { layer: alert.layer, unit: null };
    case 'unscaled':
      return { layer: 0, unit: alert.widest };
    case 'constantFeature':
      return { layer: 0, unit: alert.feature };
    default:
      return null;
  }
}
