import type { TableChoices } from '#engine/config';
import type { CsvReading } from '#formats/csv';

/** Where the bytes of a table are: in a file that the thread opens by itself, or already read. */
export type TableBytes = { readonly path: string } | { readonly bytes: Uint8Array };

/** What the thread that reads a table is given. */
export interface TableRequest {
  readonly name: string; // of the data set
  readonly bytes: TableBytes;
  readonly choices: TableChoices;
}

/** Its answer: what is in the table, or why the file is none. */
export type TableReading =
  | { readonly kind: 'read'; readonly reading: CsvReading }
  | { readonly kind: 'unreadable'; readonly message: string };

export type TableReport = TableReading | { readonly kind: 'progress'; readonly share: number };
