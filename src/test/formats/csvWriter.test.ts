import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { sortClasses } from '#engine/dataset';
import type { Dataset } from '#engine/dataset';
import { DELIMITERS } from '#engine/tableFacts';
import { readDataset } from '#formats/csv';
import { writeCsv, writeDataset } from '#formats/csvWriter';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', "'", 'a', ' ', '=', '\u202e') }),
  fc.constantFrom('__proto__', 'constructor', '<img onerror>', '=cmd()', 'שלום', 'NaN', '1', '-', 'a b'),
);
const name = text.map((one) => one.trim()).filter((one) => one !== '' && !/\0|\ufeff/.test(one));
const style = fc.record({
  delimiter: fc.constantFrom(...DELIMITERS),
  newline: fc.constantFrom('\n' as const, '\r\n' as const, '\r' as const),
});

const dataset: fc.Arbitrary<Dataset & { readonly target: string }> = fc
  .record({
    headers: fc.uniqueArray(name, { minLength: 2, maxLength: 5 }),
    names: fc.uniqueArray(name, { minLength: 2, maxLength: 4 }),
    numbers: fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }),
    nMore: fc.nat(6),
  })
  .filter(({ headers }) => headers.some((header) => Number.isNaN(Number(header))))
  .map(({ headers, names, numbers, nMore }) => {
    const [target = '', ...features] = headers;
    const nRows = names.length + nMore;
    const classes = sortClasses(names);
    return {
      name: 'table',
      target,
      features,
      classes,
      values: Float64Array.from({ length: nRows * features.length }, (_, i) => numbers[i % numbers.length]!),
      labels: Int32Array.from({ length: nRows }, (_, row) => row % classes.length),
    };
  });

test('10,000 tables: what is written is read back as it was', () => {
  fc.assert(
    fc.property(dataset, style, ({ target, ...written }, how) => {
      const text = writeDataset(written, target, how);
      const reading = readDataset(text, { name: 'table', delimiter: how.delimiter });
      expect('dataset' in reading ? reading.dataset : reading.problems).toEqual(written);
    }),
    { numRuns: 10_000, seed: 7 },
  );
});

describe('a cell', () => {
  test.each([
    ['plain text', 'petal length (cm)', 'petal length (cm)'],
    ['a quotation mark', 'a "b"', '"a ""b"""'],
    ['a delimiter', 'a,b', '"a,b"'],
    ['white space at its ends', ' a ', '" a "'],
    ['nothing', '', '""'],
  ])('with %s is quoted where it must be', (_, cell, written) => {
    expect(writeCsv([[cell]])).toBe(`${written}\n`);
  });

  test.each(['=cmd()', '+1', '-1+1', '@SUM(A1)', ' =1', '\t=1', '\u202e=1', '＝1'])(
    '%j does nothing in a spreadsheet if that is asked for',
    (cell) => {
      expect(Papa.parse(writeCsv([[cell, 'x']], { formulas: 'escaped' })).data[0]).toEqual([`'${cell}`, 'x']);
      expect(Papa.parse(writeCsv([[cell, 'x']])).data[0]).toEqual([cell, 'x']);
    },
  );

  test('a number is written with the digits that give it back, and never escaped', () => {
    expect(writeCsv([[-1.5, 0.1 + 0.2, -0, 1e308]], { formulas: 'escaped' })).toBe(
      '-1.5,0.30000000000000004,-0,1e+308\n',
    );
  });
});
