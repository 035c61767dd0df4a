import { t } from '#engine/translation';
import { exportCsv } from './exportCsv.ts';
import type { CsvTableName } from './exportCsv.ts';
import { exportHtml } from './exportHtml.ts';
import type { PageSources } from './exportHtml.ts';
import { exportNotebook } from './exportNotebook.ts';
import { exportNpz } from './exportNpz.ts';
import { exportNumpy } from './exportNumpy.ts';
import { exportOnnx } from './exportOnnx.ts';
import { exportOptuna, exportPytorch } from './exportPytorch.ts';
import { ExportError } from './exportRefusal.ts';
import { chosenEpochs } from './exportedRun.ts';
import type { EpochChoice, ExportedRun } from './exportedRun.ts';
import type { ExportKind } from './exportKinds.ts';
import { twinProblem } from './pythonRun.ts';
import type { Sha256 } from './runContainer.ts';

/** Which file a run is written as. */
export interface ExportRequest {
  readonly to: ExportKind;
  readonly table: CsvTableName; // of a CSV file
  readonly epochs: EpochChoice; // of the states in a CSV file or an archive
}

/** What a program lends for exports: the built files of the page, and its SHA-256. */
export interface ExportSurroundings {
  readonly pageSources: () => Promise<PageSources>;
  readonly sha256: Sha256;
}

/** The most numbers in a table of parameters or an archive: 512 MB of them. */
const MOST_NUMBERS = 64e6;
const MOST_CELLS = 16e6; // in text a number takes some 20 characters

/** What trains a run again and compares. */
const AGAIN: readonly ExportKind[] = ['numpy', 'pytorch', 'notebook'];

/** The content of the file that a run is written as. @throws ExportError */
export async function exportRun(
  run: ExportedRun,
  request: ExportRequest,
  { pageSources, sha256 }: ExportSurroundings,
): Promise<string | Uint8Array> {
  const { to, table, epochs } = request;
  refuseTooMany(run, request);
  const problem = AGAIN.includes(to) ? twinProblem(run) : undefined;
  if (problem !== undefined) throw new ExportError(problem);
  switch (to) {
    case 'numpy':
      return exportNumpy(run);
    case 'pytorch':
      return exportPytorch(run);
    case 'optuna':
      return exportOptuna(run);
    case 'csv':
      return exportCsv(run, table, epochs);
    case 'onnx':
      return exportOnnx(run);
    case 'npz':
      return exportNpz(run, epochs);
    case 'notebook':
      return exportNotebook(run);
    case 'html':
      return exportHtml(run, await pageSources(), sha256);
  }
}

function refuseTooMany(run: ExportedRun, { to, table, epochs }: ExportRequest): void {
  if (to !== 'npz' && (to !== 'csv' || table !== 'parameters')) return; // only these two hold states
  const numbers = chosenEpochs(run, epochs).length * run.history.parameterValues(0).length;
  const most = to === 'npz' ? MOST_NUMBERS : MOST_CELLS;
  if (numbers <= most) return;
  const instead =
    to === 'npz'
      ? t('write the first and the last only')
      : t('use npz, or write the first and the last only');
  throw new ExportError(
    t('the states hold {0} numbers, at most {1} are written; {2}', numbers, most, instead),
  );
}
