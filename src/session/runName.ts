import {
  DEFAULT_CONFIG,
  DEFAULT_SPLIT,
  EARLY_STOPPING_DEFAULTS,
  OPTIMIZER_DEFAULTS,
  OPTIMIZER_KEYS,
} from '#engine/config';
import type { HiddenLayer, Schedule, TableChoices, TrainingConfig } from '#engine/config';
import type { Delimiter, MissingPolicy } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { grouped, visible } from '#engine/words';

const MAX_LENGTH = 40;
const MAX_PART_LENGTH = 28; // a part with " and 9 more" fits

/** A table as it is read for a run. */
export interface NamedTable {
  readonly name: string;
  readonly choices: TableChoices;
}

/**
 * A run's name: that of its table, unless it is the bundled iris (null), and what configuration and table choices have that
 * the tutorial's have not.
 */
export function describeRun(config: TrainingConfig, table: NamedTable | null): string {
  const own = describeConfig(config, table?.choices);
  if (!table) return own;
  const name = visible(table.name);
  return own === TUTORIAL ? name : `${name}: ${own}`;
}

const TUTORIAL = t('Tutorial');

/** What a configuration has that the tutorial's has not, shortest first; "Tutorial" where that is nothing. */
export function describeConfig(config: TrainingConfig, choices: TableChoices = {}): string {
  const differences = [
    ...tableDifferences(choices),
    ...splitDifferences(config),
    ...preprocessingDifferences(config),
    ...networkDifferences(config),
    ...trainingDifferences(config),
  ];
  return differences.length === 0 ? TUTORIAL : joined(differences.sort((a, b) => a.length - b.length));
}

/** What is to be trained, in a sentence: "2,600 epochs at rate 3e-5, hidden 5 relu, test share 0.2". */
export function describeTraining({ training, network, split }: TrainingConfig): string {
  const epochs = t('{0} at rate {1}', epochsText(training.epochs), short(training.learningRate));
  const tested =
    split === null
      ? t('no split')
      : t('test share {0}{1}', short(split.testSize), split.stratify ? t(', stratified') : '');
  return `${epochs}, ${describeLayers(network.hiddenLayers)}, ${tested}`;
}

const DELIMITER_WORDS: Readonly<Record<Delimiter, string>> = {
  ',': t('commas'),
  ';': t('semicolons'),
  '\t': t('tabs'),
  '|': t('bars'),
};

const MISSING_WORDS: Readonly<Record<MissingPolicy, string>> = {
  refuse: t('missing values refused'),
  dropRows: t('incomplete rows left out'),
  imputeMean: t('means imputed'),
};

/** How a table is read, in words that name every choice whole: "label kind", "features a, b". */
export function describeChoices({ target, features, delimiter, missing }: TableChoices): string[] {
  return [
    ...(target === undefined ? [] : [t('label {0}', visible(target))]),
    ...(features ? [t('features {0}', features.map(visible).join(', '))] : []),
    ...(delimiter ? [t('cells between {0}', DELIMITER_WORDS[delimiter])] : []),
    ...(missing ? [MISSING_WORDS[missing]] : []),
  ];
}

function tableDifferences(choices: TableChoices): string[] {
  const { features, missing = 'refuse', ...others } = choices;
  const own = { ...others, ...(missing !== 'refuse' && { missing }) };
  const named = features ? describeChoices({ features }).join('') : '';
  const counted = features?.length === 1 ? t('1 feature') : t('{0} features', features?.length ?? 0);
  return [
    ...describeChoices(own).map((part) => cut(part)),
    ...(features ? [named.length <= MAX_PART_LENGTH ? named : counted] : []),
  ];
}

function cut(part: string): string {
  const characters = Array.from(part);
  return characters.length <= MAX_PART_LENGTH
    ? part
    : `${characters.slice(0, MAX_PART_LENGTH - 1).join('')}…`;
}

function splitDifferences({ split }: TrainingConfig): string[] {
  if (split === null) return [t('no split')];
  const differences: string[] = [];
  if (split.testSize !== DEFAULT_SPLIT.testSize) differences.push(t('test {0}', short(split.testSize)));
  if (split.randomState !== DEFAULT_SPLIT.randomState)
    differences.push(t('split seed {0}', split.randomState));
  if (split.stratify !== DEFAULT_SPLIT.stratify) differences.push(t('stratified'));
  return differences;
}

function preprocessingDifferences({ preprocessing, split }: TrainingConfig): string[] {
  if (!preprocessing.standardize) return [t('not scaled')];
  const sameRows = preprocessing.fitScalerOn === DEFAULT_CONFIG.preprocessing.fitScalerOn || split === null;
  return sameRows ? [] : [t('scaler on train')];
}

function networkDifferences({ network }: TrainingConfig): string[] {
  const layers = describeLayers(network.hiddenLayers);
  const differences = layers === describeLayers(DEFAULT_CONFIG.network.hiddenLayers) ? [] : [layers];
  if (network.initialization !== DEFAULT_CONFIG.network.initialization) {
    differences.push(t('{0} weights', network.initialization));
  }
  if (network.seed !== DEFAULT_CONFIG.network.seed) differences.push(t('seed {0}', network.seed));
  return differences;
}

function trainingDifferences({ training }: TrainingConfig): string[] {
  const { epochs, learningRate, batchSize, reduction } = training;
  const differences: string[] = [];
  if (epochs !== DEFAULT_CONFIG.training.epochs) {
    differences.push(epochsText(epochs));
  }
  if (learningRate !== DEFAULT_CONFIG.training.learningRate)
    differences.push(t('rate {0}', short(learningRate)));
  if (batchSize !== null) differences.push(t('batches of {0}', grouped(batchSize)));
  if (reduction !== DEFAULT_CONFIG.training.reduction) differences.push(reduction);
  return [...differences, ...optimizerDifferences(training)];
}

/** "adam", "momentum 0.5", "cosine to 1e-6", "stops by test loss": numbers only where they are not the usual ones. */
function optimizerDifferences(training: TrainingConfig['training']): string[] {
  const { optimizer, schedule, earlyStopping } = training;
  const differences: string[] = [];
  if (optimizer !== DEFAULT_CONFIG.training.optimizer) {
    const unusual = OPTIMIZER_KEYS[optimizer].filter(
      (key) => (training[key] ?? OPTIMIZER_DEFAULTS[key]) !== OPTIMIZER_DEFAULTS[key],
    );
    const numbers = unusual.map((key) => {
      const value = short(training[key] ?? OPTIMIZER_DEFAULTS[key]);
      return key === optimizer ? value : `${key} ${value}`;
    });
    differences.push([optimizer, ...numbers].join(' '));
  }
  if (schedule.kind !== DEFAULT_CONFIG.training.schedule.kind) differences.push(scheduleName(schedule));
  if (earlyStopping) {
    const { monitor, patience, minDelta, restoreBest } = earlyStopping;
    const loss = monitor === 'testLoss' ? t('stops by test loss') : t('stops by train loss');
    const after = patience === EARLY_STOPPING_DEFAULTS.patience ? '' : t(' after {0}', grouped(patience));
    const least = minDelta === EARLY_STOPPING_DEFAULTS.minDelta ? '' : t(' by {0}', short(minDelta));
    const last = restoreBest === EARLY_STOPPING_DEFAULTS.restoreBest ? '' : t(', keeps last');
    differences.push(`${loss}${after}${least}${last}`);
  }
  return differences;
}

function scheduleName(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'constant':
      return t('constant rate');
    case 'step':
      return t('rate × {0} every {1}', short(schedule.factor), grouped(schedule.every));
    case 'exponential':
      return t('rate × {0} an epoch', short(schedule.factor));
    case 'cosine':
      return schedule.minimum === 0 ? 'cosine' : t('cosine to {0}', short(schedule.minimum));
  }
}

/** "hidden 8, 6 tanh": an activation is named once for all layers in a row that share it. */
function describeLayers(layers: readonly HiddenLayer[]): string {
  if (layers.length === 0) return t('softmax regression');
  const words = layers.map(({ units, activation }, l) => {
    return layers[l + 1]?.activation === activation ? `${units}` : `${units} ${activation}`;
  });
  const all = t('hidden {0}', words.join(', '));
  return all.length <= MAX_PART_LENGTH ? all : t('{0} hidden layers', layers.length);
}

/** As many of the parts as fit, and how many are left out. */
function joined(parts: readonly string[]): string {
  let name = parts.join(', ');
  for (let n = parts.length - 1; n > 0 && name.length > MAX_LENGTH; n--) {
    name = t('{0} and {1} more', parts.slice(0, n).join(', '), parts.length - n);
  }
  return name;
}

function epochsText(n: number): string {
  return n === 1 ? t('1 epoch') : t('{0} epochs', grouped(n));
}

/** All digits of a number in its shorter notation: 0.01, 3e-6. */
function short(n: number): string {
  const exponential = n.toExponential().replace('e+', 'e');
  return exponential.length < String(n).length ? exponential : String(n);
}
