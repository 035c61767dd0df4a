import { visible } from '#engine/words';

const MAX_NAME = 24;
const CORNER = 'actual \\ predicted';

/** Background and text colour of a cell from cool (none) to warm (the most), in the terminal's 256 colours. */
const COOL_TO_WARM: readonly (readonly [background: number, text: number])[] = [
  [25, 231],
  [67, 16],
  [110, 16],
  [152, 16],
  [188, 16],
  [223, 16],
  [216, 16],
  [209, 16],
  [167, 231],
  [124, 231],
];

/** The confusion matrix as an aligned table, rows actual, columns predicted, with the class names on both sides. */
export function confusionTable(
  classes: readonly string[],
  counts: readonly (readonly number[])[],
  colours: 'plain' | 'coloured',
): string {
  const names = classes.map(shortened);
  const first = Math.max(width(CORNER), ...names.map(width));
  const columns = names.map((name, k) => Math.max(width(name), ...counts.map((row) => `${row[k]}`.length)));
  const largest = Math.max(1, ...counts.flat());
  const header = [padEnd(CORNER, first), ...names.map((name, k) => ` ${padStart(name, columns[k]!)} `)];
  const rows = counts.map((row, actual) => {
    const cells = row.map((count, k) => {
      const cell = ` ${padStart(String(count), columns[k]!)} `;
      return colours === 'coloured' ? painted(cell, count / largest) : cell;
    });
    return [padEnd(names[actual]!, first), ...cells].join(' ');
  });
  return `${[header.join(' '), ...rows].map((line) => line.trimEnd()).join('\n')}\n`;
}

/** @param share 0 … 1 */
function painted(text: string, share: number): string {
  const step = Math.min(COOL_TO_WARM.length - 1, Math.floor(share * COOL_TO_WARM.length));
  const [background, foreground] = COOL_TO_WARM[step]!;
  return `\u001b[48;5;${background};38;5;${foreground}m${text}\u001b[0m`;
}

function shortened(name: string): string {
  const characters = Array.from(visible(name));
  return characters.length <= MAX_NAME
    ? characters.join('')
    : `${characters.slice(0, MAX_NAME - 1).join('')}…`;
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
