import * as z from 'zod/mini';
import { ALERT_KINDS } from '#engine/alerts';
import { explainIssues } from '../configProblems.ts';
import type { ConfigProblem } from '../configProblems.ts';
import { configJsonSchema, toJsonSchema } from '../configSchema.ts';
import { described } from '../described.ts';
import type { JsonSchema } from '../jsonSchema.ts';
import { once } from '../once.ts';
import type { ToolName } from './toolNames.ts';

/** What `train` takes is a configuration, which has a parser of its own. */
type QuestionName = Exclude<ToolName, 'irisNetwork_train'>;

export type DescribeInput = z.output<ReturnType<typeof describeSchema>>;
export type ExplainInput = z.output<ReturnType<typeof explainSchema>>;
export type FindInput = z.output<ReturnType<typeof findSchema>>;
export type ParameterInput = NonNullable<ExplainInput['parameter']>;
export type Condition = FindInput['condition'];

interface Inputs {
  readonly irisNetwork_describeRun: DescribeInput;
  readonly irisNetwork_explainEpoch: ExplainInput;
  readonly irisNetwork_findWhen: FindInput;
}

/**
 * What the tools are asked for. The schemas are made when a tool is called first, not when the extension is loaded. Epochs are
 * counted from 0; rows, units and inputs from 1, as the inspector shows them.
 */
const SCHEMAS: { readonly [Name in QuestionName]: () => z.ZodMiniType<Inputs[Name]> } = {
  irisNetwork_describeRun: once(describeSchema),
  irisNetwork_explainEpoch: once(explainSchema),
  irisNetwork_findWhen: once(findSchema),
};

const known = new Map<QuestionName, JsonSchema>();

/** Checks what one of the tools that ask about a run is given. */
export function parseToolInput<Name extends QuestionName>(
  name: Name,
  value: unknown,
): { readonly input: Inputs[Name] } | { readonly problems: readonly ConfigProblem[] } {
  const parsed = SCHEMAS[name]().safeParse(value, { reportInput: true });
  if (parsed.success) return { input: parsed.data };
  const problems = explainIssues(parsed.error.issues, schemaOf(name));
  return { problems: problems.map(({ key, message }) => ({ key, message })) };
}

/** The JSON Schema of what a tool takes, as the manifest has it: without what only a form or an editor has a use for. */
export function toolInputSchema(name: ToolName): unknown {
  return bare(name === 'irisNetwork_train' ? configJsonSchema() : schemaOf(name));
}

function schemaOf(name: QuestionName): JsonSchema {
  const schema = known.get(name) ?? toJsonSchema(SCHEMAS[name]());
  known.set(name, schema);
  return schema;
}

function runIdKey() {
  return described(z.exactOptional(z.string().check(z.minLength(1), z.maxLength(100))), {
    description: 'The run, by its runId. Left out: the run that the inspector shows.',
  });
}

/** A number that counts from 1. */
function place(description: string) {
  return described(z.int().check(z.minimum(1), z.maximum(1_000_000)), { description });
}

function layerKey() {
  return place('1 is the first hidden layer.');
}

function describeSchema() {
  return z.strictObject({ runId: runIdKey() });
}

function explainSchema() {
  const unit = place('Counted from 1: h1 is unit 1.');
  const layer = place('The layer that it leads to; 1 is the first hidden layer.');
  const input = place('The unit, or feature, that the weight leads from, counted from 1.');
  return z.strictObject({
    runId: runIdKey(),
    epoch: described(z.int().check(z.minimum(0), z.maximum(1_000_000)), {
      description: 'The epoch, from 0. Its state is the one before its update; the last state has no update.',
    }),
    parameter: described(
      z.exactOptional(
        z.discriminatedUnion('array', [
          described(z.strictObject({ array: z.literal('W'), layer, input, unit }), {
            description: 'A weight.',
          }),
          described(z.strictObject({ array: z.literal('b'), layer, unit }), { description: 'A bias.' }),
        ]),
      ),
      { description: 'A parameter whose update is to be explained, term by term.' },
    ),
  });
}

function findSchema() {
  const rows = (description: string) => described(z.enum(['train', 'test']), { description });
  return z.strictObject({
    runId: runIdKey(),
    condition: described(
      z.discriminatedUnion('kind', [
        described(
          z.strictObject({
            kind: z.literal('lossBelow'),
            of: rows('Whose mean loss.'),
            value: described(z.number(), { description: 'In nats; the loss has to be below it.' }),
          }),
          { description: 'The loss is below a value.' },
        ),
        described(
          z.strictObject({
            kind: z.literal('correctAtLeast'),
            of: rows('Which rows are counted.'),
            count: described(z.int().check(z.minimum(0), z.maximum(1_000_000)), {
              description: 'So many rows, or more, are right.',
            }),
          }),
          { description: 'At least so many rows are read right.' },
        ),
        described(
          z.strictObject({
            kind: z.literal('rowRight'),
            row: place('A row of the data, counted from 1, as the inspector numbers it.'),
          }),
          { description: 'A row is read as its own class; forGoodSince tells since when for good.' },
        ),
        described(
          z.strictObject({ kind: z.literal('unitDead'), layer: layerKey(), unit: place('Counted from 1.') }),
          { description: 'A hidden unit fires on no training row.' },
        ),
        described(
          z.strictObject({
            kind: z.literal('alert'),
            alert: described(z.enum(ALERT_KINDS), { description: 'What the inspector would warn of.' }),
          }),
          { description: 'An alert of a kind is in force.' },
        ),
      ]),
      { description: 'What had to hold.' },
    ),
  });
}

/** Keys that say nothing to a model that the others do not say. */
const DECORATION = new Set(['$schema', 'title', 'examples', 'enumDescriptions']);

/** The bounds of a whole number in JSON Schema where it has none of its own. */
const UNBOUNDED = new Set<unknown>([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]);

function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(
    ([key, value]) => !DECORATION.has(key) && !UNBOUNDED.has(value),
  );
  return Object.fromEntries(
    members.map(([key, value]) => [key, key === 'properties' ? bareEach(value as object) : bare(value)]),
  );
}

/** The names of properties are not keys of the schema: `title` may be one of them. */
function bareEach(properties: object): unknown {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, bare(value)]));
}
