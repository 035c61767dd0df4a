import Papa from 'papaparse';

/** A row of the file that holds any text. */
export interface TableRow {
  readonly line: number; // where it starts in the file, counted from 1
  readonly number: number; // 0 is the header, 1 the first row of data
  readonly cells: readonly string[]; // without the white space around them
}

/** The row in which a quotation mark is not as it must be. */
interface BrokenQuotes {
  readonly line: number;
  readonly kind: 'unclosed' | 'misplaced';
}

/** A CSV text taken apart: nothing is known yet of what its columns mean. */
export interface Table {
  readonly rows: readonly TableRow[]; // the header included
  readonly brokenQuotes: readonly BrokenQuotes[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const BLANK = /^\s*$/;

/** How many rows the delimiter is judged by. */
const SAMPLE_ROWS = 25;

/**
 * Takes a CSV text apart: quotation marks, line ends of every kind (also inside quotation marks), a byte order mark,
 * and whichever of , ; tab | separates its cells. Rows without any text are left out.
 */
export function readTable(text: string): Table {
  const unified = unifyLineEnds(text.startsWith('\ufeff') ? text.slice(1) : text);
  const { data, errors } = parse(unified, findDelimiter(unified));
  const lines = startLines(data);
  const rows: TableRow[] = [];
  data.forEach((cells, i) => {
    if (cells.every((cell) => BLANK.test(cell))) return;
    rows.push({ line: lines[i]!, number: rows.length, cells: cells.map((cell) => cell.trim()) });
  });
  const brokenQuotes = errors
    .filter(({ type }) => type === 'Quotes')
    .map(({ code, row = 0 }): BrokenQuotes => {
      return { line: lines[row] ?? 1, kind: code === 'MissingQuotes' ? 'unclosed' : 'misplaced' };
    });
  return { rows, brokenQuotes };
}

/** Makes every line end outside quotation marks a line feed. */
function unifyLineEnds(text: string): string {
  if (!text.includes('\r')) return text;
  return text
    .split('"')
    .map((part, i) => (i % 2 === 0 ? part.replace(/\r\n?/g, '\n') : part))
    .join('"');
}

/** The delimiter by which the most rows have as many cells as the header; where that is a tie, the most cells. */
function findDelimiter(text: string): string {
  let best: string = DELIMITERS[0];
  let bestScore = [0, 0];
  for (const delimiter of DELIMITERS) {
    const rows = parse(text, delimiter, SAMPLE_ROWS).data.filter((cells) => !BLANK.test(cells.join('')));
    const nColumns = rows[0]?.length ?? 0;
    if (nColumns < 2) continue;
    const score = [rows.filter((cells) => cells.length === nColumns).length, nColumns];
    if (score[0]! > bestScore[0]! || (score[0] === bestScore[0] && score[1]! > bestScore[1]!)) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

function parse(text: string, delimiter: string, preview = 0): Papa.ParseResult<string[]> {
  return Papa.parse<string[]>(text, { delimiter, newline: '\n', preview, skipEmptyLines: false });
}

/** The line in which each row starts, counted from 1: cells may hold line ends themselves. */
function startLines(rows: readonly (readonly string[])[]): number[] {
  let line = 1;
  return rows.map((cells) => {
    const start = line;
    line += 1;
    for (const cell of cells) line += cell.match(/\r\n?|\n/g)?.length ?? 0;
    return start;
  });
}
