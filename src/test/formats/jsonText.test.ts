import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonText } from '#formats/jsonText';

test('plain lists stand on one line, everything else is indented', () => {
  const value = {
    name: 'a "b"',
    list: [1, -0, null, 'x'],
    rows: [[1, 2], []],
    none: {},
    flag: true,
    left: undefined,
  };
  expect(jsonText(value)).toBe(`{
  "name": "a \\"b\\"",
  "list": [1, -0, null, "x"],
  "rows": [
    [1, 2],
    []
  ],
  "none": {},
  "flag": true
}
`);
});

test('every finite number is read back as itself, to the sign of zero; the others become null', () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (numbers) => {
      const back = JSON.parse(jsonText({ numbers })) as { readonly numbers: readonly (number | null)[] };
      const expected = numbers.map((value) => (Number.isFinite(value) ? value : null));
      expect(back.numbers.every((value, i) => Object.is(value, expected[i]))).toBe(true);
    }),
  );
});

test('any data comes back as JSON.stringify would give it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(JSON.stringify(JSON.parse(jsonText(value)))).toBe(
        JSON.stringify(JSON.parse(JSON.stringify(value))),
      );
    }),
  );
});
