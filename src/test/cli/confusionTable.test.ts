import { WriteStream } from 'node:tty';
import { describe, expect, test } from 'vitest';
import { confusionList, confusionTable } from '../../cli/confusionTable.ts';
import { coloursFor } from '../../cli/terminal.ts';

describe('the confusion table', () => {
  test('is aligned, whatever the names', () => {
    const names = ['é\u0301', '鳶尾', 'a very long name that goes on and on', '🌺'];
    const counts = names.map((_, actual) => names.map((_name, predicted) => 10 ** actual * predicted));
    expect(confusionTable(names, counts, 'plain')).toBe(
      [
        'actual \\ predicted        é\u0301   鳶尾   a very long name that g…     🌺',
        'é\u0301                         0      1                          2      3',
        '鳶尾                      0     10                         20     30',
        'a very long name that g…  0    100                        200    300',
        '🌺                        0   1000                       2000   3000',
        '',
      ].join('\n'),
    );
  });

  test('has a heading of its own for each class, also where long names begin alike', () => {
    const long = 'a very long name that goes on and on';
    const headings = (names: readonly string[]) =>
      confusionTable(
        names,
        names.map(() => names.map(() => 0)),
        'plain',
      )
        .split('\n')
        .slice(1, -1)
        .map((line) => line.slice(0, 24).trimEnd());
    expect(headings([`${long}, left`, `${long}, right`, 'short'])).toEqual([
      'a very long n…d on, left',
      'a very long n… on, right',
      'short',
    ]);
    expect(headings([`${long} 1 ${long}`, `${long} 2 ${long}`])).toEqual([
      'a very long name that… 0',
      'a very long name that… 1',
    ]);
  });

  test('shows what a terminal would obey', () => {
    const table = confusionTable(
      ['\u001b[2J', 'line\nend'],
      [
        [1, 0],
        [0, 1],
      ],
      'plain',
    );
    expect(table).toContain('\\u001b[2J');
    expect(table).toContain('line\\u000aend');
    expect(table.split('\n')).toHaveLength(4);
  });

  test('paints nothing cool and the most warm', () => {
    const table = confusionTable(
      ['x', 'y'],
      [
        [9, 0],
        [1, 9],
      ],
      'coloured',
    );
    expect(table.match(/\u001b\[48;5;124;38;5;231m 9 \u001b\[0m/g)).toHaveLength(2);
    expect(table.match(/\u001b\[48;5;25;38;5;231m 0 \u001b\[0m/g)).toHaveLength(1);
    expect(table.match(/\u001b\[48;5;67;38;5;16m 1 \u001b\[0m/g)).toHaveLength(1);
  });

  test('of counts that are all 0 is cool', () => {
    expect(
      confusionTable(
        ['x', 'y'],
        [
          [0, 0],
          [0, 0],
        ],
        'coloured',
      ),
    ).not.toContain('124');
  });
});

describe('colours are used', () => {
  const stream = (isTTY: boolean): WriteStream =>
    Object.assign(Object.create(WriteStream.prototype) as WriteStream, { isTTY, hasColors: () => isTTY });

  test.each<[string, boolean, Record<string, string>, 'plain' | 'coloured']>([
    ['on a terminal that has them', true, {}, 'coloured'],
    ['not in a pipe', false, {}, 'plain'],
    ['not with NO_COLOR', true, { NO_COLOR: '1' }, 'plain'],
    ['with an empty NO_COLOR, which does not count', true, { NO_COLOR: '' }, 'coloured'],
    ['in a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, 'coloured'],
    ['with FORCE_COLOR before NO_COLOR', false, { FORCE_COLOR: '1', NO_COLOR: '1' }, 'coloured'],
    ['not with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, 'plain'],
  ])('%s', (_, isTTY, env, expected) => {
    expect(coloursFor(stream(isTTY), env)).toBe(expected);
  });
});

describe('of too many classes for a table', () => {
  const names = Array.from({ length: 200 }, (_, k) => `class ${k}`);
  const counts = names.map((_, actual) =>
    names.map((_name, predicted) => (predicted === (actual + 1) % 200 ? actual + 1 : 0)),
  );

  test('the largest confusions are listed, and where all of them are to be had', () => {
    const lines = confusionList(names, counts).trimEnd().split('\n');
    expect(lines).toHaveLength(13);
    expect(lines[0]).toBe('Of 200 classes 200 pairs are confused, most often these 10:');
    expect(lines[1]).toBe('  200  class 199  read as  class 0');
    expect(lines.join('\n')).toContain('--to csv --table predictions');
  });

  test('it is said where no two are confused', () => {
    const right = names.map((_, actual) => names.map((_name, predicted) => (predicted === actual ? 3 : 0)));
    expect(confusionList(names, right)).toMatch(/^No two of the 200 classes are confused\.\n/);
  });
});
