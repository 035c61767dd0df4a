import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError, fileProblem } from './userError.ts';

/** Where the run is to be written. */
export interface OutputFile {
  readonly path: string; // absolute, symbolic links followed
  /** A regular file is replaced whole; a device or pipe is written to. */
  readonly kind: 'regular' | 'special';
}

/** Finds out, before anything is trained, whether the file can be written. @throws UserError if not */
export async function checkOutput(path: string, inputs: readonly string[]): Promise<OutputFile> {
  const refuse = (message: string) => new UserError(`--out ${path}: ${message}`);
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
  return { path: target, kind };
}

/** Writes the file whole or not at all: beside it under another name, then renamed. @throws UserError */
export async function writeOutput({ path, kind }: OutputFile, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    if (kind === 'special') {
      await writeText(path, 'w', text);
      return;
    }
    await writeText(temporary, 'wx', text);
    await rename(temporary, path);
  } catch (error) {
    if (kind === 'regular') await rm(temporary, { force: true });
    throw new UserError(`--out ${path}: ${fileProblem(error)}`);
  }
}

async function writeText(path: string, flags: string, text: string): Promise<void> {
  const file = await open(path, flags);
  try {
    await file.writeFile(text);
    if (flags === 'wx') await file.sync();
  } finally {
    await file.close();
  }
}
