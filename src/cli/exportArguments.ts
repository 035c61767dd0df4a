import { CSV_TABLES } from '#formats/exportCsv';
import { EPOCH_CHOICES } from '#formats/exportedRun';
import { EXPORT_KINDS } from '#formats/exportKinds';
import type { ExportRequest } from '#formats/exportRun';
import { choice } from './choice.ts';
import { UserError } from './userError.ts';

export interface ExportOptions extends ExportRequest {
  readonly run: string; // path of a saved run
  readonly out: string; // path of the file to write, or - for standard output
}

export const EXPORT_OPTIONS = {
  to: { type: 'string' },
  out: { type: 'string' },
  table: { type: 'string' },
  epochs: { type: 'string' },
} as const;

/** @throws UserError for what is missing, unknown or does not belong together */
export function exportOptions(run: string | undefined, given: ReadonlyMap<string, string>): ExportOptions {
  if (run === undefined) {
    throw new UserError(
      `export needs a saved run, as in export run.irisrun --to csv --out run.csv; see --help`,
    );
  }
  const { to } = choice('to', given, EXPORT_KINDS);
  if (to === undefined) throw new UserError(`--to is missing; give one of ${EXPORT_KINDS.join(', ')}`);
  const out = given.get('out');
  if (out === undefined) throw new UserError('--out is missing; give the path of the file to write');
  const { table } = choice('table', given, CSV_TABLES);
  const { epochs } = choice('epochs', given, EPOCH_CHOICES);
  if (table !== undefined && to !== 'csv') {
    throw new UserError(`--table is about --to csv, got --to ${to}; leave one out`);
  }
  if (epochs !== undefined && to !== 'npz' && table !== 'parameters') {
    throw new UserError('--epochs is about --to npz and --to csv --table parameters; leave it out');
  }
  return { run, to, out, table: table ?? 'history', epochs: epochs ?? 'ends' };
}
