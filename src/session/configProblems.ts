import type { core } from 'zod/mini';
import { LIMITS, checkNumber } from '#engine/config';
import type { LimitedKey } from '#engine/config';
import { t } from '#engine/translation';
import { nearest, quoted } from '#engine/words';
import { allVariants, schemasAt, variantsOf } from './jsonSchema.ts';
import type { JsonSchema } from './jsonSchema.ts';
import { isObject } from './jsonText.ts';
import type { JsonPath } from './jsonText.ts';

/** One thing that is wrong with a configuration. */
export interface ConfigProblem {
  readonly key: string; // dotted, list entries by their index from 0: "network.hiddenLayers.0.units"; '' for the whole
  readonly message: string; // without the key: "must be …, got …"
}

export interface ExplainedIssue {
  readonly key: string;
  readonly path: JsonPath;
  readonly message: string;
  readonly kind: 'unknown key' | 'missing key' | 'wrong value';
}

/** Of what is wrong this much is explained; whoever mends it sees the rest then. */
export const MOST_PROBLEMS = 100;

/** The first things that the checks found, as sentences; the first one of each key. */
export function explainIssues(issues: readonly core.$ZodIssue[], schema: JsonSchema): ExplainedIssue[] {
  const knownKeys = keysOf(schema);
  const explained = issues.slice(0, MOST_PROBLEMS).flatMap((issue): ExplainedIssue[] => {
    if (issue.code !== 'unrecognized_keys') {
      const kind = issue.input === undefined ? 'missing key' : 'wrong value';
      return [
        { key: issue.path.map(String).join('.'), path: issue.path, message: sentence(issue, schema), kind },
      ];
    }
    return issue.keys.slice(0, MOST_PROBLEMS).map((name) => {
      const path = [...issue.path, name];
      const message = unknownKey(issue.path, name, knownKeys);
      return { key: path.map(String).join('.'), path, message, kind: 'unknown key' };
    });
  });
  const byKey = new Map<string, ExplainedIssue>();
  for (const problem of explained) if (!byKey.has(problem.key)) byKey.set(problem.key, problem);
  return [...byKey.values()].slice(0, MOST_PROBLEMS);
}

/** All dotted keys of a JSON Schema; those of list entries without an index. */
export function keysOf(schema: JsonSchema, prefix = ''): string[] {
  const inner = [...(schema.items ? [schema.items] : []), ...variantsOf(schema)];
  const keys = inner.flatMap((one) => keysOf(one, prefix));
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    keys.push(prefix + name, ...keysOf(property, `${prefix}${name}.`));
  }
  return [...new Set(keys)];
}

function sentence(issue: Exclude<core.$ZodIssue, { code: 'unrecognized_keys' }>, schema: JsonSchema): string {
  const { input } = issue;
  const variants = schemasAt(schema, issue.path).flatMap(allVariants);
  const orNull = variants.some(({ type }) => type === 'null') ? t('; null is allowed too') : '';
  const limitedKey = withoutIndices(issue.path).join('.');
  if (isLimitedKey(limitedKey) && input !== undefined) {
    const problem = checkNumber(limitedKey, typeof input === 'number' ? input : NaN, shown(input));
    return problem === undefined ? issue.message : problem + orNull;
  }
  switch (issue.code) {
    case 'invalid_type':
      return input === undefined
        ? t('is missing; add it')
        : t('must be {0}, got {1}', named(issue.expected), shown(input)) + orNull;
    case 'invalid_value':
      return issue.values.length === 1
        ? t('can only be {0} in this version, got {1}', shown(issue.values[0]), shown(input))
        : t(
            'must be {0}, got {1}{2}',
            listed(issue.values.map(shown)),
            shown(input),
            meant(input, issue.values),
          );
    case 'invalid_union': {
      const { discriminator = '', options = [] } = 'options' in issue ? issue : {};
      const kinds = options.filter((option) => typeof option === 'string');
      const kind = isObject(input) ? input[discriminator] : input;
      return kind === undefined
        ? t('is missing; it must be {0}', listed(kinds.map(shown)))
        : t('must be {0}, got {1}{2}', listed(kinds.map(shown)), shown(kind), meant(kind, kinds));
    }
    case 'too_small':
      if (typeof input === 'number') return t('must be at least {0}, got {1}', String(issue.minimum), input);
      return issue.origin === 'array' ? t('must not be an empty list') : t('must not be empty');
    case 'too_big':
      if (typeof input === 'number') return t('must be at most {0}, got {1}', String(issue.maximum), input);
      return t(
        'must have at most {0} entries, got {1}',
        String(issue.maximum),
        Array.isArray(input) ? input.length : shown(input),
      );
    default:
      return issue.message;
  }
}

function unknownKey(path: JsonPath, name: string, knownKeys: readonly string[]): string {
  const { siblings, sibling, elsewhere } = keysLike(path, name, knownKeys);
  if (siblings.includes(name)) {
    return t(
      '{0} does not belong to this kind of {1}; remove it, or choose the kind that has it',
      quoted(name),
      path.at(-1)?.toString() ?? t('value'),
    );
  }
  const alike = sibling ?? elsewhere;
  return alike === undefined
    ? t('unknown key {0}; the keys here are {1}', quoted(name), listed(siblings, 'and'))
    : t('unknown key {0}; did you mean {1}?', quoted(name), quoted(alike));
}

/** What an unknown key may be meant to be: a key of the same object that is alike, or one of another object, dotted. */
export function keysLike(
  path: JsonPath,
  name: string,
  knownKeys: readonly string[],
): {
  readonly siblings: readonly string[];
  readonly sibling: string | undefined;
  readonly elsewhere: string | undefined;
} {
  const place = withoutIndices(path).join('.');
  const prefix = place === '' ? '' : `${place}.`;
  const siblings = knownKeys
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((key) => !key.includes('.') && !key.startsWith('$')); // $schema is for editors
  const elsewhere = knownKeys.find((key) => key.slice(key.lastIndexOf('.') + 1) === name);
  return { siblings, sibling: nearest(name, siblings), elsewhere };
}

function withoutIndices(path: JsonPath): string[] {
  return path.filter((part) => typeof part === 'string');
}

function isLimitedKey(key: string): key is LimitedKey {
  return Object.hasOwn(LIMITS, key);
}

function named(type: string): string {
  switch (type) {
    case 'array':
      return t('a list [ ]');
    case 'object':
      return t('an object { }');
    case 'boolean':
      return t('true or false');
    case 'int':
      return t('a whole number');
    case 'string':
      return t('text in quotation marks');
    default:
      return t('a {0}', type);
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return t('a list');
  return typeof value === 'object' && value !== null ? t('an object') : String(value);
}

function listed(words: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${conjunction === 'or' ? t('or') : t('and')} ${words[words.length - 1]}`;
}

function meant(input: unknown, values: readonly unknown[]): string {
  const words = values.filter((value) => typeof value === 'string');
  const alike = typeof input === 'string' && input.length > 1 ? nearest(input, words) : undefined;
  return alike === undefined ? '' : t('; did you mean {0}?', quoted(alike));
}
