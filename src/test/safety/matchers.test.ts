import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sentenceOf } from '#engine/words';
import { inProject } from '../../dev/project.ts';

/** The folders whose code meets text from outside. */
const FOLDERS = [
  'src/engine',
  'src/formats',
  'src/session',
  'src/host',
  'src/protocol',
  'src/cli',
  'webview',
];

interface Matcher {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

const texts = FOLDERS.flatMap((folder) =>
  readdirSync(inProject(folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^(test|replay)\//.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(inProject(folder, file), 'utf8') })),
);

/** Every regular expression that is written in them. What is none by chance does no harm here. */
const MATCHERS: readonly Matcher[] = texts.flatMap(({ file, text }) =>
  [
    ...text.matchAll(
      /(?<=[=(:,!?&|\s])\/(?![/*\s])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuy]*)(?=[.,;)\s])/g,
    ),
  ]
    .map(([, source = '', flags = '']) => ({ file, source, flags: flags.replace(/[gy]/g, '') }))
    .filter((one) => compiles(one)),
);

const PIECES = [
  'a',
  ' ',
  '0',
  ',',
  '"',
  '\\',
  '/',
  '*',
  '\n',
  '\r\n',
  '(',
  ')',
  '.',
  '-',
  '0,',
  '000,',
  'a ',
  '/*',
  '0e',
  '. ',
];
const SHORT = 4000;

/** Those that only ever see a short text: the first 400 characters of a header, and the digits of a number. */
const OF_SHORT_TEXT = ['src/engine/dataset.ts', 'src/session/runName.ts'];

test('every regular expression takes time in proportion to the text, whatever the text', () => {
  expect(MATCHERS.length).toBeGreaterThan(40);
  const judged = MATCHERS.filter(({ file }) => !OF_SHORT_TEXT.includes(file));
  const slow = judged.filter((matcher) => PIECES.some((piece) => growsTooFast(matcher, piece)));
  expect(slow).toEqual([]);
}, 60_000);

/** Four times the text may take 4 times the time, and not 16; what takes no time to speak of is not judged. */
function growsTooFast(matcher: Matcher, piece: string): boolean {
  const long = timeOf(matcher, piece, 4 * SHORT);
  if (long < 5) return false;
  const ratios = [1, 2, 3].map(() => timeOf(matcher, piece, 4 * SHORT) / timeOf(matcher, piece, SHORT));
  return Math.min(...ratios) > 10;
}

function timeOf({ source, flags }: Matcher, piece: string, length: number): number {
  const expression = new RegExp(source, flags);
  const text = `${piece.repeat(length / piece.length)}\u0001`;
  const start = performance.now();
  expression.exec(text);
  return performance.now() - start;
}

function compiles({ source, flags }: Matcher): boolean {
  try {
    new RegExp(source, flags);
    return true;
  } catch {
    return false;
  }
}

test('no part of the product reads where an error was thrown, and what is told of one is its first line', () => {
  expect(texts.filter(({ text }) => /\.stack\b/.test(text)).map(({ file }) => file)).toEqual([]);
  const error = new Error('no more threads\n    at Worker (/home/someone/worker.js:1:1)');
  expect(sentenceOf(error)).toBe('no more threads');
  expect(sentenceOf('x'.repeat(5000))).toHaveLength(1000);
});
