import * as vscode from 'vscode';
import { DEFAULT_SPLIT, orNoSplit } from '#engine/config';
import type { SplitConfig, TrainingConfig } from '#engine/config';
import { parseTrainingConfig } from '#session/configSchema';
import type { ConfigurationProblem } from '#protocol/api';
import { settingText } from './settingText.ts';

const SECTION = 'irisNetwork';

/** The settings that make a configuration, by the experiment file's dotted names, and how each reads one. */
const READ: Record<string, (config: TrainingConfig) => unknown> = {
  'preprocessing.standardize': (config) => config.preprocessing.standardize,
  'preprocessing.fitScalerOn': (config) => config.preprocessing.fitScalerOn,
  'split.testSize': (config) => config.split?.testSize ?? 0, // 0 in the settings: no split
  'split.randomState': (config) => config.split?.randomState,
  'split.stratify': (config) => config.split?.stratify,
  'network.hiddenLayers': (config) => config.network.hiddenLayers,
  'network.initialization': (config) => config.network.initialization,
  'network.seed': (config) => config.network.seed,
  'training.epochs': (config) => config.training.epochs,
  'training.learningRate': (config) => config.training.learningRate,
  'training.optimizer': (config) => config.training.optimizer,
  'training.momentum': (config) => config.training.momentum, // undefined where the optimiser does not read it
  'training.beta1': (config) => config.training.beta1,
  'training.beta2': (config) => config.training.beta2,
  'training.epsilon': (config) => config.training.epsilon,
  'training.batchSize': (config) => config.training.batchSize,
  'training.reduction': (config) => config.training.reduction,
  'training.schedule': (config) => config.training.schedule,
  'training.earlyStopping': (config) => config.training.earlyStopping,
};

/** The dotted names of all settings of this extension. */
export const SETTING_KEYS: readonly string[] = Object.keys(READ);

export type Reading =
  { readonly config: TrainingConfig } | { readonly problems: readonly ConfigurationProblem[] };

/** The configuration that the settings describe, or everything that is wrong with it. */
export function readSettings(): Reading {
  const settings = vscode.workspace.getConfiguration(SECTION);
  const value: Record<string, Record<string, unknown>> = {};
  for (const key of SETTING_KEYS) {
    const [group = '', name = ''] = key.split('.');
    (value[group] ??= {})[name] = valueOf(settings, key);
  }
  const split = value['split']?.['testSize'] === 0 ? null : value['split'];
  const reading = parseTrainingConfig({ ...value, split });
  if ('config' in reading) return reading;
  const problems = reading.problems.map(({ key, message }): ConfigurationProblem => {
    const setting = SETTING_KEYS.find((name) => key === name || key.startsWith(`${name}.`));
    return {
      key,
      message: key === 'split.testSize' ? orNoSplit(message) : message,
      text: setting && settingText(key, valueOf(settings, setting)),
    };
  });
  return { problems };
}

/** The split that a test share other than 0 belongs to: all else of it stays in the settings while they ask for no split. */
export function readSplit(): SplitConfig {
  const settings = vscode.workspace.getConfiguration(SECTION);
  const [randomState, stratify] = [settings.get('split.randomState'), settings.get('split.stratify')];
  const reading = parseTrainingConfig({ split: { randomState, stratify } });
  return ('config' in reading ? reading.config.split : null) ?? DEFAULT_SPLIT;
}

/**
 * Writes what differs from the settings: into the workspace where it already has a value of its own, else into the
 * user's settings. A value equal to the default is removed.
 */
export async function writeSettings(config: TrainingConfig): Promise<void> {
  for (const key of SETTING_KEYS) {
    const settings = vscode.workspace.getConfiguration(SECTION);
    const wanted = READ[key]?.(config);
    if (wanted === undefined || same(valueOf(settings, key), wanted)) continue;
    const { workspaceValue, defaultValue } = settings.inspect(key) ?? {};
    const inWorkspace = workspaceValue !== undefined;
    const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
    await settings.update(key, !inWorkspace && same(defaultValue, wanted) ? undefined : wanted, target);
  }
}

/** Calls `listener` whenever one of the settings changes. */
export function onSettingsChange(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(SECTION)) listener();
  });
}

/** The value that counts, whole: VS Code would mix the keys of an object from the user's and the workspace's settings. */
function valueOf(settings: vscode.WorkspaceConfiguration, key: string): unknown {
  const { workspaceFolderValue, workspaceValue, globalValue, defaultValue } =
    settings.inspect<unknown>(key) ?? {};
  return [workspaceFolderValue, workspaceValue, globalValue].find((one) => one !== undefined) ?? defaultValue;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
