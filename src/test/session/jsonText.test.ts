import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { placeAt, readJson, spanOf, valueOf } from '#session/jsonText';
import type { JsonPath } from '#session/jsonText';

test('reads what JSON.parse reads, to the same value', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
      const text = JSON.stringify(JSON.parse(json), null, space);
      const document = readJson(text);
      expect(document.broken).toBeNull();
      expect(JSON.stringify(valueOf(document))).toBe(JSON.stringify(JSON.parse(text)));
    }),
  );
});

test('refuses what JSON.parse refuses, a comma after the last entry aside, without throwing', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ':',
    ',',
    '"a"',
    '"',
    '1',
    '-',
    '01',
    '1e5',
    'true',
    'nul',
    ' ',
    '\n',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), (parts) => {
      const text = parts.join('');
      let valid = true;
      try {
        JSON.parse(text.replace(/(["\d}\]e]\s*),(\s*[}\]])/g, '$1$2'));
      } catch {
        valid = false;
      }
      expect(readJson(text).broken === null, text).toBe(valid);
    }),
    { numRuns: 5000 },
  );
});

describe('says in words what is wrong, and where', () => {
  test.each([
    ['{', 1, 1, 'this { is never closed; add } at its end'],
    ['{"a": [1, 2', 1, 7, 'this [ is never closed; add ] at its end'],
    ['{"a": 1', 1, 1, 'this { is never closed; add } at its end'],
    ['[1,,2]', 1, 4, 'expected a value, got ","'],
    ['[,]', 1, 2, 'expected a value, got ","'],
    ['{"a": 1\n"b": 2}', 2, 1, 'expected , or a closing bracket, got a quotation mark'],
    ["{'a': 1}", 1, 2, 'expected a key in double quotation marks, got "\'"; use double quotation marks'],
    ['{a: 1}', 1, 2, 'expected a key in double quotation marks, got "a"'],
    ['{"a" 1}', 1, 6, 'expected : after the key, got "1"'],
    ['{"a": }', 1, 7, 'expected a value, got "}"'],
    ['{"a":', 1, 6, 'expected a value, got the end of the file'],
    ['{"a": 1 /* one', 1, 9, 'this comment is never closed'],
    ['// comment', 1, 11, 'the file is empty; write {} to use all defaults'],
    ['{"a": 1 / 2}', 1, 9, 'expected what JSON allows here, got "/"'],
    ['{"a": NaN}', 1, 7, 'expected what JSON allows here, got "NaN"'],
    ['{"a": 01}', 1, 8, 'expected , or a closing bracket, got "1"'],
    ['{"a": .5}', 1, 7, 'expected what JSON allows here, got ".5"'],
    ['{"a": "x', 1, 7, 'this text is not closed, or holds a line end or a wrong \\ escape'],
    ['{"a": "\\x"}', 1, 7, 'this text is not closed, or holds a line end or a wrong \\ escape'],
    ['{} {}', 1, 4, 'expected the end of the file, got "{"'],
    ['['.repeat(34), 1, 34, 'lists and objects are nested deeper than 32 levels'],
    ['{"🌺": 1, x}', 1, 11, 'expected a key in double quotation marks, got "x"'],
  ])('%j', (text, line, column, message) => {
    const { broken } = readJson(text);
    expect({ message: broken?.message, ...placeAt(text, broken?.offset ?? 0) }).toEqual({
      message,
      line,
      column,
    });
  });
});

test('reads JSON with comments and a comma after the last entry', () => {
  const text = '// all of it\r\n{ /* one **/ "a": [1, // two\n 2,], "b//": "/* no comment */", /**/ }//';
  const document = readJson(text);
  expect(document.broken).toBeNull();
  expect(JSON.stringify(valueOf(document))).toBe('{"a":[1,2],"b//":"/* no comment */"}');
  expect(placeOf(text, ['b//'])).toEqual({ line: 3, column: 7 });
});

test('knows where keys and entries stand, and for a missing one where it would have to be', () => {
  const text = '{\n  "a": {"b": [10,\n    20]},\n  "__proto__": 1\n}';
  expect(placeOf(text, ['a', 'b'])).toEqual({ line: 2, column: 9 });
  expect(placeOf(text, ['a', 'b', 1])).toEqual({ line: 3, column: 5 });
  expect(placeOf(text, ['__proto__'])).toEqual({ line: 4, column: 3 });
  expect(placeOf(text, ['a', 'missing', 'deep'])).toEqual({ line: 2, column: 3 });
  expect(placeOf(text, [])).toEqual({ line: 1, column: 1 });
});

test('tells every key that is given twice, at each repetition', () => {
  const text = '\ufeff\n{"a": 1, "b": [{"c": 1, "c": 2}], "a": 2, "a": 3}';
  expect(readJson(text).repeated.map(({ path, key }) => [path.join('.'), placeAt(text, key.offset)])).toEqual(
    [
      ['b.0.c', { line: 2, column: 25 }],
      ['a', { line: 2, column: 35 }],
      ['a', { line: 2, column: 43 }],
    ],
  );
});

test('a key named __proto__ is a key and changes nothing else', () => {
  const value = valueOf(readJson('{"__proto__": {"polluted": true}}'));
  expect(Object.keys(Object(value) as object)).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

function placeOf(text: string, path: JsonPath) {
  return placeAt(text, spanOf(readJson(text), path).offset);
}

test('a text that is nested very deep is refused and hangs nothing', () => {
  expect(readJson('['.repeat(1_000_000)).broken?.offset).toBe(33);
});
