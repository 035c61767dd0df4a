import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import type { Dataset } from '#engine/dataset';
import { readDataset } from '#formats/csv';
import type { CsvOptions } from '#formats/csvOptions';
import { datasetOf } from '../fixtureFiles.ts';

const SMALL = 'a,b,class\n1,2.5,x\n-3,4e2,y\n';

function read(text: string, options: Partial<CsvOptions> = {}): Dataset {
  const reading = readDataset(text, { name: 'table', ...options });
  if ('dataset' in reading) return reading.dataset;
  throw new Error(reading.problems.map(({ message }) => message).join('\n'));
}

describe('a table is read', () => {
  test('iris: features with units, sorted classes, values as written', () => {
    const { name, features, classes, values, labels } = datasetOf('iris');
    expect([name, features.length, classes, values.length, labels.length]).toEqual([
      'iris',
      4,
      ['setosa', 'versicolor', 'virginica'],
      600,
      150,
    ]);
    expect([...values.subarray(34 * 4, 35 * 4), labels[34]]).toEqual([4.9, 3.1, 1.5, 0.2, 0]);
    expect([...values.subarray(37 * 4, 38 * 4), labels[149]]).toEqual([4.9, 3.6, 1.4, 0.1, 2]);
  });

  test('the label column is the one named, wherever it stands; without a name the last', () => {
    const moons = datasetOf('two-moons.csv', { dataset: { path: '', target: 'side' } });
    expect([moons.features, moons.classes, moons.labels[0]]).toEqual([
      ['x, horizontal', 'y, vertical'],
      ['left', 'right'],
      1,
    ]);
    expect(read(SMALL).features).toEqual(['a', 'b']);
  });

  test('features come in the order asked for; the others may hold anything', () => {
    const text = 'note,a,b,class\n<b>,1,2,x\n,3,4,y\n';
    const { features, values } = read(text, { features: ['b', 'a'] });
    expect([features, [...values]]).toEqual([
      ['b', 'a'],
      [2, 1, 4, 3],
    ]);
  });

  const expected = { ...read(SMALL) };
  test.each([
    ['no line end after the last row', SMALL.trimEnd()],
    ['blank lines at the end', `${SMALL}\n\n  \n`],
    ['blank lines in between', SMALL.replaceAll('\n', '\n\n')],
    ['rows of nothing but commas, as Excel leaves them', `${SMALL},,\n,,\n`],
    ['a byte order mark', `\ufeff${SMALL}`],
    ['Windows line ends', SMALL.replaceAll('\n', '\r\n')],
    ['old Macintosh line ends', SMALL.replaceAll('\n', '\r')],
    ['line ends of several kinds', 'a,b,class\r\n1,2.5,x\n-3,4e2,y\r'],
    ['semicolons', SMALL.replaceAll(',', ';')],
    ['tabs', SMALL.replaceAll(',', '\t')],
    ['bars', SMALL.replaceAll(',', '|')],
    ['white space around the cells', SMALL.replaceAll(',', ' , ')],
    ['quotation marks around every cell', SMALL.replace(/[^,\n]+/g, '"$&"')],
    ['other ways to write the numbers', 'a,b,class\n+1.,025E-1,x\n-3.000,400,y\n'],
  ])('with %s', (_, text) => {
    expect(read(text)).toEqual(expected);
  });

  test('the delimiter is the one that fits the rows, whatever else the headers hold', () => {
    expect(read('length, cm;width, cm;class\n1;2;x\n3;4;y\n').features).toEqual(['length, cm', 'width, cm']);
    expect(read('"a;b";"c,d";class\n1;2;x\n3;4;y\n').features).toEqual(['a;b', 'c,d']);
    expect(read('"a, b, c","d | e",class\n1,2,x\n3,4,y\n').features).toEqual(['a, b, c', 'd | e']);
  });

  test('cells in quotation marks may hold delimiters, quotation marks and line ends', () => {
    const { features, classes } = read(
      '"a ""big"" one","two\nlines",class\n1,2,"x, ""y"""\r\n3,4,"z\r\nw"\r\n',
    );
    expect(features).toEqual(['a "big" one', 'two\nlines']);
    expect(classes).toEqual(['x, "y"', 'z\r\nw']);
  });

  test.each([
    ['__proto__', 'constructor'],
    ['<img src=x onerror=alert(1)>', '=1+1'],
    ['שלום', '\u202eevil'],
    ['🌺', 'é'],
    ['hasOwnProperty', 'toString'],
  ])('%j and %j are names like any other, for columns and for classes', (one, other) => {
    const { features, classes, labels } = read(
      Papa.unparse([
        [one, other, 'class'],
        [1, 2, one],
        [3, 4, other],
      ]),
    );
    expect(features).toEqual([one, other]);
    expect([...classes].sort()).toEqual([one, other].sort());
    expect(Array.from(labels, (label) => classes[label])).toEqual([one, other]);
  });
});

describe('whatever is written is read back', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({
      unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', '\r', "'", 'a', ' ', '=', '\ufeff', '\u202e'),
    }),
    fc.constantFrom('__proto__', 'constructor', '<script>', 'NaN', '1', '""', '\u2028'),
  );
  const name = hostile.map((text) => text.trim()).filter((text) => text !== '' && !text.includes('\0'));

  test('names and numbers, by any delimiter and line end', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 3, maxLength: 5 }),
        fc.uniqueArray(name, { minLength: 2, maxLength: 4 }),
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (headers, classes, numbers, delimiter, newline) => {
          const rows = Array.from({ length: 6 }, (_, row) => [
            ...headers.slice(1).map((_header, k) => String(numbers[(5 * row + k) % numbers.length])),
            classes[row % classes.length],
          ]);
          const dataset = read(Papa.unparse([headers, ...rows], { delimiter, newline, quotes: true }));
          expect(dataset.features).toEqual(headers.slice(0, -1));
          expect([...dataset.classes].sort()).toEqual([...classes].sort());
          rows.forEach((row, i) => {
            const values = dataset.values.subarray(i * (headers.length - 1), (i + 1) * (headers.length - 1));
            expect([...values]).toEqual(row.slice(0, -1).map(Number));
            expect(dataset.classes[dataset.labels[i]!]).toBe(row.at(-1));
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('and no text at all makes the reader throw', () => {
    fc.assert(
      fc.property(hostile, fc.option(hostile, { nil: undefined }), (text, target) => {
        const reading = readDataset(text, { name: 'table', target });
        expect('dataset' in reading || reading.problems.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
