import { dirname, resolve } from 'node:path';
import { ExportError } from '#formats/exportRefusal';
import { exportRun } from '#formats/exportRun';
import type { ExportKind } from '#formats/exportKinds';
import type { ExportedRun } from '#formats/exportedRun';
import { MOST_RUN_BYTES, SavedRunError } from '#formats/runContainer';
import { openRun } from '#session/savedRun';
import type { ExportOptions } from './exportArguments.ts';
import { pageSources } from './bundle.ts';
import { DIGESTS } from './digests.ts';
import { readData } from './input.ts';
import { checkOutput, writeOutput } from './output.ts';
import { readBytes } from './readBytes.ts';
import { UserError } from './userError.ts';

/** What no terminal can show. */
const BINARY: readonly ExportKind[] = ['npz', 'onnx'];

/** The command `export`. @throws UserError when something in the input is wrong; nothing has been written then */
export async function exportSaved(options: ExportOptions): Promise<void> {
  const { run: path, to, out } = options;
  const toStandardOutput = out === '-';
  if (toStandardOutput && BINARY.includes(to)) {
    throw new UserError(`--out -: ${to} is not text; give the path of a file`);
  }
  const run = await readSavedRun(path);
  const file = toStandardOutput ? undefined : await checkOutput('--out', out, [resolve(path)]);
  const content = await contentOf(run, options);
  if (file) await writeOutput(file, content);
  else process.stdout.write(content);
}

async function contentOf(run: ExportedRun, options: ExportOptions): Promise<string | Uint8Array> {
  try {
    return await exportRun(run, options, { pageSources, sha256: DIGESTS.sha256 });
  } catch (error) {
    if (error instanceof ExportError) throw new UserError(`${options.run}: ${error.message}`);
    throw error;
  }
}

async function readSavedRun(path: string): Promise<ExportedRun> {
  const bytes = await readBytes(path, path, {
    bytes: MOST_RUN_BYTES,
    mend: 'that is no saved run; give the path of one',
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
