import type { Alert, AlertLevel } from '#engine/alerts';
import { EARLY, IMBALANCED } from '#engine/alertThresholds';
import { assertNever } from '#engine/assertNever';
import type { ConfigChange } from '#engine/configChange';
import { count, fixed, percent, plain, shortest, whole } from './format.ts';
import { unitName } from './names.ts';
import type { ShownRun } from './run.ts';

/** "1 error, 2 warnings"; "No alerts". */
export function countWords(alerts: readonly Alert[]): string {
  const of = (level: AlertLevel) => alerts.filter((alert) => alert.level === level).length;
  const parts = (['error', 'warning', 'note'] as const)
    .filter((level) => of(level) > 0)
    .map((level) => count(of(level), level));
  return parts.length === 0 ? 'No alerts' : parts.join(', ');
}

/** What is wrong, in a few words. */
export function alertTitle({ experiment }: ShownRun, alert: Alert): string {
  const { features, classes } = experiment.dataset;
  switch (alert.kind) {
    case 'nonFinite':
      return `${alert.where} is no longer finite`;
    case 'diverged':
      return 'Diverged: the loss is above that of a blind guess';
    case 'lossRises':
      return alert.level === 'note' ? 'The training loss rose for a while' : 'The training loss rises';
    case 'tooSlow':
      return `Too slow: the loss is ${alert.loss < alert.guess ? 'hardly' : 'not'} below that of guessing`;
    case 'deadUnits':
      return deadTitle(experiment, alert);
    case 'vanishing':
      return `W${alert.layer} ${alert.ratio === 0 ? 'no longer changes' : 'hardly changes'}`;
    case 'exploding':
      return `W${alert.layer} changes by more than its own size`;
    case 'saturated':
      return alert.level === 'note'
        ? 'Softmax was saturated on wrong classes'
        : 'Softmax is saturated on wrong classes';
    case 'overfitting':
      return 'Overfitting: the test loss rises, the training loss falls';
    case 'unscaled':
      return `Unscaled features: ${features[alert.widest] ?? ''} drowns ${features[alert.narrowest] ?? ''}`;
    case 'constantFeature':
      return `${features[alert.feature] ?? ''} is the same in every row`;
    case 'imbalance':
      return `Few training rows of ${classes[alert.smallest] ?? ''}`;
    case 'equalUnits':
      return `The units of layer ${alert.layer} are all alike`;
    default:
      return assertNever(alert);
  }
}

type Of<Kind extends Alert['kind']> = Extract<Alert, { readonly kind: Kind }>;

function deadTitle(experiment: ShownRun['experiment'], { layer, units }: Of<'deadUnits'>): string {
  const nUnits = experiment.shape.sizes[layer]!;
  const names = units.map(({ unit }) => unitName(experiment, layer, unit));
  const [first = ''] = names;
  if (units.length === 1) return `${first} is dead`;
  const listed =
    names.length > MOST_LISTED ? `${names.slice(0, MOST_LISTED).join(', ')} …` : names.join(', ');
  return `${whole(units.length)} of ${whole(nUnits)} units are dead: ${listed}`;
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
      return `A value left the range of 64-bit numbers, so nothing after it has a meaning: the run is diverged and no later epoch exists. Each update overshot further than the one before; the learning rate is ${rate}.`;
    case 'diverged':
      return `Guessing blindly costs ln ${experiment.nClasses} = ${fixed(Math.log(experiment.nClasses), 4)}. The loss had reached ${fixed(alert.best, 4)}, then the update to epoch ${whole(alert.epoch)} threw it to ${fixed(alert.loss, 4)}, and it has not come back: the step overshot. The learning rate is ${rate}.`;
    case 'lossRises':
      return `From ${fixed(alert.best, 4)}, its best, to ${fixed(alert.loss, 4)} at epoch ${whole(alert.epoch)}: the step overshot the valley.${alert.level === 'note' ? ' It has since fallen below that.' : ''} The learning rate is ${rate}.`;
    case 'tooSlow':
      return slowReason(run, alert);
    case 'deadUnits':
      if (experiment.config.network.initialization === 'zeros') return ALL_ZERO;
      return `${units(experiment, alert)}. A ReLU that is 0 on every row hands no gradient back, so its weights stay as they are: it will not wake by itself.`;
    case 'vanishing':
      return vanishingReason(alert);
    case 'exploding':
      return `The update to epoch ${whole(alert.epoch)} changed the weights by ${plain(alert.ratio)} times their own size (the largest since: ${plain(alert.largest)}). Runs that learn well change them by about a thousandth to a hundredth per epoch. The learning rate is ${rate}.`;
    case 'saturated':
      return `${whole(alert.nSaturated)} of ${whole(nTrain)} training rows gave their own class less than 1e−9, which is all that the loss can count: a wrong answer with full confidence. The logits are too large, from weights or from features.`;
    case 'overfitting':
      return `The test loss was best at epoch ${whole(alert.epoch)}, ${fixed(alert.best, 4)}, and is ${fixed(alert.loss, 4)} now, while the training loss went on falling: what is learned since is of the training rows alone.`;
    case 'unscaled':
      return `${features[alert.widest] ?? ''} varies ${plain(Number(alert.ratio.toPrecision(3)))} times as much as ${features[alert.narrowest] ?? ''} and the features are not standardised, so its weights get the largest gradients and set how large a step may be.`;
    case 'constantFeature':
      return 'It cannot tell classes apart. Scaled it is 0 everywhere, so its weights never change.';
    case 'imbalance':
      return imbalanceReason(classes, alert);
    case 'equalUnits':
      return `They take in and give the same, so they get the same gradient at every epoch: ${whole(experiment.shape.sizes[alert.layer]!)} units that do the work of one. The initial weights must differ.`;
    default:
      return assertNever(alert);
  }
}

/** A value that is not finite before anything was trained. */
const TOO_LARGE =
  'A value left the range of 64-bit numbers before any update was made, so the learning rate is not the reason: the data hold values that are too large for this network. Use units that give smaller numbers, or look for a row that is wrong.';

/** Dead units of a network that begins with zeros. */
const ALL_ZERO =
  'All weights begin at 0, so every weighted sum is 0, and so is every gradient of a weight: training cannot begin, whatever the activation and the seed. The initial weights must differ.';

function slowReason({ total }: ShownRun, { level, loss, guess, epoch }: Of<'tooSlow'>): string {
  const stands = `The training loss is ${fixed(loss, 4)}; guessing by the classes’ shares costs ${fixed(guess, 4)}.`;
  if (level === 'error') return `${stands} All ${whole(total)} epochs are used up: nothing much was learned.`;
  return `${stands} After epoch ${whole(epoch)}, past ${percent(EARLY)} % of the epochs, its pace would not bring it far below that by epoch ${whole(total)}.`;
}

function vanishingReason({ layer, ratio, epoch, level }: Of<'vanishing'>): string {
  const how =
    ratio === 0
      ? `Since epoch ${whole(epoch)} no weight of W${layer} has changed by a single bit: no gradient reaches it`
      : `Since epoch ${whole(epoch)} W${layer} changes by less than a hundred-millionth of itself per epoch`;
  return `${how}, although there is still a loss to learn from.${level === 'error' ? ' The loss is that of guessing.' : ''}`;
}

function imbalanceReason(classes: readonly string[], { smallest, largest, counts }: Of<'imbalance'>): string {
  const [few, many] = counts;
  const of = `${count(few, 'training row')} of ${classes[smallest] ?? ''}, ${whole(many)} of ${classes[largest] ?? ''}`;
  if (few === 0) return `${of}: the split has put all of the class into the test, so it cannot be learned.`;
  return `${of}: more than ${IMBALANCED} times as many. The loss counts rows, so the small class counts little; look at its line of the confusion matrix and not at the accuracy.`;
}

/** "h2 fires on no training row since epoch 14, h4 since epoch 20" */
function units(experiment: ShownRun['experiment'], { layer, units: dead }: Of<'deadUnits'>): string {
  const listed = dead.slice(0, MOST_LISTED).map(({ unit, since }, i) => {
    const name = unitName(experiment, layer, unit);
    return `${name} ${i === 0 ? 'has fired on no training row ' : ''}since epoch ${whole(since)}`;
  });
  const rest = dead.length - listed.length;
  return [...listed, ...(rest > 0 ? [`and ${whole(rest)} more`] : [])].join(', ');
}

/** What the button of a fix says. */
export function fixLabel(change: ConfigChange): string {
  switch (change.key) {
    case 'training.learningRate':
      return `Retrain with learning rate ${shortest(change.value)}`;
    case 'training.epochs':
      return `Retrain for ${count(change.value, 'epoch')}`;
    case 'preprocessing.standardize':
      return change.value ? 'Retrain standardised' : 'Retrain without scaling';
    case 'network.seed':
      return `Retrain with seed ${change.value}`;
    case 'network.activation':
      return `Retrain with ${change.value === 'leakyRelu' ? 'leaky ReLU' : change.value}`;
    case 'network.initialization':
      return `Retrain with ${change.value} initialisation`;
    case 'split.randomState':
      return `Retrain with split seed ${change.value}`;
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
