import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseToolInput, toolInputSchema } from '#session/tools/toolInputs';
import { TOOL_NAMES } from '#session/tools/toolNames';

interface Manifest {
  readonly contributes: {
    readonly languageModelTools: readonly {
      readonly name: string;
      readonly toolReferenceName: string;
      readonly inputSchema: unknown;
    }[];
  };
}

const { languageModelTools } = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes;

describe('the tools of the manifest', () => {
  test('are those that are registered, by names that a prompt can use', () => {
    expect(languageModelTools.map(({ name }) => name)).toEqual(TOOL_NAMES);
    const names = languageModelTools.map(({ toolReferenceName }) => toolReferenceName);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^iris[A-Z]\w+$/);
  });

  test.each(TOOL_NAMES)('%s takes there what it takes when it is called', (name) => {
    const declared = languageModelTools.find((tool) => tool.name === name)?.inputSchema;
    expect(declared).toEqual(toolInputSchema(name));
  });

  test('explain every key that is not a kind', () => {
    const unexplained: string[] = [];
    const look = (schema: unknown, path: string) => {
      if (typeof schema !== 'object' || schema === null) return;
      const { properties, ...rest } = schema as { readonly properties?: Record<string, object> };
      for (const [key, property] of Object.entries(properties ?? {})) {
        if (!('description' in property) && !('const' in property)) unexplained.push(`${path}.${key}`);
        look(property, `${path}.${key}`);
      }
      for (const [key, one] of Object.entries(rest)) if (key !== 'default') look(one, path);
    };
    for (const { name, inputSchema } of languageModelTools) look(inputSchema, name);
    expect(unexplained).toEqual([]);
  });
});

describe('an input', () => {
  test('that is right is taken as it is', () => {
    const input = { runId: 'x', epoch: 3, parameter: { array: 'W', layer: 1, input: 4, unit: 5 } };
    expect(parseToolInput('irisNetwork_explainEpoch', input)).toEqual({ input });
    expect(parseToolInput('irisNetwork_describeRun', {})).toEqual({ input: {} });
  });

  const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`key${i}`, i]));

  test.each([
    ['irisNetwork_describeRun', null, '', /^must be an object/],
    ['irisNetwork_describeRun', [], '', /^must be an object/],
    ['irisNetwork_describeRun', { runId: '' }, 'runId', /^must not be empty/],
    ['irisNetwork_describeRun', { runId: 3 }, 'runId', /^must be text in quotation marks, got 3/],
    ['irisNetwork_describeRun', JSON.parse('{"__proto__": {"runId": 1}}'), '__proto__', /^unknown key/],
    ['irisNetwork_describeRun', many, 'key0', /^unknown key "key0"/],
    ['irisNetwork_explainEpoch', {}, 'epoch', /^is missing; add it/],
    ['irisNetwork_explainEpoch', { epoch: 1.5 }, 'epoch', /^must be a whole number, got 1.5/],
    ['irisNetwork_explainEpoch', { epoch: -1 }, 'epoch', /^must be at least 0, got -1/],
    ['irisNetwork_explainEpoch', { epoch: 1e9 }, 'epoch', /^must be at most 1000000, got 1000000000/],
    ['irisNetwork_explainEpoch', { epoch: 1, parameter: 'W1' }, 'parameter', /^must be an object .*got "W1"/],
    [
      'irisNetwork_explainEpoch',
      { epoch: 1, parameter: { array: 'b', layer: 1, unit: 1, input: 1 } },
      'parameter.input',
      /^"input" does not belong to this kind of parameter/,
    ],
    ['irisNetwork_findWhen', { condition: {} }, 'condition.kind', /^is missing; it must be "lossBelow", /],
    [
      'irisNetwork_findWhen',
      { condition: { kind: 'rowright' } },
      'condition.kind',
      /did you mean "rowRight"\?$/,
    ],
    [
      'irisNetwork_findWhen',
      { condition: { kind: 'lossBelow', of: 'trian', value: 1 } },
      'condition.of',
      /^must be "train" or "test", got "trian"; did you mean "train"\?$/,
    ],
    [
      'irisNetwork_findWhen',
      { condition: { kind: 'lossBelow', of: 'train', value: '1' } },
      'condition.value',
      /^must be a number, got "1"/,
    ],
  ] as const)('%s refuses what is wrong (%#)', (name, input: unknown, key, message) => {
    const reading = parseToolInput(name, input);
    if (!('problems' in reading)) throw new Error('was taken');
    const problem = reading.problems.find((one) => one.key === key);
    expect(problem?.message).toMatch(message);
    expect(reading.problems.length).toBeLessThanOrEqual(100);
  });
});
