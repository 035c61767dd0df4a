import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { exportCsv } from '#formats/exportCsv';
import { exportHtml } from '#formats/exportHtml';
import { exportNotebook } from '#formats/exportNotebook';
import { exportNumpy } from '#formats/exportNumpy';
import { exportNpz } from '#formats/exportNpz';
import { exportOnnx } from '#formats/exportOnnx';
import { exportOptuna, exportPytorch } from '#formats/exportPytorch';
import type { ExportedRun } from '#formats/exportedRun';
import { chosenEpochs } from '#formats/exportedRun';
import { twinProblem } from '#formats/pythonRun';
import { SavedRunError } from '#formats/runContainer';
import { openRun } from '#session/savedRun';
import type { ExportKind, ExportOptions } from './exportArguments.ts';
import { pageSources } from './bundle.ts';
import { DIGESTS } from './digests.ts';
import { readData } from './input.ts';
import { checkOutput, writeOutput } from './output.ts';
import { UserError, fileProblem } from './userError.ts';

/** The most numbers in a table of parameters or an archive: 512 MB of them. */
const MOST_NUMBERS = 64e6;
const MOST_CELLS = 16e6; // in text a number takes some 20 characters

/** What no terminal can show. */
const BINARY: readonly ExportKind[] = ['npz', 'onnx'];

/** What trains a run again and compares. */
const AGAIN: readonly ExportKind[] = ['numpy', 'pytorch', 'notebook'];

/** The command `export`. @throws UserError when something in the input is wrong; nothing has been written then */
export async function exportRun(options: ExportOptions): Promise<void> {
  const { run: path, to, out } = options;
  const toStandardOutput = out === '-';
  if (toStandardOutput && BINARY.includes(to)) {
    throw new UserError(`--out -: ${to} is not text; give the path of a file`);
  }
  const run = await readSavedRun(path);
  refuseTooMany(run, options);
  const file = toStandardOutput ? undefined : await checkOutput('--out', out, [resolve(path)]);
  const content = await contentOf(run, options);
  if (file) await writeOutput(file, content);
  else process.stdout.write(content);
}

async function contentOf(
  run: ExportedRun,
  { run: path, to, table, epochs }: ExportOptions,
): Promise<string | Uint8Array> {
  const problem = AGAIN.includes(to) ? twinProblem(run) : undefined;
  if (problem !== undefined) throw new UserError(`${path}: ${problem}`);
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
      return exportHtml(run, await pageSources(), DIGESTS.sha256);
  }
}

function refuseTooMany(run: ExportedRun, { to, table, epochs }: ExportOptions): void {
  if (to !== 'npz' && table !== 'parameters') return; // only these two hold states
  const numbers = chosenEpochs(run, epochs).length * run.history.parameterValues(0).length;
  const most = to === 'npz' ? MOST_NUMBERS : MOST_CELLS;
  if (numbers <= most) return;
  const instead = to === 'npz' ? 'leave out --epochs all' : 'use --to npz, or leave out --epochs all';
  throw new UserError(
    `--epochs all: the states hold ${numbers} numbers, at most ${most} are written; ${instead}`,
  );
}

async function readSavedRun(path: string): Promise<ExportedRun> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UserError(`${path}: ${fileProblem(error)}`);
  });
  try {
    const { name, experiment, history, status } = await openRun(bytes, '', DIGESTS, async (data) => {
      const file = resolve(dirname(path), data.path);
      const { dataset } = await readData(file, `${file} (the data of ${path})`, data);
      return dataset;
    });
    if (status.state !== 'completed' && status.state !== 'stopped' && status.state !== 'diverged') {
      throw new SavedRunError('holds a run that has not ended');
    }
    return { name, experiment, history, status };
  } catch (error) {
    if (error instanceof SavedRunError) throw new UserError(`${path}: ${error.message}`);
    throw error;
  }
}
