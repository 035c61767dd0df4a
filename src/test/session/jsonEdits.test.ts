import fc from 'fast-check';
import { applyEdits } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { editsBetween, removeValue, setValue } from '#session/jsonEdits';
import type { TextEdit } from '#session/jsonEdits';
import { readJson, valueOf } from '#session/jsonText';
import type { JsonPath } from '#session/jsonText';

const FILE = `// my experiment
{
  /* how long */ "training": {
    "learningRate": 1e-3, // three is a lot
    "epochs": 50 // short
  },
  "network": { "hiddenLayers": [{ "units": 5 }, { "units": 3 /* few */ }] },
  // nothing below
}
`;

function edited(text: string, edits: readonly TextEdit[]): string {
  return applyEdits(text, [...edits]);
}

describe('setting a value keeps comments and formatting', () => {
  test.each<[string, JsonPath, unknown, string, string]>([
    ['a value that is there', ['training', 'epochs'], 7, '"epochs": 50 // short', '"epochs": 7 // short'],
    [
      'a key behind a comment at the line’s end',
      ['training', 'optimizer'],
      'adam',
      '"epochs": 50 // short\n',
      '"epochs": 50, // short\n    "optimizer": "adam"\n',
    ],
    ['a key of an object on one line', ['network', 'seed'], 1, '}] }', '}], "seed": 1 }'],
    [
      'an entry at the end of a list',
      ['network', 'hiddenLayers', 2],
      { units: 2, activation: 'relu' },
      '/* few */ }]',
      '/* few */ }, { "units": 2, "activation": "relu" }]',
    ],
    [
      'a key of an entry',
      ['network', 'hiddenLayers', 0, 'activation'],
      'tanh',
      '"units": 5 }',
      '"units": 5, "activation": "tanh" }',
    ],
    [
      'an object that is missing, after a comma',
      ['split', 'testSize'],
      0.3,
      '}] },\n',
      '}] },\n  "split": { "testSize": 0.3 },\n',
    ],
  ])('%s', (_, path, value, before, after) => {
    expect(edited(FILE, setValue(readJson(FILE), path, value))).toBe(FILE.replace(before, after));
  });

  test.each([
    ['{}', '{\n  "a": 1\n}'],
    ['{ // nothing\n}', '{ // nothing\n  "a": 1\n}'],
    ['{"b": 2}', '{"b": 2, "a": 1}'],
    ['{\r\n\t"b": 2\r\n}', '{\r\n\t"b": 2,\r\n\t"a": 1\r\n}'],
  ])('the first key of %j', (text, expected) => {
    expect(edited(text, setValue(readJson(text), ['a'], 1))).toBe(expected);
  });
});

describe('removing a key', () => {
  test.each<[JsonPath, string, string]>([
    [['training', 'learningRate'], '\n    "learningRate": 1e-3, // three is a lot', ''],
    [['training', 'epochs'], ', // three is a lot\n    "epochs": 50 // short', ' // three is a lot'],
    [['network', 'hiddenLayers', 0], '{ "units": 5 }, ', ''],
    [['network', 'hiddenLayers', 1], ', { "units": 3 /* few */ }', ''],
  ])('%j takes its comma with it and no other comment', (path, before, after) => {
    expect(edited(FILE, removeValue(readJson(FILE), path))).toBe(FILE.replace(before, after));
  });
});

test('what does not differ is neither touched nor added', () => {
  const before = { training: { learningRate: 1e-3, epochs: 50, optimizer: 'sgd' }, split: { testSize: 0.2 } };
  const after = { ...before, training: { ...before.training, learningRate: 3e-5 } };
  const edits = editsBetween(FILE, before, after);
  expect(edits).toHaveLength(1);
  expect(edited(FILE, edits)).toBe(FILE.replace('1e-3', '3e-5'));
  expect(editsBetween(FILE, before, before)).toEqual([]);
});

test('a list that is not in the text is written whole', () => {
  const layer = { units: 5, activation: 'relu' };
  const edits = editsBetween('{}', { hiddenLayers: [layer] }, { hiddenLayers: [{ ...layer, units: 8 }] });
  expect(edited('{}', edits)).toBe('{\n  "hiddenLayers": [{ "units": 8, "activation": "relu" }]\n}');
});

test('edits between any two values make one text of the other, and keep its comments', () => {
  const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('x', 'y'));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, leaf, tie('list'), tie('object')),
    list: fc.array(tie('value'), { maxLength: 3 }),
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { noNullPrototype: true }),
  }));
  const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { noNullPrototype: true });
  fc.assert(
    fc.property(object, object, fc.constantFrom(undefined, 2), (before, after, space) => {
      const text = `// first\n${JSON.stringify(before, null, space)} // last`;
      const result = edited(text, editsBetween(text, before, after));
      const document = readJson(result);
      expect(document.broken, result).toBeNull();
      expect(JSON.parse(JSON.stringify(valueOf(document)))).toEqual(after);
      expect([result.startsWith('// first\n'), result.endsWith(' // last')]).toEqual([true, true]);
    }),
  );
});
