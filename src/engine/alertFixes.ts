import type { Alert } from './alerts.ts';
import { GOOD_RATIO } from './alertThresholds.ts';
import { assertNever } from './assertNever.ts';
import { LIMITS } from './config.ts';
import type { ConfigChange } from './configChange.ts';
import type { Experiment } from './experiment.ts';
import { splitRows } from './preprocessing.ts';

/** The learning rates that are proposed: 1 and 3 times each power of ten, in order. */
const RATES = Array.from({ length: 18 }, (_, i) => i - 12).flatMap((power) => [
  Number(`1e${power}`),
  Number(`3e${power}`),
]);

/** How many split seeds are tried for one that leaves every class a training row. */
const SPLITS_TRIED = 100;

/**
 * Changes of the configuration that mend what an alert tells of, the most promising first; none where only other data would.
 *
 * @param firstRatio the largest ‖ΔW‖ / ‖W‖ of the first update over all layers, NaN where it is not known
 */
export function fixesOf(alert: Alert, experiment: Experiment, firstRatio: number): readonly ConfigChange[] {
  const { preprocessing, split } = experiment.config;
  const standardize: readonly ConfigChange[] = preprocessing.standardize
    ? []
    : [{ key: 'preprocessing.standardize', value: true }];
  switch (alert.kind) {
    case 'nonFinite':
      // before the first update it is the data that are too large
      return alert.epoch === 0 ? standardize : [...standardize, rateChange(experiment, firstRatio, 'lower')];
    case 'diverged':
    case 'lossRises':
    case 'exploding':
    case 'saturated':
      return [...standardize, rateChange(experiment, firstRatio, 'lower')];
    case 'tooSlow':
      return [rateChange(experiment, firstRatio, 'higher')];
    case 'deadUnits':
      return beginsAtZero(experiment)
        ? otherStart(experiment)
        : [...standardize, ...revivals(experiment, firstRatio), otherSeed(experiment)];
    case 'vanishing':
      if (alert.ratio > 0) return [rateChange(experiment, firstRatio, 'higher')];
      return beginsAtZero(experiment)
        ? otherStart(experiment)
        : [...standardize, ...revivals(experiment, firstRatio)];
    case 'overfitting':
      return alert.epoch > 0 ? [{ key: 'training.epochs', value: alert.epoch }] : [];
    case 'unscaled':
      return standardize;
    case 'equalUnits':
      return otherStart(experiment);
    case 'imbalance':
      return alert.counts[0] === 0 && split ? otherSplit(experiment) : [];
    case 'constantFeature':
      return [];
    default:
      return assertNever(alert);
  }
}

/** No seed, step or activation makes a difference then. */
function beginsAtZero({ config }: Experiment): boolean {
  return config.network.initialization === 'zeros';
}

/** Smaller steps where the first one was too large, other initial weights where they are none, a ReLU that cannot die. */
function revivals(experiment: Experiment, firstRatio: number): ConfigChange[] {
  const { hiddenLayers } = experiment.config.network;
  const isTooLarge = firstRatio > 3 * GOOD_RATIO;
  const hasRelu = hiddenLayers.some(({ activation }) => activation === 'relu');
  return [
    ...(firstRatio > 0 ? [] : otherStart(experiment)),
    ...(isTooLarge ? [rateChange(experiment, firstRatio, 'lower')] : []),
    ...(hasRelu ? [{ key: 'network.activation', value: 'leakyRelu' } as const] : []),
  ];
}

/** Weights that differ and fit the layers' sizes: He's for units that are off on half of the rows, Glorot's for the others. */
function otherStart({ config }: Experiment): ConfigChange[] {
  const hasRelu = config.network.hiddenLayers.some(({ activation }) => /relu/i.test(activation));
  return [{ key: 'network.initialization', value: hasRelu ? 'he' : 'glorot' }];
}

/**
 * The learning rate with which the first update would change the weights by about a hundredth, as in runs that learn well;
 * a tenth or ten times the present one where that would not be the right way.
 */
function rateChange({ config }: Experiment, firstRatio: number, direction: 'lower' | 'higher'): ConfigChange {
  const { learningRate } = config.training;
  const isKnown = firstRatio > 0 && Number.isFinite(firstRatio);
  const wanted = isKnown ? nearestRate((learningRate * GOOD_RATIO) / firstRatio) : learningRate;
  const isRight = direction === 'lower' ? wanted < learningRate : wanted > learningRate;
  const step = direction === 'lower' ? learningRate / 10 : learningRate * 10;
  return { key: 'training.learningRate', value: isRight ? wanted : nearestRate(step) };
}

/** The proposed rate nearest to a rate, by their quotient; the first one where there is none. */
function nearestRate(rate: number): number {
  const distance = (one: number) => Math.max(one / rate, rate / one);
  return RATES.reduce((best, one) => (distance(one) < distance(best) ? one : best));
}

function otherSeed({ config }: Experiment): ConfigChange {
  return { key: 'network.seed', value: (config.network.seed + 1) % (LIMITS['network.seed'].maximum + 1) };
}

/** The next split seed with which every class has a training row. */
function otherSplit({ config, dataset, nClasses, sample }: Experiment): ConfigChange[] {
  const { split } = config;
  if (!split || sample) return []; // how all rows would be split does not follow from some
  for (let i = 1; i <= SPLITS_TRIED; i++) {
    const randomState = (split.randomState + i) % (LIMITS['split.randomState'].maximum + 1);
    const { train } = splitRows(dataset, { ...split, randomState });
    const classes = new Set(Array.from(train, (row) => dataset.labels[row]));
    if (classes.size === nClasses) return [{ key: 'split.randomState', value: randomState }];
  }
  return [];
}
