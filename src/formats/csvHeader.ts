import type { Delimiter } from '#engine/tableFacts';
import { findDelimiter, scanTable, unify } from './csvTable.ts';

/** So much of a file is looked at for its header, in characters. */
const HEADER_CHARACTERS = 64 * 1024;

/** The headers of a CSV text's columns; none where there is no text. @param delimiter left out: the one that fits best */
export function readHeader(text: string, delimiter?: Delimiter): readonly string[] {
  const start = unify(text.slice(0, HEADER_CHARACTERS));
  let headers: readonly string[] = [];
  scanTable(start, delimiter ?? findDelimiter(start), {
    row: ({ cells }) => {
      headers = cells;
      return 'enough';
    },
    brokenQuotes: () => {},
  });
  return headers;
}
