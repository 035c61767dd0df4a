import { applyEdits } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { fixesOf } from '#session/experimentFixes';
import { problemSentence, readExperimentFile } from '#session/experimentFile';
import type { JsonSchema } from '#session/jsonSchema';
import { schemaKeys } from './schemaKeys.ts';

/** Values that none of the variants allows. */
function wrongValues(variants: readonly JsonSchema[]): unknown[] {
  const types = variants.flatMap(({ type }) => type ?? []);
  const wrong: unknown[] = types.includes('object') ? [5, [], 'x', true] : [{ x: 1 }];
  if (!types.includes('array')) wrong.push([]);
  if (!types.includes('string') && !variants.some(({ enum: choices }) => choices)) wrong.push('x');
  if (!variants.some(({ type, const: only }) => type === 'null' || only === null)) wrong.push(null);
  for (const { type, minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } of variants) {
    if (type === 'integer') wrong.push(1.5);
    if (minimum !== undefined) wrong.push(minimum - 1);
    if (maximum !== undefined) wrong.push(maximum + 1);
    if (above !== undefined) wrong.push(above);
    if (below !== undefined) wrong.push(below);
  }
  return wrong;
}

const KEYS = schemaKeys().filter(({ path }) => path[0] !== '$schema');
const CASES = KEYS.flatMap(({ path, variants, fileWith }) =>
  wrongValues(variants).map((value) => [path.join('.'), value, fileWith(value)] as const),
);

describe('every key of the schema', () => {
  test.each(CASES)('%s refuses %j: the problem names the key and stands at it', (key, _, file) => {
    const text = JSON.stringify(file, null, 2);
    const [problem, ...others] = readExperimentFile(text).problems ?? [];
    expect(others).toEqual([]);
    expect(problem?.key).toBe(key);
    const { offset = 0, length = 0 } = problem ?? {};
    expect(text.slice(offset, offset + length)).toBe(JSON.stringify(key.split('.').at(-1)));
  });

  test.each(KEYS.map(({ path, fileWith }) => [path.join('.'), fileWith] as const))(
    '%s, misspelt, is found and can be mended',
    (key, fileWith) => {
      const name = key.split('.').at(-1) ?? '';
      const wrong = name.slice(0, -2) + (name.at(-1) ?? '') + (name.at(-2) ?? '');
      const text = JSON.stringify(fileWith(null)).replaceAll(JSON.stringify(name), JSON.stringify(wrong));
      const reading = readExperimentFile(text);
      const problem = reading.problems?.find(({ kind }) => kind === 'unknown key');
      expect(problem?.message).toContain(`unknown key "${wrong}"; did you mean "${name}"?`);
      expect(text.slice(problem?.offset, (problem?.offset ?? 0) + (problem?.length ?? 0))).toBe(`"${wrong}"`);
      const [fix] = problem ? fixesOf(reading.document, problem) : [];
      expect(fix?.title).toBe(`Change to '${name}'`);
      expect(applyEdits(text, [...(fix?.edits ?? [])])).toContain(`"${name}"`);
    },
  );

  test('that is required is missed where it would have to be', () => {
    const text = '{\n  "dataset": { "target": "class" }\n}';
    const { problems: [problem] = [], document } = readExperimentFile(text);
    expect(problem).toMatchObject({ key: 'dataset.path', message: 'is missing; add it', line: 2, column: 3 });
    const [fix] = problem ? fixesOf(document, problem) : [];
    expect(fix?.title).toBe(`Add 'path': "data.csv"`);
    expect(applyEdits(text, [...(fix?.edits ?? [])])).toContain('"target": "class", "path": "data.csv"');
  });
});

/** What the fixes of the first problem say, and the text after the first of them. */
function mended(text: string): { titles: readonly string[]; text: string } {
  const { problems: [problem] = [], document } = readExperimentFile(text);
  const fixes = problem ? fixesOf(document, problem) : [];
  return { titles: fixes.map(({ title }) => title), text: applyEdits(text, [...(fixes[0]?.edits ?? [])]) };
}

describe('a fix', () => {
  test.each([
    ['{"training": {"epochs": -3}}', 'Change to 0', '{"training": {"epochs": 0}}'],
    ['{"training": {"epochs": 2e6}}', 'Change to 1000000', '{"training": {"epochs": 1000000}}'],
    ['{"training": {"epochs": 12.6}}', 'Change to 13', '{"training": {"epochs": 13}}'],
    ['{"training": {"epochs": "50"}}', 'Change to 50', '{"training": {"epochs": 50}}'],
    ['{"training": {"learningRate": 0}}', 'Change to 3e-5', '{"training": {"learningRate": 3e-5}}'],
    [
      '{"preprocessing": {"standardize": "no"}}',
      'Change to false',
      '{"preprocessing": {"standardize": false}}',
    ],
    [
      '{"preprocessing": {"fitScalerOn": "trian"}}',
      'Change to "train"',
      '{"preprocessing": {"fitScalerOn": "train"}}',
    ],
    ['{"network": {"seed": -1}}', 'Change to 0', '{"network": {"seed": 0}}'],
    [
      '{"training": 5, /* so */ "split": null}',
      "Remove 'training', which takes its default",
      '{/* so */ "split": null}',
    ],
    ['{"epochs": 3}', "Move to 'training.epochs'", '{\n  "training": { "epochs": 3 }\n}'],
    ['{"split": null, "nothing": 1}', 'Remove "nothing"', '{"split": null}'],
    ['{ "split": null, "nothing": 1 }', 'Remove "nothing"', '{ "split": null }'],
    ['{ "split": null , "nothing": 1 }', 'Remove "nothing"', '{ "split": null }'],
    ['{ "split": null,\n  "nothing": 1 }', 'Remove "nothing"', '{ "split": null }'],
    [
      '{"training": {\n  "epochs": 3, // few\n  "epochs": 4\n}}',
      'Remove this "epochs"',
      '{"training": {\n  "epochs": 3 // few\n}}',
    ],
  ])('of %s', (text, title, expected) => {
    const { titles, text: after } = mended(text);
    expect(titles).toContain(title);
    expect(titles[0]).toBe(title);
    expect(after).toBe(expected);
  });

  test('is not offered where only a person knows', () => {
    expect(mended('{"split": ').titles).toEqual([]);
  });

  test('never gives a key a value that is wrong too', () => {
    for (const { path, variants, fileWith } of KEYS) {
      for (const value of wrongValues(variants)) {
        const text = JSON.stringify(fileWith(value));
        const { problems: [problem] = [], document } = readExperimentFile(text);
        for (const { title, edits } of problem ? fixesOf(document, problem) : []) {
          const after = readExperimentFile(applyEdits(text, [...edits]));
          expect(after.problems ?? [], `${path.join('.')}: ${title}`).toEqual([]);
        }
      }
    }
  });
});

test('a key of another kind of schedule is told by its name', () => {
  const text = '{"training": {"schedule": {"kind": "step", "minimum": 1e-6}}}';
  const [problem] = readExperimentFile(text).problems ?? [];
  expect(problem && problemSentence(problem)).toBe(
    '"minimum" does not belong to this kind of schedule; remove it, or choose the kind that has it',
  );
});

describe('a key that the optimizer does not read', () => {
  test.each([
    ['momentum', 'momentum', '{"training": {"momentum": 0.5}}', 'gradientDescent'],
    ['beta1', 'adam', '{"training": {"optimizer": "momentum", "beta1": 0.8}}', 'momentum'],
    ['epsilon', 'adam', '{"training": {"optimizer": "gradientDescent", "epsilon": 1e-7}}', 'gradientDescent'],
  ])('%s is warned of at the key, and trained all the same', (key, reader, text, optimizer) => {
    const { experiment, warnings, document } = readExperimentFile(text);
    expect(experiment?.training.optimizer).toBe(optimizer);
    expect(warnings.map(problemSentence)).toEqual([
      `training.${key} is read by the optimizer "${reader}" only, and this is "${optimizer}"; set training.optimizer to "${reader}", or remove it`,
    ]);
    const [warning] = warnings;
    expect(text.slice(warning?.offset, (warning?.offset ?? 0) + (warning?.length ?? 0))).toBe(`"${key}"`);
    for (const { title, edits } of warning ? fixesOf(document, warning) : []) {
      const after = readExperimentFile(applyEdits(text, [...edits]));
      expect(after.warnings, title).toEqual([]);
      expect(after.experiment?.training.optimizer).toBe(title.startsWith('Set') ? reader : optimizer);
    }
  });

  test('is none where it is read, and nothing is said of an optimizer that there is not', () => {
    for (const optimizer of ['momentum', 'sgd']) {
      const { warnings } = readExperimentFile(JSON.stringify({ training: { optimizer, momentum: 0.5 } }));
      expect(warnings).toEqual([]);
    }
  });
});

test('all problems are told at once, in the order of the file, also before a place that is no JSON', () => {
  const text =
    '{\n"split": {"testSize": 2},\n"split": null,\n"training": {"epohcs": 3},\n"network": {"seed": -1 x}}';
  const { problems = [] } = readExperimentFile(text);
  expect(problems.map(({ line, key, kind }) => `${line} ${key} ${kind}`)).toEqual([
    '3 split repeated key',
    '4 training.epohcs unknown key',
    '5 network.seed wrong value',
    '5  no JSON',
  ]);
});
