import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { fileName } from './experiments.ts';
import { reasonOf } from './fileText.ts';

/** A file that could not be written. Its message says which, why and that nothing of it is there. */
export class NotWrittenError extends Error {
  override readonly name = 'NotWrittenError';
}

/**
 * Writes a file whole or not at all: beside it under another name first, then renamed.
 *
 * @throws NotWrittenError
 */
export async function writeWhole(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const temporary = target.with({ path: `${target.path}.${crypto.randomUUID()}.tmp` });
  try {
    await fs.writeFile(temporary, bytes);
    await fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    throw new NotWrittenError(t('Nothing was written. {0}: {1}', fileName(target), reasonOf(error)), {
      cause: error,
    });
  }
}
