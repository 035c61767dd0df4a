import { ACTIVATIONS } from '#engine/activations';
import type { Activation } from '#engine/activations';
import { DEFAULT_SPLIT, MAX_HIDDEN_LAYERS, SCALER_ROWS, orNoSplit } from '#engine/config';
import type { HiddenLayer, ScalerRows, SplitConfig, TrainingConfig } from '#engine/config';
import { countTestRows } from '#engine/preprocessing';
import { t } from '#engine/translation';
import { parseNumber } from './parseNumber.ts';
import { TRAINING_FIELDS, readInitialization, readTraining, trainingTextsOf } from './trainingFields.ts';

/** The fields of the form, in its order. */
export const FIELDS = [
  'hiddenUnits',
  'activation',
  'learningRate',
  'epochs',
  'seed',
  'testShare',
  'stratify',
  'fitScalerOn',
  ...TRAINING_FIELDS,
] as const;
export type FieldName = (typeof FIELDS)[number];

/** What stands in the fields. */
export type FormTexts = Readonly<Record<FieldName, string>>;
export type FieldProblems = Readonly<Partial<Record<FieldName, string>>>;

/** Shown as the activation while the hidden layers have different ones. */
export const MIXED = 'mixed';

export interface FormReading {
  readonly config: TrainingConfig; // a field with a problem keeps the value it had
  readonly problems: FieldProblems;
}

/**
 * The texts that show `config`. Without hidden layers, or with different ones, the activation is `idle` or `mixed`; without
 * a split `idleStratify` stands there.
 */
export function textsOf(
  config: TrainingConfig,
  idleActivation: Activation = 'relu',
  idleStratify: boolean = DEFAULT_SPLIT.stratify,
): FormTexts {
  const { hiddenLayers, seed } = config.network;
  const activations = new Set(hiddenLayers.map(({ activation }) => activation));
  const [activation = idleActivation] = activations;
  return {
    hiddenUnits: hiddenLayers.length === 0 ? '0' : hiddenLayers.map(({ units }) => units).join(', '),
    activation: activations.size > 1 ? MIXED : activation,
    learningRate: String(config.training.learningRate),
    epochs: String(config.training.epochs),
    seed: String(seed),
    testShare: String(config.split?.testSize ?? 0),
    stratify: String(config.split?.stratify ?? idleStratify),
    fitScalerOn: config.preprocessing.fitScalerOn,
    ...trainingTextsOf(config),
  };
}

/**
 * The configuration that the texts describe, and everything that is wrong with them.
 *
 * @param base gives what the form has no field for, and the values of fields with a problem
 * @param split the split that a share other than 0 belongs to, when `base` has none
 */
export function readForm(texts: FormTexts, base: TrainingConfig, split: SplitConfig | null): FormReading {
  const problems: Partial<Record<FieldName, string>> = {};
  const take = <Value>(field: FieldName, result: Result<Value>, otherwise: Value): Value => {
    if ('value' in result) return result.value;
    problems[field] = result.problem;
    return otherwise;
  };
  const { preprocessing, network, training } = base;
  const units = take(
    'hiddenUnits',
    readUnits(texts.hiddenUnits),
    network.hiddenLayers.map((layer) => layer.units),
  );
  const config: TrainingConfig = {
    ...base,
    preprocessing: {
      ...preprocessing,
      fitScalerOn: readScalerRows(texts.fitScalerOn, preprocessing.fitScalerOn),
    },
    split: take('testShare', readSplit(texts, base.split ?? split), base.split),
    network: {
      ...network,
      initialization: readInitialization(texts.initialization),
      hiddenLayers: layersOf(units, texts.activation, network.hiddenLayers),
      seed: take('seed', parseNumber('network.seed', texts.seed), network.seed),
    },
    training: {
      ...readTraining(texts, training, take),
      epochs: take('epochs', parseNumber('training.epochs', texts.epochs), training.epochs),
      learningRate: take(
        'learningRate',
        parseNumber('training.learningRate', texts.learningRate),
        training.learningRate,
      ),
    },
  };
  return { config, problems };
}

type Result<Value> = { readonly value: Value } | { readonly problem: string };

/** "8, 6" is two layers, "0" or nothing is none. Commas or spaces between; one at the end is forgiven while typing. */
function readUnits(text: string): Result<readonly number[]> {
  const parts = text
    .trim()
    .replace(/,$/, '')
    .split(/\s*,\s*|\s+/);
  if (parts.length === 1 && (parts[0] === '' || Number(parts[0]) === 0)) return { value: [] };
  if (parts.length > MAX_HIDDEN_LAYERS) {
    return { problem: t('must be at most {0} layers, got {1}', MAX_HIDDEN_LAYERS, parts.length) };
  }
  const units: number[] = [];
  for (const [layer, part] of parts.entries()) {
    const parsed = parseNumber('network.hiddenLayers.units', part);
    if ('problem' in parsed) {
      return { problem: parts.length === 1 ? parsed.problem : t('layer {0} {1}', layer + 1, parsed.problem) };
    }
    units.push(parsed.value);
  }
  return { value: units };
}

function readSplit(
  { testShare: text, stratify }: FormTexts,
  split: SplitConfig | null,
): Result<SplitConfig | null> {
  const plain = text.trim();
  if (plain !== '' && Number(plain) === 0) return { value: null };
  const parsed = parseNumber('split.testSize', text);
  if ('problem' in parsed) return { problem: orNoSplit(parsed.problem) };
  return { value: { ...(split ?? DEFAULT_SPLIT), testSize: parsed.value, stratify: stratify === 'true' } };
}

/** Layers with these units. With `mixed` each keeps its own activation, and one that is new takes the last one's. */
function layersOf(
  units: readonly number[],
  activation: string,
  before: readonly HiddenLayer[],
): readonly HiddenLayer[] {
  const chosen = ACTIVATIONS.find((known) => known === activation);
  const last = before.at(-1)?.activation ?? 'relu';
  return units.map((n, layer) => ({
    units: n,
    activation: chosen ?? before[layer]?.activation ?? last,
  }));
}

function readScalerRows(text: string, otherwise: ScalerRows): ScalerRows {
  return SCALER_ROWS.find((known) => known === text) ?? otherwise;
}

/**
 * The texts after the host has shown `incoming` where it had shown `base`. A field keeps what the person typed if the
 * host did not change its value, if it already says the same in other words, or if they are typing in it.
 */
export function mergeTexts(
  form: FormContent,
  incoming: TrainingConfig,
  typingIn: FieldName | null,
): FormTexts {
  const { texts, base, split } = form;
  const activation = ACTIVATIONS.find((known) => known === texts.activation);
  const stratify = texts.stratify === 'true';
  const before = textsOf(base, activation, stratify);
  const meant = textsOf(readForm(texts, base, split).config, activation, stratify);
  const now = textsOf(incoming, activation, stratify);
  const merged = FIELDS.map((field): [FieldName, string] => {
    const kept = now[field] === before[field] || now[field] === meant[field] || field === typingIn;
    return [field, kept ? texts[field] : now[field]];
  });
  return Object.fromEntries(merged) as Record<FieldName, string>;
}

/** What the form holds: the texts, the configuration they change, and the last split there was. */
export interface FormContent {
  readonly texts: FormTexts;
  readonly base: TrainingConfig;
  readonly split: SplitConfig | null;
}

/** How many rows are for testing, in words; nothing while the size of the data is unknown. */
export function splitHint(split: SplitConfig | null, nRows: number | null): string | undefined {
  if (split === null) return nRows === null ? t('no split') : t('train and test on all {0} rows', nRows);
  const seed = t('split seed {0}', split.randomState);
  return nRows === null ? seed : t('{0} of {1} rows, {2}', testRows(split, nRows) ?? t('all'), nRows, seed);
}

/** What is wrong with a split of this many rows, as a sentence without the key. */
export function splitProblem(split: SplitConfig | null, nRows: number | null): string | undefined {
  if (split === null || nRows === null || testRows(split, nRows) !== undefined) return undefined;
  return t('must leave at least one of the {0} rows for training', nRows);
}

/** What is wrong with a batch of these rows, as a sentence without the key. */
export function batchProblem({ split, training }: TrainingConfig, nRows: number | null): string | undefined {
  if (nRows === null) return undefined;
  const nTrain = nRows - (split === null ? 0 : (testRows(split, nRows) ?? 0));
  if (training.batchSize === null || training.batchSize <= nTrain) return undefined;
  return t('must be at most the {0} training rows, or 0 for all of them', nTrain);
}

function testRows(split: SplitConfig, nRows: number): number | undefined {
  try {
    return countTestRows(nRows, split);
  } catch {
    return undefined; // the engine refuses a split that leaves a side empty
  }
}

/**
 * The field that shows a configuration key, also one inside a list; none for what the form does not show, and for the
 * parts of the schedule and of early stopping: their fields stand for one kind, and what is wrong may be the kind.
 */
export function fieldOf(key: string): FieldName | undefined {
  if (key.startsWith('network.hiddenLayers'))
    return key.endsWith('.activation') ? 'activation' : 'hiddenUnits';
  switch (key) {
    case 'training.learningRate':
      return 'learningRate';
    case 'training.epochs':
      return 'epochs';
    case 'network.seed':
      return 'seed';
    case 'split':
    case 'split.testSize':
      return 'testShare';
    case 'split.stratify':
      return 'stratify';
    case 'preprocessing.fitScalerOn':
      return 'fitScalerOn';
    case 'network.initialization':
      return 'initialization';
    case 'training.optimizer':
    case 'training.reduction':
    case 'training.batchSize':
    case 'training.momentum':
    case 'training.beta1':
    case 'training.beta2':
    case 'training.epsilon':
      return TRAINING_FIELDS.find((field) => key.endsWith(`.${field}`));
    default:
      return undefined;
  }
}
