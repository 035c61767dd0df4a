import * as vscode from 'vscode';
import { sentenceOf } from '#engine/words';

/** Why a file cannot be read or written, in a sentence. */
export function reasonOf(error: unknown): string {
  const code = error instanceof vscode.FileSystemError ? error.code : '';
  switch (code) {
    case 'FileNotFound':
      return 'there is no such file; check the path';
    case 'FileIsADirectory':
      return 'this is a folder, not a file; give the path of a file in it';
    case 'NoPermissions':
      return 'access is not permitted; change the permissions or choose another path';
    default:
      return sentenceOf(error);
  }
}
