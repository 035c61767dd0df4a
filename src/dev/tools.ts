import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, PROJECT } from './project.ts';

/**
 * Runs a command of an installed package in the project's folder, its output shown as it comes.
 *
 * @param name `package`, or `package:command` where the command has another name
 * @returns the exit code
 */
export function runTool(name: string, ...args: readonly string[]): Promise<number> {
  const [packageName = name, command = packageName] = name.split(':');
  const folder = inProject('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`the package ${packageName} has no command ${command}`);
  return runNode(join(folder, file), ...args);
}

/** The same of a program of the project's own. */
export function runNode(file: string, ...args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [file, ...args], { cwd: PROJECT, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

interface Manifest {
  readonly bin: string | Readonly<Record<string, string>>;
}
