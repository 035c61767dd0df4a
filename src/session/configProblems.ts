import type { core } from 'zod';
import { LIMITS, SCHEDULE_KINDS, checkNumber } from '#engine/config';
import type { LimitedKey } from '#engine/config';
import { nearest, quoted } from '#engine/words';
import type { JsonPath } from './jsonText.ts';

/** One thing that is wrong with a configuration. */
export interface ConfigProblem {
  readonly key: string; // dotted, list entries by their index from 0: "network.hiddenLayers.0.units"; '' for the whole
  readonly message: string; // without the key: "must be …, got …"
  readonly line?: number; // in the file, from 1
  readonly column?: number; // in the line, from 1
}

export interface ExplainedIssue {
  readonly key: string;
  readonly path: JsonPath;
  readonly message: string;
}

/** What the checks found, as sentences; one for each key. `knownKeys` are all dotted keys, list indices left out. */
export function explainIssues(
  issues: readonly core.$ZodIssue[],
  knownKeys: readonly string[],
): ExplainedIssue[] {
  const explained = issues.flatMap((issue): ExplainedIssue[] => {
    if (issue.code !== 'unrecognized_keys') {
      return [{ key: issue.path.map(String).join('.'), path: issue.path, message: sentence(issue) }];
    }
    return issue.keys.map((name) => {
      const path = [...issue.path, name];
      return { key: path.map(String).join('.'), path, message: unknownKey(issue.path, name, knownKeys) };
    });
  });
  const byKey = new Map(explained.map((problem) => [problem.key, problem]));
  return [...byKey.values()];
}

/** All dotted keys of a JSON Schema; those of list entries without an index. */
export function keysOf(schema: Record<string, unknown>, prefix = ''): string[] {
  const variants = [schema['anyOf'], schema['oneOf']].flatMap((one): readonly unknown[] =>
    Array.isArray(one) ? one : [],
  );
  const inner = [schema['items'], ...variants];
  const keys = [...new Set(inner.filter(isObject).flatMap((one) => keysOf(one, prefix)))];
  const properties = schema['properties'];
  if (!isObject(properties)) return keys;
  for (const [name, property] of Object.entries(properties)) {
    keys.push(prefix + name, ...(isObject(property) ? keysOf(property, `${prefix}${name}.`) : []));
  }
  return keys;
}

function sentence(issue: Exclude<core.$ZodIssue, { code: 'unrecognized_keys' }>): string {
  const { input } = issue;
  const limitedKey = withoutIndices(issue.path).join('.');
  if (isLimitedKey(limitedKey) && input !== undefined) {
    const message = checkNumber(limitedKey, typeof input === 'number' ? input : NaN) ?? issue.message;
    return message.replace(/got NaN$/, `got ${shown(input)}`);
  }
  switch (issue.code) {
    case 'invalid_type':
      return input === undefined
        ? 'is missing; add it'
        : `must be ${named(issue.expected)}, got ${shown(input)}`;
    case 'invalid_value':
      return issue.values.length === 1
        ? `can only be ${shown(issue.values[0])} in this version, got ${shown(input)}`
        : `must be ${listed(issue.values.map(shown))}, got ${shown(input)}${meant(input, issue.values)}`;
    case 'invalid_union': {
      const kind = isObject(input) ? input['kind'] : input; // of a schedule: the one union there is
      return `must be ${listed(SCHEDULE_KINDS.map(shown))}, got ${shown(kind)}${meant(kind, SCHEDULE_KINDS)}`;
    }
    case 'too_small':
      return issue.origin === 'array' ? 'must not be an empty list' : 'must not be empty';
    case 'too_big':
      return `must have at most ${issue.maximum} entries, got ${Array.isArray(input) ? input.length : shown(input)}`;
    default:
      return issue.message;
  }
}

function unknownKey(path: JsonPath, name: string, knownKeys: readonly string[]): string {
  const place = withoutIndices(path).join('.');
  const prefix = place === '' ? '' : `${place}.`;
  const siblings = knownKeys
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((key) => !key.includes('.') && !key.startsWith('$')); // $schema is for editors
  if (siblings.includes(name)) {
    return `does not belong to this kind of ${path.at(-1)?.toString() ?? 'value'}; remove it, or choose the kind that has it`;
  }
  const elsewhere = knownKeys.filter((key) => key.slice(key.lastIndexOf('.') + 1) === name);
  const alike = nearest(name, siblings) ?? elsewhere[0];
  return alike === undefined
    ? `unknown key ${quoted(name)}; the keys here are ${listed(siblings, 'and')}`
    : `unknown key ${quoted(name)}; did you mean ${quoted(alike)}?`;
}

function withoutIndices(path: JsonPath): string[] {
  return path.filter((part) => typeof part === 'string');
}

function isLimitedKey(key: string): key is LimitedKey {
  return Object.hasOwn(LIMITS, key);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function named(type: string): string {
  switch (type) {
    case 'array':
      return 'a list [ ]';
    case 'object':
      return 'an object { }';
    case 'boolean':
      return 'true or false';
    case 'int':
      return 'a whole number';
    case 'string':
      return 'text in quotation marks';
    default:
      return `a ${type}`;
  }
}

function shown(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

function listed(words: readonly string[], conjunction: 'or' | 'and' = 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}

function meant(input: unknown, values: readonly unknown[]): string {
  const words = values.filter((value) => typeof value === 'string');
  const alike = typeof input === 'string' ? nearest(input, words) : undefined;
  return alike === undefined ? '' : `; did you mean ${quoted(alike)}?`;
}
