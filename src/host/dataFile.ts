import * as vscode from 'vscode';
import type { Dataset } from '#engine/dataset';
import { readDataset } from '#formats/csv';
import { CSV_LIMITS } from '#formats/csvOptions';
import { fileText } from './fileText.ts';
import type { DataFile } from './runPlan.ts';

/** A table that cannot be trained on. Its message says which file, what is wrong with it and how to mend it. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

/** Reads a table, wherever its file is. @throws DataError with everything that is wrong with it */
export async function readDataFile({ uri: address, target, features }: DataFile): Promise<Dataset> {
  const uri = vscode.Uri.parse(address, true);
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const text = await fileText(uri, 4 * CSV_LIMITS.characters).catch((error: unknown) => {
    throw new DataError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const reading = readDataset(text, { name: file.replace(/\.csv$/i, ''), target, features });
  if ('dataset' in reading) return reading.dataset;
  const [first] = reading.problems;
  const more = reading.total > 1 ? ` (and ${reading.total - 1} more problems)` : '';
  throw new DataError(`${file}: ${first?.message ?? 'cannot be read'}${more}`);
}
