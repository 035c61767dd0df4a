import { readTable } from './csvTable.ts';

/** So much of a file is looked at for its header, in characters. */
const HEADER_CHARACTERS = 64 * 1024;

/** The headers of a CSV text's columns; none where there is no text. */
export function readHeader(text: string): readonly string[] {
  return readTable(text.slice(0, HEADER_CHARACTERS)).rows[0]?.cells ?? [];
}
