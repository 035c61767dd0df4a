import Papa from 'papaparse';
import { DELIMITERS } from '#engine/tableFacts';
import type { Delimiter } from '#engine/tableFacts';

/** A row of the file that holds any text. */
export interface TableRow {
  readonly line: number; // where it starts in the file, counted from 1
  readonly number: number; // 0 is the header, 1 the first row of data
  readonly cells: readonly string[]; // without the white space around them
}

/** The row in which a quotation mark is not as it must be. */
export interface BrokenQuotes {
  readonly line: number;
  readonly kind: 'unclosed' | 'misplaced';
}

/** What is done with the rows of a table, one after another. */
export interface RowSink {
  /** @returns whether the rows after this one are wanted too */
  row(row: TableRow): 'more' | 'enough';
  brokenQuotes(place: BrokenQuotes): void;
  /** Told now and then which part of the text has been read, 0 … 1. */
  progress?(share: number): void;
}

const BLANK = /^\s*$/;

/** How many rows the delimiter is judged by, and in how much of the text. */
const SAMPLE_ROWS = 25;
const SAMPLE_CHARACTERS = 1024 * 1024;

/** Rows between two tellings of the progress. */
const PROGRESS_ROWS = 10_000;

/** The text without a byte order mark, with a line feed for every line end outside quotation marks. */
export function unify(text: string): string {
  const plain = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (!plain.includes('\r')) return plain;
  return plain
    .split('"')
    .map((part, i) => (i % 2 === 0 ? part.replace(/\r\n?/g, '\n') : part))
    .join('"');
}

/** The delimiter by which the most rows have as many cells as the header; where that is a tie, the most cells. */
export function findDelimiter(unified: string): Delimiter {
  const sample = unified.slice(0, SAMPLE_CHARACTERS);
  let best: Delimiter = DELIMITERS[0];
  let bestScore = [0, 0];
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(sample, { ...STYLE, delimiter, preview: SAMPLE_ROWS });
    const rows = data.filter((cells) => !BLANK.test(cells.join('')));
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

const STYLE = { newline: '\n', skipEmptyLines: false } as const;

/**
 * Hands the rows of a text to `sink`, none of which is kept: quotation marks are taken off, cells may hold line ends, and
 * rows without any text are left out.
 *
 * @param unified what `unify` gives
 */
export function scanTable(unified: string, delimiter: Delimiter, sink: RowSink): void {
  let line = 1;
  let number = 0;
  const step = ({ data: cells, errors, meta }: Papa.ParseStepResult<string[]>, parser: Papa.Parser) => {
    const row = { line, number, cells };
    line += 1 + lineEnds(cells);
    for (const { type, code } of errors) {
      if (type !== 'Quotes') continue;
      sink.brokenQuotes({ line: row.line, kind: code === 'MissingQuotes' ? 'unclosed' : 'misplaced' });
    }
    if (cells.every((cell) => BLANK.test(cell))) return;
    for (let i = 0; i < cells.length; i++) cells[i] = cells[i]!.trim();
    number++;
    if (sink.row(row) === 'enough') parser.abort();
    if (number % PROGRESS_ROWS === 0) sink.progress?.(meta.cursor / unified.length);
  };
  Papa.parse<string[]>(unified, { ...STYLE, delimiter, step });
}

/** How many lines a row takes beside its first: cells may hold line ends themselves. */
function lineEnds(cells: readonly string[]): number {
  let n = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) n += cell.match(/\r\n?|\n/g)?.length ?? 0;
  }
  return n;
}
