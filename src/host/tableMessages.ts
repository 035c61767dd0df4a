import type { TableChoices } from '#engine/config';
import type { CsvReading } from '#formats/csv';

/** Where the bytes of a table are: in a file that the thread opens by itself, or already read. */
export type TableBytes = { readonly path: string } | { readonly bytes: Uint8Array };

/** What the thread that reads a table is given. */
export interface TableRequest {
  readonly name: string; // of the data set
  readonly bytes: TableBytes;
  readonly choices: TableChoices;
  readonly wanted: 'table' | 'header';
}

/** Why a file is no table. */
export interface UnreadableTable {
  readonly kind: 'unreadable';
  readonly message: string;
}

/** What is in the table, or why the file is none. */
export type TableReading = { readonly kind: 'read'; readonly reading: CsvReading } | UnreadableTable;

/** The headers of its columns, or why the file is none. */
export type HeaderReading =
  { readonly kind: 'header'; readonly columns: readonly string[] } | UnreadableTable;

/** The answer to each request. */
export interface TableAnswers {
  readonly table: TableReading;
  readonly header: HeaderReading;
}

export type TableAnswer = TableAnswers[keyof TableAnswers];
export type TableReport = TableAnswer | { readonly kind: 'progress'; readonly share: number };
