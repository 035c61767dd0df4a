import { largestConfusions } from '#engine/metrics';
import { visible } from '#engine/words';

const MAX_NAME = 24;
const CORNER = 'actual \\ predicted';

/** A background and a text colour of the terminal's 256. */
type CellColours = readonly [background: number, text: number];

const WARMEST: CellColours = [124, 231];

/** The colours of cells from cool (none) to warm (the most), in equal steps. */
const COOL_TO_WARM: readonly CellColours[] = [
  [25, 231],
  [67, 16],
  [110, 16],
  [152, 16],
  [188, 16],
  [223, 16],
  [216, 16],
  [209, 16],
  [167, 231],
];

/** A table of more classes is wider than a terminal. */
export const MOST_CLASSES_DRAWN = 30;

const MOST_LISTED = 10;

/** The largest confusions, a line each, where there are too many classes for a table of all. */
export function confusionList(classes: readonly string[], counts: readonly (readonly number[])[]): string {
  const names = shortNames(classes);
  const pairs = largestConfusions(counts.flat(), classes.length);
  const listed = pairs.slice(0, MOST_LISTED);
  const first = Math.max(0, ...listed.map(({ actual }) => width(names[actual] ?? '')));
  const digits = String(listed[0]?.n ?? 0).length;
  const lines = listed.map(
    ({ n, actual, predicted }) =>
      `  ${padStart(String(n), digits)}  ${padEnd(names[actual] ?? '', first)}  read as  ${names[predicted] ?? ''}`,
  );
  const head =
    pairs.length === 0
      ? `No two of the ${classes.length} classes are confused.`
      : `Of ${classes.length} classes ${pairs.length} pairs are confused${pairs.length > listed.length ? `, most often these ${listed.length}` : ''}:`;
  const where =
    'All of them: --out RUN.json has the matrix (evaluation.confusionMatrix); as CSV, a line for each row: --save\n' +
    'RUN.irisrun, then export RUN.irisrun --to csv --table predictions --out FILE.csv';
  return `${[head, ...lines, where].join('\n')}\n`;
}

/** The confusion matrix as an aligned table, rows actual, columns predicted, with the class names on both sides. */
export function confusionTable(
  classes: readonly string[],
  counts: readonly (readonly number[])[],
  colours: 'plain' | 'coloured',
): string {
  const names = shortNames(classes);
  const first = Math.max(width(CORNER), ...names.map(width));
  const largest = Math.max(1, ...counts.flat());
  const columns = names.map((name, k) => {
    const column = counts.map((row) => row[k] ?? 0);
    const nColumns = Math.max(width(name), ...column.map((count) => String(count).length));
    const cells = column.map((count) => {
      const cell = ` ${padStart(String(count), nColumns)} `;
      return colours === 'coloured' ? painted(cell, count / largest) : cell;
    });
    return [` ${padStart(name, nColumns)} `, ...cells];
  });
  const lines = [CORNER, ...names].map((name, line) => {
    return [padEnd(name, first), ...columns.map((column) => column[line] ?? '')].join(' ');
  });
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** @param share 0 … 1 */
function painted(text: string, share: number): string {
  const step = Math.floor(share * (COOL_TO_WARM.length + 1));
  const [background, foreground] = COOL_TO_WARM[step] ?? WARMEST;
  return `\u001b[48;5;${background};38;5;${foreground}m${text}\u001b[0m`;
}

/** Names that fit; what makes two of them alike is their end, so those keep it, or else get the number of their class. */
function shortNames(classes: readonly string[]): string[] {
  const atEnd = classes.map((name) => shortened(name, 0));
  const inMiddle = classes.map((name) => shortened(name, 10));
  return atEnd.map((name, k) => {
    if (isOnly(name, atEnd)) return name;
    const other = inMiddle[k] ?? name;
    return isOnly(other, inMiddle) ? other : shortened(`${classes[k] ?? ''} ${k}`, 1 + String(k).length);
  });
}

function isOnly(name: string, names: readonly string[]): boolean {
  return names.indexOf(name) === names.lastIndexOf(name);
}

/** @param nKept how many characters of the end are kept */
function shortened(name: string, nKept: number): string {
  const characters = Array.from(visible(name));
  if (characters.length <= MAX_NAME) return characters.join('');
  const end = characters.slice(characters.length - nKept);
  return `${characters.slice(0, MAX_NAME - 1 - nKept).join('')}…${end.join('')}`;
}

function padStart(text: string, columns: number): string {
  return ' '.repeat(columns - width(text)) + text;
}

function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(columns - width(text));
}

const NO_WIDTH = /[\p{M}\p{Cf}]/u;
const DOUBLE_WIDTH =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** How many cells of a terminal the text takes. */
function width(text: string): number {
  let columns = 0;
  for (const character of text)
    columns += NO_WIDTH.test(character) ? 0 : DOUBLE_WIDTH.test(character) ? 2 : 1;
  return columns;
}
