import { spawn, spawnSync } from 'node:child_process';

/** The first on the path, and Debian's, for which there are packages. */
const PYTHONS = ['python3', '/usr/bin/python3'] as const;

const known = new Map<string, string | null>();

/** A Python that can load these modules; null where this machine has none. */
export function pythonWith(...modules: readonly string[]): string | null {
  const program = modules.length === 0 ? '' : `import ${modules.join(', ')}`;
  const found = known.get(program);
  if (found !== undefined) return found;
  const python = PYTHONS.find((file) => spawnSync(file, ['-c', program], { stdio: 'ignore' }).status === 0);
  known.set(program, python ?? null);
  return python ?? null;
}

/** What a skipped test says. */
export function without(...modules: readonly string[]): string {
  const packages = modules.map((name) => `python3-${name}`).join(' ');
  return `no Python here has ${modules.join(' and ')}: on Debian, apt-get install ${packages}`;
}

export interface PythonResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a Python program: arguments of the interpreter, such as a file or `-c` and a program. */
export async function runPython(
  python: string,
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<PythonResult> {
  const child = spawn(python, args, {
    cwd,
    env: { ...process.env, PYTHONIOENCODING: 'utf-8', OMP_NUM_THREADS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  });
  return { code, stdout, stderr };
}

/** Runs it and gives what it printed. @throws Error with its standard error when it fails */
export async function pythonOutput(
  python: string,
  program: string,
  ...args: readonly string[]
): Promise<string> {
  const { code, stdout, stderr } = await runPython(python, ['-c', program, ...args]);
  if (code !== 0) throw new Error(`Python ended with ${code}: ${stderr}`);
  return stdout;
}
