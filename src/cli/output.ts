import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError, fileProblem } from './userError.ts';

/** Where something is to be written. */
export interface OutputFile {
  readonly option: string; // that asked for it, with its path: "--out run.json"
  readonly path: string; // absolute, symbolic links followed
  /** A regular file is replaced whole; a device or pipe is written to. */
  readonly kind: 'regular' | 'special';
}

/** Finds out, before anything is trained, whether the file can be written. @throws UserError if not */
export async function checkOutput(
  name: '--out' | '--save',
  path: string,
  inputs: readonly string[],
): Promise<OutputFile> {
  const option = `${name} ${path}`;
  const refuse = (message: string) => new UserError(`${option}: ${message}`);
  let kind: OutputFile['kind'] = 'regular';
  let target = resolve(path);
  try {
    const folder = await stat(dirname(target));
    if (!folder.isDirectory()) throw refuse('a part of this path is a file, not a folder; check the path');
    const existing = await stat(target).catch(() => undefined);
    if (existing?.isDirectory()) throw refuse('this is a folder; give the path of a file in it');
    if (existing) target = await realpath(target);
    if (existing && !existing.isFile()) kind = 'special';
  } catch (error) {
    throw error instanceof UserError ? error : refuse(fileProblem(error));
  }
  const read = await Promise.all(inputs.map((input) => realpath(input)));
  if (read.includes(target)) throw refuse('this file is read as input; give another path');
  return { option, path: target, kind };
}

/** Writes the file whole or not at all: beside it under another name, then renamed. @throws UserError */
export async function writeOutput(
  { option, path, kind }: OutputFile,
  content: string | Uint8Array,
): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    if (kind === 'special') {
      await write(path, 'w', content);
      return;
    }
    await write(temporary, 'wx', content);
    await rename(temporary, path);
  } catch (error) {
    if (kind === 'regular') await rm(temporary, { force: true });
    throw new UserError(`${option}: ${fileProblem(error)}`);
  }
}

async function write(path: string, flags: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.writeFile(content);
    if (flags === 'wx') await file.sync();
  } finally {
    await file.close();
  }
}
