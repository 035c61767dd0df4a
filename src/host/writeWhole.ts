import * as vscode from 'vscode';
import { fileName } from './experiments.ts';
import { reasonOf } from './fileText.ts';

/**
 * Writes a file whole or not at all: beside it under another name first, then renamed.
 *
 * @throws Error that says why it cannot be written
 */
export async function writeWhole(target: vscode.Uri, bytes: Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const temporary = target.with({ path: `${target.path}.${crypto.randomUUID()}.tmp` });
  try {
    await fs.writeFile(temporary, bytes);
    await fs.rename(temporary, target, { overwrite: true });
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    throw new Error(`${fileName(target)}: ${reasonOf(error)}`, { cause: error });
  }
}
