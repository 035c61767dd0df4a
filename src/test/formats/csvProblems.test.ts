import { describe, expect, test } from 'vitest';
import { readDataset } from '#formats/csv';
import type { CsvOptions } from '#formats/csvOptions';
import { tableNotes } from '#formats/tableNotes';

const SMALL = 'a,b,class\n1,2.5,x\n-3,4e2,y\n';

function problemsOf(text: string, options: Partial<CsvOptions> = {}): readonly string[] {
  const reading = readDataset(text, { name: 'table', ...options });
  return 'problems' in reading ? reading.problems.map(({ message }) => message) : [];
}

describe('a table is refused', () => {
  test.each<[string, string, Partial<CsvOptions>, readonly string[]]>([
    ['an empty file', '', {}, ['the file is empty; give it a header row and rows of data']],
    [
      'a file of blank lines',
      '\n \r\n,,\n',
      {},
      ['the file is empty; give it a header row and rows of data'],
    ],
    [
      'a header without data',
      'a,b\n',
      {},
      ['line 1: there is a header row and no data; add rows of data below it'],
    ],
    [
      'one column',
      'a\n1\n2\n',
      {},
      [
        'line 1: there is only one column, "a"; separate features and label by a comma, semicolon, tab or bar',
      ],
    ],
    [
      'one class',
      'a,class\n1,x\n2,x\n',
      {},
      [
        'column "class": all rows have the same label, "x"; add rows of another class, or name another target column',
      ],
    ],
    [
      'a short row where the others have one class, which says nothing of the row itself',
      'a,class\n1,x\n2\n3,x\n',
      {},
      ['line 3 (row 2): the row has 1 cell, the header has 2; add the missing cells'],
    ],
    [
      'a missing label where the others are alike',
      'a,class\n1,x\n2,\n',
      {},
      ['line 3 (row 2), column "class": the label is missing; fill it in, or delete the row'],
    ],
    [
      'a file without a header row',
      '5.1,3.5,1.4,0.2,setosa\n4.9,3.0,1.4,0.2,virginica\n',
      {},
      [
        'line 1: the first row holds numbers, as a row of data does, and no names; add a header row above it with a name ' +
          'for each column',
      ],
    ],
    [
      'a file of numbers alone',
      '5,3,1\n4,3,2\n',
      {},
      [
        'line 1: the first row holds numbers, as a row of data does, and no names; add a header row above it with a name ' +
          'for each column',
      ],
    ],
    [
      'missing values',
      'a,b,class\n1,,x\nNA,3,y\n4,5,\n',
      {},
      [
        'line 2 (row 1), column "b": the value is missing; fill it in, delete the row, or set "missing" to "dropRows" or "imputeMean"',
        'line 3 (row 2), column "a": the value is missing ("NA"); fill it in, delete the row, or set "missing" to "dropRows" or "imputeMean"',
        'line 4 (row 3), column "class": the label is missing; fill it in, or delete the row',
      ],
    ],
    [
      'a decimal comma',
      'a;b;class\n1,5;2;x\n3;4;y\n',
      {},
      ['line 2 (row 1), column "a": "1,5" has a decimal comma; write "1.5"'],
    ],
    [
      'a comma that may separate thousands',
      'a;b;class\n1,500;2;x\n3;4;y\n',
      {},
      [
        'line 2 (row 1), column "a": "1,500" has a decimal comma; write "1.500", or "1500" if the comma separates ' +
          'thousands',
      ],
    ],
    [
      'what is not a number',
      'a,class\n0x10,x\n1 000,y\n1e999,y\n-inf,y\nNaN,y\n5,x\n',
      {},
      [
        'line 2 (row 1), column "a": "0x10" is not a number; write a number such as 5.1, or leave the column out of "features"',
        'line 3 (row 2), column "a": "1 000" is not a number; write a number such as 5.1, or leave the column out of "features"',
        'line 4 (row 3), column "a": "1e999" is too large; use a unit that gives smaller numbers',
        'line 5 (row 4), column "a": "-inf" is not a finite number; put the measured value there, or delete the row',
        'line 6 (row 5), column "a": the value is missing ("NaN"); fill it in, delete the row, or set "missing" to ' +
          '"dropRows" or "imputeMean"',
      ],
    ],
    [
      'a column of words, once and not for each row',
      'colour,a,class\nred,1,x\nblue,2,y\nred,3,x\n',
      {},
      [
        'line 2, column "colour": no value of this column is a number (the first is "red"); ' +
          'name it as the target if it holds the labels, leave it out of "features", or write a column of 0 and 1 for each ' +
          'of its words, which is not done here',
      ],
    ],
    [
      'rows of another length',
      'a,b,class\n1,2,x\n1,2\n1,2,3,y\n4,5,y\n',
      {},
      [
        'line 3 (row 2): the row has 2 cells, the header has 3; add the missing cells',
        'line 4 (row 3): the row has 4 cells, the header has 3; remove the extra cells; put a cell that holds a comma in ' +
          'quotation marks, and write decimals with a point',
      ],
    ],
    [
      'headers that are empty or given twice',
      'a,,a,class\n1,2,3,x\n1,2,3,y\n',
      {},
      [
        'line 1: column 2 has no header; give it a name',
        'line 1: columns 1 and 3 have the same header, "a"; rename one of them',
      ],
    ],
    [
      'an unknown target',
      SMALL,
      { target: 'clas' },
      ['line 1: there is no column "clas" for the target; did you mean "class"?'],
    ],
    [
      'an unknown target like no other',
      SMALL,
      { target: 'zzzzz' },
      ['line 1: there is no column "zzzzz" for the target; the columns are "a", "b", "class"'],
    ],
    [
      'an unknown feature',
      'petal length (cm),b,class\n1,2,x\n3,4,y\n',
      { features: ['petal length', 'b'] },
      ['line 1: there is no column "petal length" for the feature; did you mean "petal length (cm)"?'],
    ],
    [
      'the target as a feature, and a feature twice',
      SMALL,
      { target: 'b', features: ['a', 'b', 'a'] },
      [
        '"b" is the target and listed as a feature too; remove it from "features", or name another target',
        'the feature "a" is listed twice; list it once',
      ],
    ],
    [
      'no feature',
      SMALL,
      { features: [] },
      ['no feature is listed; list at least one column, or leave "features" out'],
    ],
    [
      'a quotation mark that is never closed',
      'a,b,class\n1,2,x\n"3,4,y\n5,6,x\n',
      {},
      [
        'line 3: a quotation mark is never closed; close the cell with ", and write a mark inside it twice ("")',
      ],
    ],
    [
      'a file that is not text',
      'a\0,\0b\0',
      {},
      ['the file is not plain text (it holds zero bytes); save it as CSV in the encoding UTF-8'],
    ],
    [
      'measurements taken for labels',
      `class,a\n${Array.from({ length: 300 }, (_, i) => `${i % 2},${i / 10}`).join('\n')}`,
      {},
      [
        'column "a": the column holds more than 256 different labels; if it holds measurements, name the column with the ' +
          'labels as target',
      ],
    ],
  ])('%s', (_, text, options, expected) => {
    expect(problemsOf(text, options)).toEqual(expected);
  });

  test.each<[string, NonNullable<CsvOptions['limits']>, string]>([
    [
      'rows',
      { rows: 1 },
      'there are more than 1 rows of data, the most that can be read; keep a part of them',
    ],
    ['columns', { columns: 2 }, 'line 1: there are 3 columns, more than 2; keep the columns that are needed'],
    [
      'characters',
      { bytes: 10 },
      'the file has 27 characters, more than 10; keep only the rows and columns that are needed',
    ],
    ['letters in a header', { nameLength: 4 }, 'line 1: the header of column 3 has 5 characters; shorten it'],
  ])('with too many %s', (_, limits, message) => {
    expect(problemsOf(SMALL, { limits })).toEqual([message]);
  });

  test('lines are those that an editor shows, although cells and blank lines lie before them', () => {
    const text = '\n"two\nlines",b,class\r\n1,2,"x\n\ny"\r\n\r\n1,oops,y\r\n';
    const reading = readDataset(text, { name: 'table' });
    expect('problems' in reading && reading.problems[0]).toMatchObject({ line: 8, row: 2, column: 'b' });
  });

  test('all problems are counted, the first hundred in the order of the file are told', () => {
    const rows = Array.from({ length: 9000 }, (_, i) => `${i === 0 ? 1 : '?'},?,${i % 2}`);
    const reading = readDataset(`a,b,class\n${rows.join('\n')}`, { name: 'table' });
    if (!('problems' in reading)) throw new Error('nothing was refused');
    expect([reading.total, reading.problems.length]).toEqual([17_999, 100]);
    expect(reading.problems.map(({ line }) => line)).toEqual(
      Array.from({ length: 100 }, (_, i) => 2 + Math.floor((i + 1) / 2)),
    );
  });
});

describe('a table that can be read is doubted', () => {
  const notesOf = (text: string, options: Partial<CsvOptions> = {}) => {
    const reading = readDataset(text, { name: 'table', ...options });
    return 'dataset' in reading ? tableNotes(reading.facts) : reading.problems;
  };
  const TAKEN = 'line 1: the first line is taken as header: ';
  const MEND = '; if it is data, add a header line above it';

  test.each<[string, string, Partial<CsvOptions>, string]>([
    ['one feature', '5.1,setosa\n4.9,x\n4.7,setosa\n4.8,x\n', {}, '"5.1", "setosa"'],
    ['numbers that count', '1,2,setosa\n4,2,x\n3,2.5,setosa\n5,6,x\n', {}, '"1", "2", "setosa"'],
    ['a value missing', '5.1,NA,3,a\n4.9,1,2,b\n1,2,3,a\n1,3,3,b\n', {}, '"5.1", "NA", "3", "a"'],
    [
      'features chosen',
      '1,x,y,z,a\n2,x,y,z,b\n1,x,y,z,a\n3,x,y,z,b\n',
      { features: ['1'] },
      '"1", "x", "y", "z", "a"',
    ],
    [
      'many columns',
      '7,8,9,10,11,12,a\n2,5,6,7,8,9,b\n1,4,5,6,7,8,a\n1,9,8,1,2,3,b\n',
      {},
      '"7", "8", "9", "10", "11", …',
    ],
  ])('where the header looks like data: %s', (_, text, options, shown) => {
    expect(notesOf(text, options)).toContain(TAKEN + shown + MEND);
  });

  test('but not where a feature has a name', () => {
    expect(notesOf('a,2,class\n1,2,x\n2,3,y\n3,1,x\n4,2,y\n')).toEqual([]);
  });

  test('where a number is too small to be told from 0', () => {
    expect(notesOf('a,b,class\n1e-400,0,x\n2,0e5,y\n-3e-999,0.00,x\n4,1,y\n')).toEqual([
      'line 2 (row 1), column "a": "1e-400" is nearer to 0 than any number here, and taken as 0, and so is 1 more; use a unit that gives larger numbers',
    ]);
  });
});
