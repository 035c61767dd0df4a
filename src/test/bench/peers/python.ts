import { spawnSync } from 'node:child_process';

/** A Python that has a module. */
export interface Python {
  readonly file: string;
  /** Of the module. */
  readonly version: string;
}

/** The first on the path, and Debian's, for which there are packages. */
const PYTHONS = ['python3', '/usr/bin/python3'] as const;

/** Every version of a module that a Python of this machine can load, each once. */
export function pythonsWith(module: string): readonly Python[] {
  const found: Python[] = [];
  for (const file of PYTHONS) {
    const program = `import ${module}; print(${module}.__version__)`;
    const { status, stdout } = spawnSync(file, ['-c', program], { encoding: 'utf8' });
    const version = stdout?.trim();
    if (status === 0 && !found.some((one) => one.version === version)) found.push({ file, version });
  }
  return found;
}
