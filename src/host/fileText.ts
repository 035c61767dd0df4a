import * as vscode from 'vscode';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';

/** The UTF-8 text of a file, wherever it is. @throws Error that says in a sentence why it cannot be read */
export async function fileText(uri: vscode.Uri, maxBytes: number): Promise<string> {
  const bytes = await fileBytes(uri, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(t('the file is not UTF-8 text; save it in the encoding UTF-8'));
  }
}

async function fileBytes(uri: vscode.Uri, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size <= maxBytes) return await vscode.workspace.fs.readFile(uri);
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
  throw new Error(t('the file is too large; keep only the rows that are needed'));
}

/** Why a file cannot be read or written, in a sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof vscode.FileSystemError ? error.code : '';
  switch (code) {
    case 'FileNotFound':
      return t('there is no such file; check the path');
    case 'FileIsADirectory':
      return t('this is a folder, not a file; give the path of a file in it');
    case 'NoPermissions':
      return t('access is not permitted; change the permissions or choose another path');
    default:
      return sentenceOf(error);
  }
}
