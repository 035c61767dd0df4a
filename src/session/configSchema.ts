import * as z from 'zod/mini';
import { ACTIVATIONS } from '#engine/activations';
import {
  DEFAULT_CONFIG,
  DEFAULT_SPLIT,
  INITIALIZATIONS,
  MAX_HIDDEN_LAYERS,
  SCALER_ROWS,
  withOptimizerKeys,
} from '#engine/config';
import type { ExperimentConfig, TrainingConfig } from '#engine/config';
import { DELIMITERS, MISSING_POLICIES } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { explainIssues } from './configProblems.ts';
import type { ConfigProblem, ExplainedIssue } from './configProblems.ts';
import { described } from './described.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { limited } from './limited.ts';
import { once } from './once.ts';
import { trainingSchema } from './trainingSchema.ts';

/**
 * The experiment file `*.irisnet.json`: with trainingSchema.ts the one place that knows its keys, what they mean and what they may be. The
 * run-time checks, the JSON Schema, the settings and the form follow from it; defaults and ranges are the engine's.
 * It is made when it is first asked for, not when the extension starts.
 */
const { preprocessing, network } = DEFAULT_CONFIG;

const preprocessingSchema = () =>
  described(
    z._default(
      z.strictObject({
        standardize: described(z._default(z.boolean(), preprocessing.standardize), {
          title: t('Standardise features'),
          description: t(
            'Subtract each feature’s mean and divide by its standard deviation. Without it a feature with large numbers drowns the others, and the learning rate has to be much smaller.',
          ),
        }),
        fitScalerOn: described(z._default(z.enum(SCALER_ROWS), preprocessing.fitScalerOn), {
          title: t('Fit the scaler on'),
          description: t('The rows that mean and standard deviation are computed from.'),
          enumDescriptions: [
            t('All rows, as in the tutorial. The test rows leak a little into the training.'),
            t('The training rows only. Nothing of the test rows is known while training.'),
          ],
        }),
      }),
      { ...preprocessing },
    ),
    {
      title: t('Preprocessing'),
      description: t('What happens to the features before the network sees them.'),
    },
  );

const splitSchema = () =>
  described(
    z._default(
      z.nullable(
        z.strictObject({
          testSize: described(z._default(limited('split.testSize'), DEFAULT_SPLIT.testSize), {
            title: t('Test share'),
            description: t(
              'Share of the rows kept for the test, between 0 and 1 and rounded up to whole rows: 0.2 of 150 is 30.',
            ),
          }),
          randomState: described(z._default(limited('split.randomState'), DEFAULT_SPLIT.randomState), {
            title: t('Split seed'),
            description: t(
              'Seed of the shuffle that chooses the test rows. The same seed gives the same rows.',
            ),
          }),
          stratify: described(z._default(z.boolean(), DEFAULT_SPLIT.stratify), {
            title: t('Stratify'),
            description: t(
              'Divide each class alike, so that both parts have the shares of the classes that all rows have. Each class needs at least 2 rows, and each part at least one row for each class.',
            ),
          }),
        }),
      ),
      { ...DEFAULT_SPLIT },
    ),
    {
      title: t('Split'),
      description: t(
        'How the rows are divided into training and test rows. null trains and evaluates on all rows.',
      ),
    },
  );

const hiddenLayerSchema = () =>
  described(
    z.strictObject({
      units: described(z._default(limited('network.hiddenLayers.units'), 5), {
        title: t('Units'),
        description: t('Number of units in this layer. A handful is enough for iris.'),
      }),
      activation: described(z._default(z.enum(ACTIVATIONS), 'relu'), {
        title: t('Activation'),
        description: t('The function applied to each unit’s weighted sum z.'),
        enumDescriptions: [
          t('max(0, z): fast to learn; a unit that is below 0 for every row is dead.'),
          t('Hyperbolic tangent, −1 to 1, symmetric about 0.'),
          t('1 / (1 + e^−z), 0 to 1.'),
          t('z above 0 and 0.01 z below: a ReLU that cannot die.'),
          t('z itself: the layer adds no curve.'),
        ],
      }),
    }),
    { title: t('Hidden layer'), description: t('Units and activation of one hidden layer.') },
  );

const networkSchema = () =>
  described(
    z._default(
      z.strictObject({
        hiddenLayers: described(
          z._default(z.array(hiddenLayerSchema()).check(z.maxLength(MAX_HIDDEN_LAYERS)), () => [
            ...network.hiddenLayers,
          ]),
          {
            title: t('Hidden layers'),
            description: t(
              'From input to output, at most {0}. An empty list makes it softmax regression.',
              MAX_HIDDEN_LAYERS,
            ),
          },
        ),
        initialization: described(z._default(z.enum(INITIALIZATIONS), network.initialization), {
          title: t('Initialisation'),
          description: t('Where the first weights come from. All but zeros draw them with the seed.'),
          enumDescriptions: [
            t('Uniform between 0 and 1, as in the tutorial; the output’s biases too, the others start at 0.'),
            t('Uniform in ±√(6 / (inputs + units)), biases 0: suits tanh and sigmoid.'),
            t('Uniform in ±√(6 / inputs), biases 0: suits ReLU and leaky ReLU.'),
            t(
              'All 0. Without hidden layers that learns; with one all its units stay alike, and most stay silent.',
            ),
          ],
        }),
        seed: described(z._default(limited('network.seed'), network.seed), {
          title: t('Seed'),
          description: t(
            'Seed of the initial weights, 0 to 4294967295. The same seed gives the same run to the last bit.',
          ),
        }),
      }),
      () => ({ ...network, hiddenLayers: [...network.hiddenLayers] }),
    ),
    { title: t('Network'), description: t('Layers, activations and initial weights.') },
  );

/** Where data come from: the experiment file's `dataset`. */
export const datasetSchema = once(() =>
  described(
    z.strictObject({
      path: described(z.string().check(z.minLength(1)), {
        title: t('File'),
        description: t('CSV file with a header row, relative to this file.'),
        examples: ['data.csv'],
      }),
      target: described(z.exactOptional(z.string().check(z.minLength(1))), {
        title: t('Label column'),
        description: t('Header of the column with the class of each row. Left out: the last column.'),
      }),
      features: described(z.exactOptional(z.array(z.string().check(z.minLength(1))).check(z.minLength(1))), {
        title: t('Feature columns'),
        description: t(
          'Headers of the columns the network sees, in this order. Left out: all columns but the label.',
        ),
      }),
      delimiter: described(z.exactOptional(z.enum(DELIMITERS)), {
        title: t('Delimiter'),
        description: t('What separates the cells. Left out: the one by which the rows fit the header best.'),
        enumDescriptions: [t('Comma.'), t('Semicolon.'), t('Tab.'), t('Bar.')],
      }),
      missing: described(z._default(z.enum(MISSING_POLICIES), 'refuse'), {
        title: t('Missing values'),
        description: t(
          'What is done where a value is missing: an empty cell, NA, NaN, ?, null and their like.',
        ),
        enumDescriptions: [
          t('Nothing is trained; each place is told.'),
          t('The row is left out. The rows that are left are counted anew.'),
          t(
            'The mean of the values that the column has, over all rows, takes its place. An empty label is still refused.',
          ),
        ],
      }),
    }),
    {
      title: t('Data'),
      description: t('The table to learn from. Left out: the bundled iris, 150 rows of 4 features.'),
    },
  ),
);

const trainingConfigSchema = once(() =>
  z.strictObject({
    preprocessing: preprocessingSchema(),
    split: splitSchema(),
    network: networkSchema(),
    training: trainingSchema(),
  }),
);

const experimentSchema = once(() =>
  described(
    z.strictObject({
      $schema: described(z.exactOptional(z.string()), {
        title: t('Schema'),
        description: t('Where an editor finds the JSON Schema of this file. It changes nothing.'),
      }),
      dataset: z.exactOptional(datasetSchema()),
      ...trainingConfigSchema().shape,
    }),
    {
      title: t('Iris network experiment'),
      description: t(
        'Data, network and training of one run. Every key may be left out; its default is the tutorial’s run.',
      ),
    },
  ),
);

/** Checks what an experiment file says; `$schema` is left out of the configuration. */
export function checkExperiment(
  value: unknown,
): { readonly experiment: ExperimentConfig } | { readonly issues: readonly ExplainedIssue[] } {
  const parsed = experimentSchema().safeParse(value, { reportInput: true });
  if (!parsed.success) return { issues: explainIssues(parsed.error.issues, experimentJsonSchema()) };
  const experiment = completed(parsed.data);
  delete experiment.$schema;
  return { experiment };
}

/** Checks a configuration that comes from settings, a form or another extension. It has no `dataset`. */
export function parseTrainingConfig(
  value: unknown,
): { readonly config: TrainingConfig } | { readonly problems: readonly ConfigProblem[] } {
  const parsed = trainingConfigSchema().safeParse(value, { reportInput: true });
  if (parsed.success) return { config: completed(parsed.data) };
  const problems = explainIssues(parsed.error.issues, configJsonSchema());
  return { problems: problems.map(({ key, message }) => ({ key, message })) };
}

/** The experiment file's JSON Schema. Not to be changed. */
export const experimentJsonSchema = once(() => toJsonSchema(experimentSchema()));

/** The JSON Schema of a configuration as settings, other extensions and tools give it. Not to be changed. */
export const configJsonSchema = once(() => toJsonSchema(trainingConfigSchema()));

/** What may be put in, as the draft of JSON Schema that editors know. */
export function toJsonSchema(schema: z.ZodMiniType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as JsonSchema;
}

/** A configuration with what its optimiser reads, and nothing else of that kind. */
function completed<Config extends TrainingConfig>(config: Config): Config {
  return { ...config, training: withOptimizerKeys(config.training) };
}
