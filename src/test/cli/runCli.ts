import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const CLI = fileURLToPath(new URL('../../../dist/cli.mjs', import.meta.url));

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line. It gets a working folder and no colours unless told otherwise. */
export async function runCli(
  args: readonly string[],
  { cwd = tmpdir(), env = {} }: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<CliResult> {
  if (!existsSync(CLI)) throw new Error('dist/cli.mjs is missing: run "npm run build" first');
  const inherited = Object.entries(process.env).filter(([name]) => !name.endsWith('_COLOR'));
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000, // one that does not end must not outlive its test
    killSignal: 'SIGKILL',
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, stdout, stderr };
}

/** A command line for a shell that runs the built command line. */
export function shellCommand(...args: readonly string[]): string {
  return [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
}

/** A new folder with these files in it, removed when the test is over. Objects are written as JSON. */
export function folderWith(files: Record<string, string | Uint8Array | object>): string {
  const folder = mkdtempSync(join(tmpdir(), 'irisnet-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const asIs = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(join(folder, name), asIs ? content : JSON.stringify(content));
  }
  return folder;
}
