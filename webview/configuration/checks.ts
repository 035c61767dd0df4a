import { ACTIVATIONS } from '#engine/activations';
import {
  INITIALIZATIONS,
  MONITORS,
  OPTIMIZERS,
  REDUCTIONS,
  SCALER_ROWS,
  SCHEDULE_KINDS,
} from '#engine/config';
import type { SplitConfig, TrainingConfig } from '#engine/config';
import type { ConfigurationProblem, DatasetFacts, FormTarget } from '#protocol/api';
import { checkIndex, checkText } from '#protocol/guards';
import { FIELDS } from './configurationModel.ts';
import type { FieldName, FormTexts } from './configurationModel.ts';

/**
 * Checks of what reaches the form: the host's calls, and its own state of an earlier time. Ranges are the host's
 * business; here everything only has to be of the shape that the form reads.
 *
 * @throws TypeError that names the first part of a wrong shape
 */
export function checkConfiguration(value: unknown): TrainingConfig {
  const { preprocessing, split, network, training } = parts(value, 'config');
  const { standardize, fitScalerOn } = parts(preprocessing, 'config.preprocessing');
  if (typeof standardize !== 'boolean')
    throw new TypeError('config.preprocessing.standardize must be a boolean');
  oneOf(SCALER_ROWS, fitScalerOn, 'config.preprocessing.fitScalerOn');
  if (split !== null) checkSplit(split);
  const { hiddenLayers, initialization, seed } = parts(network, 'config.network');
  oneOf(INITIALIZATIONS, initialization, 'config.network.initialization');
  for (const layer of list(hiddenLayers, 'config.network.hiddenLayers')) {
    const { units, activation } = parts(layer, 'config.network.hiddenLayers');
    number(units, 'config.network.hiddenLayers.units');
    oneOf(ACTIVATIONS, activation, 'config.network.hiddenLayers.activation');
  }
  number(seed, 'config.network.seed');
  const { epochs, learningRate } = parts(training, 'config.training');
  number(epochs, 'config.training.epochs');
  number(learningRate, 'config.training.learningRate');
  checkTraining(training);
  return value as TrainingConfig;
}

function checkTraining(value: unknown): void {
  const { reduction, batchSize, optimizer, schedule, earlyStopping } = parts(value, 'config.training');
  oneOf(REDUCTIONS, reduction, 'config.training.reduction');
  oneOf(OPTIMIZERS, optimizer, 'config.training.optimizer');
  if (batchSize !== null) number(batchSize, 'config.training.batchSize');
  oneOf(SCHEDULE_KINDS, parts(schedule, 'config.training.schedule')['kind'], 'config.training.schedule.kind');
  if (earlyStopping === null) return;
  const { monitor, patience, minDelta } = parts(earlyStopping, 'config.training.earlyStopping');
  oneOf(MONITORS, monitor, 'config.training.earlyStopping.monitor');
  number(patience, 'config.training.earlyStopping.patience');
  number(minDelta, 'config.training.earlyStopping.minDelta');
}

export function checkSplit(value: unknown): SplitConfig {
  const { testSize, randomState, stratify } = parts(value, 'config.split');
  if (typeof stratify !== 'boolean') throw new TypeError('config.split.stratify must be a boolean');
  number(testSize, 'config.split.testSize');
  number(randomState, 'config.split.randomState');
  return value as SplitConfig;
}

export function checkFacts(value: unknown): DatasetFacts {
  const { name, nRows, nFeatures, nClasses } = parts(value, 'dataset');
  return {
    name: checkText(name, 'dataset.name'),
    nRows: checkIndex(nRows, 'dataset.nRows'),
    nFeatures: checkIndex(nFeatures, 'dataset.nFeatures'),
    nClasses: checkIndex(nClasses, 'dataset.nClasses'),
  };
}

export function checkTarget(value: unknown): FormTarget {
  const { current, choices, broken } = parts(value, 'target');
  return {
    current: checkText(current, 'target.current'),
    choices: list(choices, 'target.choices').map((choice) => {
      const { id, label } = parts(choice, 'target.choices');
      return { id: checkText(id, 'target.choices.id'), label: checkText(label, 'target.choices.label') };
    }),
    broken: broken === null ? null : checkText(broken, 'target.broken'),
  };
}

export function checkProblems(value: unknown): ConfigurationProblem[] {
  return list(value, 'problems').map((problem) => {
    const { key, message, text } = parts(problem, 'problems');
    return {
      key: checkText(key, 'problems.key'),
      message: checkText(message, 'problems.message'),
      ...(text !== undefined && { text: checkText(text, 'problems.text') }),
    };
  });
}

export function checkTexts(value: unknown): FormTexts {
  const texts = parts(value, 'texts');
  const entries = FIELDS.map((field): [FieldName, string] => [
    field,
    checkText(texts[field], `texts.${field}`),
  ]);
  return Object.fromEntries(entries) as Record<FieldName, string>;
}

function parts(value: unknown, name: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw new TypeError(`${name} must be an object`);
  return value as Record<string, unknown>;
}

function list(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw new TypeError(`${name} must be a list`);
  return value as unknown[];
}

function number(value: unknown, name: string): void {
  if (typeof value !== 'number') throw new TypeError(`${name} must be a number`);
}

function oneOf(known: readonly string[], value: unknown, name: string): void {
  if (typeof value !== 'string' || !known.includes(value)) {
    throw new TypeError(`${name} must be one of ${known.join(', ')}`);
  }
}
