import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '#engine/config';
import { prepareExperiment } from '#engine/experiment';
import { Trainer } from '#engine/trainer';
import { readDataset } from '#formats/csv';
import type { CsvReading } from '#formats/csv';
import type { CsvOptions } from '#formats/csvOptions';
import { decodeText } from '#formats/textBytes';

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** As the extension and the command line read a file: bytes to text to data. */
function readBytes(bytes: Uint8Array, options: Partial<CsvOptions> = {}): CsvReading {
  const decoded = decodeText(bytes);
  if (!('text' in decoded)) throw new Error(`${decoded.what}; ${decoded.mend}`);
  return readDataset(decoded.text, { name: 'table', ...options });
}

function messages(text: string, options: Partial<CsvOptions> = {}): readonly string[] {
  const reading = readBytes(bytesOf(text), options);
  return 'problems' in reading ? reading.problems.map(({ message }) => message) : [];
}

function factsOf(text: string, options: Partial<CsvOptions> = {}) {
  const { facts } = readBytes(bytesOf(text), options);
  if (!facts) throw new Error('no table');
  return facts;
}

/** How training two epochs on it ends. */
function train(text: string, options: Partial<CsvOptions> = {}): string {
  const reading = readBytes(bytesOf(text), options);
  if (!('dataset' in reading)) throw new Error(reading.problems.map(({ message }) => message).join('\n'));
  const config = { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: 2 } };
  const trainer = new Trainer(prepareExperiment(config, reading.dataset));
  const record = new Float64Array(trainer.recordLength);
  let progress = trainer.next(record);
  while (progress === 'trained') progress = trainer.next(record);
  return trainer.divergence
    ? `diverged at ${trainer.divergence.epoch} in ${trainer.divergence.where}`
    : progress;
}

const ROWS = '1,2,x\n3,4,y\n5,6,x\n7,8,y\n9,1,x\n2,3,y\n';
const GAPS = 'a,b,class\n1,,x\nNA,3,y\n4,5,x\n6,?,y\n7,null,x\n8,NaN,y\n9,1,x\n2,2,y\n';

describe('missing values', () => {
  test('are refused by default, each with its place and the ways out', () => {
    const mend = 'fill it in, delete the row, or set "missing" to "dropRows" or "imputeMean"';
    expect(messages(GAPS)).toEqual([
      `line 2 (row 1), column "b": the value is missing; ${mend}`,
      `line 3 (row 2), column "a": the value is missing ("NA"); ${mend}`,
      `line 5 (row 4), column "b": the value is missing ("?"); ${mend}`,
      `line 6 (row 5), column "b": the value is missing ("null"); ${mend}`,
      `line 7 (row 6), column "b": the value is missing ("NaN"); ${mend}`,
    ]);
  });

  test('are dropped with their rows on request, and counted', () => {
    const reading = readBytes(bytesOf(GAPS), { missing: 'dropRows' });
    if (!('dataset' in reading)) throw new Error('refused');
    expect([...reading.dataset.values]).toEqual([4, 5, 9, 1, 2, 2]);
    expect([...reading.dataset.labels]).toEqual([0, 0, 1]);
    const { dropped, nRows, nImputed, classes } = reading.facts;
    expect([dropped.total, nRows, nImputed, classes]).toEqual([
      5,
      8,
      0,
      [
        { name: 'x', nRows: 2 },
        { name: 'y', nRows: 1 },
      ],
    ]);
    expect(dropped.problems[1]?.message).toBe(
      'line 3 (row 2), column "a": the row is left out, its value is missing; fill it in to keep the row',
    );
    expect(train(GAPS, { missing: 'dropRows' })).toBe('completed');
  });

  test('take the mean of their column on request, and are counted', () => {
    const reading = readBytes(bytesOf(GAPS), { missing: 'imputeMean' });
    if (!('dataset' in reading)) throw new Error('refused');
    const [a, b] = [37 / 7, 11 / 4];
    expect([...reading.dataset.values]).toEqual([1, b, a, 3, 4, 5, 6, b, 7, b, 8, b, 9, 1, 2, 2]);
    expect(reading.facts.nImputed).toBe(5);
  });

  test.each([
    [
      'a missing label is refused when means are imputed',
      'a,class\n1,x\n2,\n3,y\n',
      'imputeMean' as const,
      ['line 3 (row 2), column "class": the label is missing; fill it in, or delete the row'],
    ],
    [
      'a column without a value has no mean',
      'a,b,class\n1,,x\n2,NA,y\n',
      'imputeMean' as const,
      ['column "b": no value of this column is there, so it has no mean; leave the column out of "features"'],
    ],
    [
      'what is neither a number nor missing is refused all the same',
      'a,class\n1,x\n,y\nfive,y\n',
      'dropRows' as const,
      [
        'line 4 (row 3), column "a": "five" is not a number; write a number such as 5.1, or leave the column out of "features"',
      ],
    ],
    [
      'rows that are left must be of two classes',
      'a,class\n1,x\n2,x\n,y\n',
      'dropRows' as const,
      [
        'only 2 rows of 1 class are left when rows with missing values are dropped; fill in missing values, or have them imputed',
      ],
    ],
  ])('%s', (_, text, missing, expected) => {
    expect(messages(text, { missing })).toEqual(expected);
  });

  test('a row without a label is dropped with those without a value', () => {
    expect(factsOf('a,class\n1,x\n2,\n3,y\n4,x\n', { missing: 'dropRows' }).dropped.total).toBe(1);
  });
});

describe('the text of a file', () => {
  const utf16 = (mark: readonly number[]) => Uint8Array.from([...mark, 0x61, 0x00, 0x2c, 0x00]);
  test.each([
    [
      'UTF-16, little endian',
      utf16([0xff, 0xfe]),
      'the file is UTF-16 (little endian) text, not UTF-8; save it as CSV in the encoding UTF-8',
    ],
    [
      'UTF-16, big endian',
      utf16([0xfe, 0xff]),
      'the file is UTF-16 (big endian) text, not UTF-8; save it as CSV in the encoding UTF-8',
    ],
    [
      'Latin-1',
      Uint8Array.from(Buffer.from('a,class\r\n1,x\n2,gr\u00fcn\n', 'latin1')),
      'line 3: byte 18 of the file, 0xfc, is not UTF-8 text; save it as CSV in the encoding UTF-8, or replace what stands there',
    ],
    [
      'a character that is cut off at the end',
      bytesOf('a,class\n1,\u00fc').subarray(0, 11),
      'line 2: byte 11 of the file, 0xc3, is not UTF-8 text; save it as CSV in the encoding UTF-8, or replace what stands there',
    ],
  ])('%s is told apart', (_, bytes, message) => {
    expect(() => readBytes(bytes)).toThrow(new Error(message));
  });

  test('each sequence of bytes is judged as the decoder judges it', () => {
    const strict = new TextDecoder('utf-8', { fatal: true });
    for (let first = 0x80; first < 0x100; first++) {
      for (const second of [0x20, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0]) {
        for (const rest of [[], [0x80], [0x80, 0xbf], [0x80, 0x41]]) {
          const bytes = Uint8Array.from([0x41, first, second, ...rest]);
          let isText = true;
          try {
            strict.decode(bytes);
          } catch {
            isText = false;
          }
          const decoded = decodeText(bytes);
          expect('text' in decoded, String(bytes)).toBe(isText);
          if (!('text' in decoded)) expect(decoded.what).toMatch(/byte [2-5] of the file, 0x/);
        }
      }
    }
  });

  test('a character that lies across two pieces of a large file is one', () => {
    const text = `${'x'.repeat(4 * 1024 * 1024 - 1)}ü,`;
    expect(decodeText(bytesOf(text))).toEqual({ text });
  });
});

describe('a delimiter that is chosen', () => {
  test('is taken, and the one that fits is told', () => {
    expect(factsOf(`a,b,class\n${ROWS}`)).toMatchObject({ delimiter: ',', delimiterFound: ',' });
    expect(messages(`a,b,class\n${ROWS}`, { delimiter: ';' })).toEqual([
      'line 1: there is only one column, "a,b,class"; the delimiter is ";", and the rows look separated by ","',
    ]);
  });

  test('a decimal comma between semicolons is told with the number to write', () => {
    expect(messages('a;b;class\n1,5;2;x\n3;4;y\n')).toEqual([
      'line 2 (row 1), column "a": "1,5" has a decimal comma; write "1.5"',
    ]);
  });
});

describe('tables that are unusual and train', () => {
  const many = Array.from({ length: 200 }, (_, k) => `${k},${(k * 7) % 5},c${k}\n${k + 0.5},2,c${k}\n`).join(
    '',
  );
  test.each<[string, string, Partial<CsvOptions>]>([
    ['a byte order mark', `\ufeffa,b,class\n${ROWS}`, {}],
    ['CR', `a,b,class\n${ROWS}`.replaceAll('\n', '\r'), {}],
    ['CRLF', `a,b,class\n${ROWS}`.replaceAll('\n', '\r\n'), {}],
    ['no line end at the end', `a,b,class\n${ROWS}`.trimEnd(), {}],
    ['quotes and line ends in cells', `"a ""b""","two\nlines",class\n${ROWS}`, {}],
    ['one feature', `a,class\n${ROWS.replace(/,\d/g, '')}`, {}],
    ['200 classes', `a,b,class\n${many}`, {}],
    ['a class with one row', `a,b,class\n${ROWS}3,3,z\n`, {}],
    ['headers of 200 characters', `${'a'.repeat(200)},${'b'.repeat(200)},${'c'.repeat(200)}\n${ROWS}`, {}],
    ['hostile headers', `__proto__,=cmd(),<img src=x onerror=alert(1)>\n${ROWS}`, {}],
    ['hostile classes', `a,class\n1,__proto__\n2,constructor\n3,__proto__\n4,constructor\n5,"=1+1"\n`, {}],
    ['right-to-left and Unicode', `שלום,\u202eabc,🌺\n${ROWS}`, {}],
  ])('%s', (_, text, options) => {
    expect(train(text, options)).toBe('completed');
  });

  test('values whose squares overflow are warned of, and the run says where it diverged', () => {
    const text = 'a,class\n1e308,x\n1e308,y\n1,x\n2,y\n3,x\n';
    expect(factsOf(text).warnings.map(({ message }) => message)).toEqual([
      'column "a": its values reach 1e+308, whose square is not a finite number; use a unit that gives smaller numbers',
    ]);
    expect(train(text)).toMatch(/^diverged at 0 in /);
  });

  test('a constant feature is warned of, and has scale 1', () => {
    const text = 'a,b,class\n1,7,x\n2,7,y\n3,7,x\n';
    expect(factsOf(text).warnings.map(({ message }) => message)).toEqual([
      'column "b": all values are 7; its scale is taken as 1, and nothing can be learnt from it; leave the column out of ' +
        '"features"',
      'column "class": the class "y" has a single row, which is in the training or in the test part; add rows of it; the ' +
        'split cannot be stratified',
    ]);
    const reading = readBytes(bytesOf(text));
    if (!('dataset' in reading)) throw new Error('refused');
    const config = { ...DEFAULT_CONFIG, split: null };
    expect(prepareExperiment(config, reading.dataset).scaler?.scale[1]).toBe(1);
    const stratified = { ...DEFAULT_CONFIG, split: { testSize: 0.4, randomState: 1, stratify: true } };
    expect(() => prepareExperiment(stratified, reading.dataset)).toThrow(
      'split.stratify needs at least 2 rows of each class, and "y" has 1; set it to false, or add rows',
    );
  });

  test('measurements taken for labels are warned of', () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 3},${i + 0.5}\n`).join('');
    expect(factsOf(`a,b\n${rows}`).warnings[0]?.message).toBe(
      'column "b": it holds 30 different numbers, as measurements are; name the column with the labels as target, if it ' +
        'is another',
    );
  });
});

describe('what was found in a table', () => {
  test('columns with their kinds and figures, also of a table that is refused', () => {
    const facts = factsOf('n,t,m,e,class\n1,red,1,,x\n2.5,blue,two,,y\n-4,red,,,x\n');
    expect(facts.columns).toEqual([
      column('n', { kind: 'numbers', nNumbers: 3, min: -4, max: 2.5, mean: -0.5 / 3, nDistinct: 3 }),
      column('t', { kind: 'text', nOther: 3, nDistinct: 2 }),
      column('m', {
        kind: 'mixed',
        nNumbers: 1,
        nMissing: 1,
        nOther: 1,
        min: 1,
        max: 1,
        mean: 1,
        nDistinct: 2,
      }),
      column('e', { kind: 'empty', nMissing: 3, nDistinct: 0 }),
      column('class', { kind: 'text', nOther: 3, nDistinct: 2 }),
    ]);
    expect([facts.target, facts.features, facts.nRows]).toEqual(['class', ['n', 't', 'm', 'e'], 3]);
    expect(facts.firstRows[1]).toEqual(['2.5', 'blue', 'two', '', 'y']);
  });

  test('of many problems the first hundred, in the order of the file, and how many there are', () => {
    const text = `a,b,class\n${'x1,y2,k\n'.repeat(500)}1,1,l\n`;
    const reading = readDataset(text, { name: 'table' });
    if (!('problems' in reading)) throw new Error('not refused');
    expect([reading.problems.length, reading.total]).toEqual([100, 1000]);
    expect(reading.problems.map(({ row }) => row)).toEqual(
      Array.from({ length: 100 }, (_, i) => 1 + (i >> 1)),
    );
  });

  test('how far it is, now and then', () => {
    const shares: number[] = [];
    readDataset(`a,class\n${'1,x\n2,y\n'.repeat(20_000)}`, {
      name: 't',
      progress: (share) => shares.push(share),
    });
    expect(shares.length).toBe(4);
    expect(shares.every((share, i) => share > (shares[i - 1] ?? 0) && share <= 1)).toBe(true);
  });
});

describe('a table that is too large is refused before it is kept', () => {
  test.each<[string, NonNullable<CsvOptions['limits']>, string]>([
    [
      'rows',
      { rows: 5 },
      'there are more than 5 rows of data, the most that can be read; keep a part of them',
    ],
    [
      'values',
      { values: 11 },
      'there are more than 5 rows of data, the most with 2 features (11 values in all); keep a part of them',
    ],
    [
      'targets',
      { values: 12, classes: 9 },
      '6 rows × 3 classes are more than 12 targets; keep a part of the rows, or fewer classes',
    ],
  ])('by its %s', (_, limits, message) => {
    expect(messages(`a,b,class\n${ROWS.replace('5,6,x', '5,6,z')}`, { limits })).toEqual([message]);
  });
});

function column(name: string, facts: object): object {
  const none = { nNumbers: 0, nMissing: 0, nOther: 0, min: null, max: null, mean: null };
  return { name, ...none, distinctIs: 'counted', ...facts };
}
