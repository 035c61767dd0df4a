import { sentenceOf } from '#engine/words';

/** Something the person at the command line can mend. Its message says what, where and how; it ends the program with code 2. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

const SHOWN = 100;

/** One message for all problems of a file: the first ones in full, the others counted. */
export function problemsOf(
  file: string,
  messages: readonly string[],
  total: number,
  counted: 'all' | 'atLeast' = 'all',
): UserError {
  if (total === 1) return new UserError(`${file}: ${messages.join()}`);
  const lines = messages.slice(0, SHOWN).map((message) => `  ${message}`);
  const least = counted === 'atLeast' ? 'at least ' : '';
  if (total > SHOWN) lines.push(`  … and ${least}${total - SHOWN} more`);
  return new UserError(`${file} has ${least}${total} problems:\n${lines.join('\n')}`);
}

/** What went wrong with a file, in words. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder; check the path';
    case 'EISDIR':
      return 'this is a folder, not a file; give the path of a file in it';
    case 'ENOTDIR':
      return 'a part of this path is a file, not a folder; check the path';
    case 'EACCES':
    case 'EPERM':
      return 'access is not permitted; change the permissions or choose another path';
    case 'EROFS':
      return 'nothing can be written there; choose another path';
    case 'ERR_INVALID_ARG_VALUE':
      return 'this is no path: it holds a zero character; remove it';
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'there is no space left; free some or choose another path';
    default:
      return sentenceOf(error);
  }
}
