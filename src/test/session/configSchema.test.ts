import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, LIMITS, boundsOf } from '#engine/config';
import { experimentJsonSchema, parseTrainingConfig } from '#session/configSchema';
import { readExperimentFile } from '#session/experimentFile';
import { configOf } from '../fixtureFiles.ts';

/** What is wrong with a file, one line for each problem. */
function problemsOf(text: string): readonly string[] {
  const reading = readExperimentFile(text);
  return (reading.problems ?? []).map(
    ({ key, message, line, column }) => `${line}:${column} ${key}: ${message}`,
  );
}

describe('an experiment file', () => {
  test('that is empty of keys is the tutorial', () => {
    expect(configOf({})).toEqual(DEFAULT_CONFIG);
  });

  test.each([
    [
      'one key of a group',
      { training: { epochs: 7 } },
      'training',
      { ...DEFAULT_CONFIG.training, epochs: 7 },
    ],
    [
      'part of the split',
      { split: { testSize: 0.3 } },
      'split',
      { testSize: 0.3, randomState: 42, stratify: false },
    ],
    ['no split', { split: null }, 'split', null],
    [
      'no hidden layer',
      { network: { hiddenLayers: [] } },
      'network',
      { ...DEFAULT_CONFIG.network, hiddenLayers: [] },
    ],
    [
      'a layer with its units only',
      { network: { hiddenLayers: [{ units: 8 }, { activation: 'tanh' }] } },
      'network',
      {
        ...DEFAULT_CONFIG.network,
        hiddenLayers: [
          { units: 8, activation: 'relu' },
          { units: 5, activation: 'tanh' },
        ],
      },
    ],
  ] as const)('with %s has the defaults for the rest', (_, file, group, expected) => {
    expect(configOf(file)).toEqual({ ...DEFAULT_CONFIG, [group]: expected });
  });

  test('can spell out every default', () => {
    const dataset = {
      path: 'wine.csv',
      target: 'class',
      features: ['a', 'b'],
      delimiter: ';',
      missing: 'dropRows',
    } as const;
    expect(configOf({ dataset, ...DEFAULT_CONFIG })).toEqual({ dataset, ...DEFAULT_CONFIG });
  });

  test('each reading is a new object, lists included: changing one would leave the defaults alone', () => {
    const [one, other] = [configOf({}), configOf({})];
    expect(one.network).not.toBe(other.network);
    expect(one.network.hiddenLayers).not.toBe(other.network.hiddenLayers);
    expect(one.network.hiddenLayers).not.toBe(DEFAULT_CONFIG.network.hiddenLayers);
    expect(one.training).not.toBe(DEFAULT_CONFIG.training);
  });
});

describe('what is wrong with an experiment file is told with its place', () => {
  test.each<[string, readonly string[]]>([
    ['', ['1:1 : the file is empty; write {} to use all defaults']],
    ['[]', ['1:1 : must be an object { }, got a list']],
    ['{"epochs": 3}', ['1:2 epochs: unknown key "epochs"; did you mean "training.epochs"?']],
    [
      '{\n  "training": {\n    "epohcs": 3\n  }\n}',
      ['3:5 training.epohcs: unknown key "epohcs"; did you mean "epochs"?'],
    ],
    [
      '{"__proto__": {"split": null}}',
      [
        '1:2 __proto__: unknown key "__proto__"; the keys here are dataset, preprocessing, split, network and training',
      ],
    ],
    [
      '{"split": {"testSize": 1, "constructor": 1}}',
      [
        '1:12 split.testSize: must be a number above 0 and below 1, got 1',
        '1:27 split.constructor: unknown key "constructor"; the keys here are testSize, randomState and stratify',
      ],
    ],
    [
      '{"network": {"seed": 1.5}}',
      ['1:14 network.seed: must be a whole number from 0 to 4294967295, got 1.5'],
    ],
    [
      '{"network": {"seed": "7"}}',
      ['1:14 network.seed: must be a whole number from 0 to 4294967295, got "7"'],
    ],
    [
      '{"training": {"epochs": -1}}',
      ['1:15 training.epochs: must be a whole number from 0 to 1000000, got -1'],
    ],
    [
      '{"training": {"epochs": null}}',
      ['1:15 training.epochs: must be a whole number from 0 to 1000000, got null'],
    ],
    [
      '{"network": {"hiddenLayers": [{"units": 8}, {"units": 0, "activation": "ReLU"}, 3]}}',
      [
        '1:46 network.hiddenLayers.1.units: must be a whole number from 1 to 256, got 0',
        '1:58 network.hiddenLayers.1.activation: must be "relu", "tanh", "sigmoid", "leakyRelu" or "linear", got "ReLU"; ' +
          'did you mean "relu"?',
        '1:81 network.hiddenLayers.2: must be an object { }, got 3',
      ],
    ],
    [
      `{"network": {"hiddenLayers": [${Array(9).fill('{}').join()}]}}`,
      ['1:14 network.hiddenLayers: must have at most 8 entries, got 9'],
    ],
    ['{"network": {"hiddenLayers": 5}}', ['1:14 network.hiddenLayers: must be a list [ ], got 5']],
    [
      '{"preprocessing": {"standardize": 1}}',
      ['1:20 preprocessing.standardize: must be true or false, got 1'],
    ],
    [
      '{"preprocessing": {"fitScalerOn": "trian"}}',
      ['1:20 preprocessing.fitScalerOn: must be "all" or "train", got "trian"; did you mean "train"?'],
    ],
    ['{"dataset": {}}', ['1:2 dataset.path: is missing; add it']],
    ['{"split": 5}', ['1:2 split: must be an object { }, got 5; null is allowed too']],
    ['{"dataset": {"path": []}}', ['1:14 dataset.path: must be text in quotation marks, got a list']],
    [
      '{"training": {"optimizer": "Adam", "batchSize": 0, "momentum": 1}}',
      [
        '1:15 training.optimizer: must be "gradientDescent", "momentum" or "adam", got "Adam"; did you mean "adam"?',
        '1:36 training.batchSize: must be a whole number from 1 to 1000000000, got 0; null is allowed too',
        '1:52 training.momentum: must be a number from 0 and below 1, got 1',
      ],
    ],
    [
      '{"training": {"schedule": {"kind": "stpe"}}}',
      [
        '1:28 training.schedule.kind: must be "constant", "step", "exponential" or "cosine", got "stpe"; did you mean "step"?',
      ],
    ],
    [
      '{"training": {"schedule": {"kind": "constant", "factor": 0.5}}}',
      [
        '1:48 training.schedule.factor: "factor" does not belong to this kind of schedule; remove it, or choose the kind that has it',
      ],
    ],
    [
      '{"training": {"schedule": {"kind": "step", "factr": 0.5}}}',
      ['1:44 training.schedule.factr: unknown key "factr"; did you mean "factor"?'],
    ],
    [
      '{"training": {"earlyStopping": {"patience": 0.5}}}',
      ['1:33 training.earlyStopping.patience: must be a whole number from 1 to 1000000, got 0.5'],
    ],
    [
      '{"dataset": {"path": "", "target": null, "features": []}}',
      [
        '1:14 dataset.path: must not be empty',
        '1:26 dataset.target: must be text in quotation marks, got null',
        '1:42 dataset.features: must not be an empty list',
      ],
    ],
  ])('%s', (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });
});

describe('the training', () => {
  const trainingOf = (training: unknown) => {
    const reading = parseTrainingConfig({ training });
    return 'config' in reading ? reading.config.training : reading.problems;
  };

  test('has what its optimiser reads filled in, and nothing that it does not read', () => {
    expect(JSON.stringify(trainingOf({ momentum: 0.5, beta1: 0.1, epsilon: 0.5 }))).toBe(
      JSON.stringify(DEFAULT_CONFIG.training),
    );
    expect(trainingOf({ optimizer: 'momentum', beta1: 0.1 })).toEqual({
      ...DEFAULT_CONFIG.training,
      optimizer: 'momentum',
      momentum: 0.9,
    });
    expect(trainingOf({ optimizer: 'adam', momentum: 0.5, beta1: 0.8 })).toEqual({
      ...DEFAULT_CONFIG.training,
      optimizer: 'adam',
      beta1: 0.8,
      beta2: 0.999,
      epsilon: 1e-8,
    });
  });

  test.each([
    [{}, { kind: 'constant' }],
    [{ kind: 'step' }, { kind: 'step', every: 500, factor: 0.5 }],
    [
      { kind: 'exponential', factor: 0.9 },
      { kind: 'exponential', factor: 0.9 },
    ],
    [{ kind: 'cosine' }, { kind: 'cosine', minimum: 0 }],
  ])('the schedule %j is %j', (schedule, expected) => {
    expect(trainingOf({ schedule })).toMatchObject({ schedule: expected });
  });

  test('early stopping watches the test loss and restores the best, unless it says otherwise', () => {
    expect(trainingOf({ earlyStopping: {} })).toMatchObject({
      earlyStopping: { monitor: 'testLoss', patience: 50, minDelta: 0, restoreBest: true },
    });
  });
});

describe('a configuration from elsewhere', () => {
  test('gets its defaults, for undefined too', () => {
    expect(parseTrainingConfig({ training: { epochs: undefined }, split: undefined })).toEqual({
      config: DEFAULT_CONFIG,
    });
  });

  test.each([
    [undefined, '', 'is missing; add it'],
    ['{}', '', 'must be an object { }, got "{}"'],
    [{ training: { epochs: NaN } }, 'training.epochs', 'must be a whole number from 0 to 1000000, got NaN'],
    [
      { training: { learningRate: Infinity } },
      'training.learningRate',
      'must be a number above 0 and below 1000000, got Infinity',
    ],
    [
      { dataset: { path: 'x' } },
      'dataset',
      'unknown key "dataset"; the keys here are preprocessing, split, network and training',
    ],
  ])('%j is refused', (value, key, message) => {
    expect(parseTrainingConfig(value)).toEqual({ problems: [{ key, message }] });
  });
});

describe('the JSON Schema', () => {
  interface Node {
    readonly type?: string;
    readonly title?: string;
    readonly description?: string;
    readonly default?: unknown;
    readonly properties?: Record<string, Node>;
    readonly items?: Node;
    readonly anyOf?: readonly Node[];
    readonly oneOf?: readonly Node[];
    readonly enum?: readonly unknown[];
    readonly enumDescriptions?: readonly string[];
    readonly additionalProperties?: unknown;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly exclusiveMinimum?: number;
    readonly exclusiveMaximum?: number;
  }
  const nodes = new Map<string, Node>();
  const visit = (node: Node, key: string) => {
    for (const variant of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) visit(variant, key);
    if (node.items) visit(node.items, key);
    for (const [name, property] of Object.entries(node.properties ?? {})) {
      const path = key === '' ? name : `${key}.${name}`;
      nodes.set(path, property);
      visit(property, path);
    }
    if (node.properties) expect(node.additionalProperties, key).toBe(false);
  };
  visit(experimentJsonSchema(), '');

  test('has every key of the format and no other', () => {
    expect([...nodes.keys()].sort()).toEqual(
      [
        ...['$schema', 'dataset', 'dataset.delimiter', 'dataset.features', 'dataset.missing'],
        ...['dataset.path', 'dataset.target'],
        ...[
          'network',
          'network.hiddenLayers',
          'network.hiddenLayers.activation',
          'network.hiddenLayers.units',
        ],
        ...['network.initialization', 'network.seed'],
        ...['preprocessing', 'preprocessing.fitScalerOn', 'preprocessing.standardize'],
        ...['split', 'split.randomState', 'split.stratify', 'split.testSize'],
        ...[
          'training',
          'training.batchSize',
          'training.earlyStopping',
          'training.epochs',
          'training.learningRate',
        ],
        ...['training.optimizer', 'training.reduction', 'training.schedule', 'training.schedule.kind'],
        ...['training.momentum', 'training.beta1', 'training.beta2', 'training.epsilon'],
        ...['every', 'factor', 'minimum'].map((key) => `training.schedule.${key}`),
        ...['monitor', 'patience', 'minDelta', 'restoreBest'].map((key) => `training.earlyStopping.${key}`),
      ].sort(),
    );
  });

  test('has a title and a description for each, and a default for each but the data', () => {
    for (const [key, { title, description, default: byDefault }] of nodes) {
      expect([title, description], key).not.toContain(undefined);
      if (!/^dataset|^\$schema|\.kind$/.test(key)) expect(byDefault, key).not.toBeUndefined();
    }
  });

  test('has a description for every choice', () => {
    const choices = [...nodes.values()].filter((node) => node.enum);
    expect(choices).toHaveLength(8);
    for (const node of choices) expect(node.enumDescriptions).toHaveLength(node.enum?.length ?? -1);
  });

  test.each(Object.entries(LIMITS))('has the engine’s limits for %s', (key, { minimum, maximum, bounds }) => {
    const own = nodes.get(key);
    const node = own?.anyOf?.find(({ type }) => type !== 'null') ?? own;
    const [hasMinimum, hasMaximum] = boundsOf(bounds);
    const found = [
      hasMinimum ? node?.minimum : node?.exclusiveMinimum,
      hasMaximum ? node?.maximum : node?.exclusiveMaximum,
    ];
    expect(found).toEqual([minimum, maximum]);
  });
});
