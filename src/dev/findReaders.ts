import { spawnSync } from 'node:child_process';
import type { Machine } from './findChromium.ts';

/** The Python modules that read our exports back, and Debian's packages of them. */
const READERS: Readonly<Record<string, string>> = {
  numpy: 'python3-numpy',
  sklearn: 'python3-sklearn',
  torch: 'python3-torch',
  onnx: 'python3-onnx',
  optuna: 'python3-optuna',
  nbformat: 'python3-nbformat',
};

/**
 * Sees to it that the exports can be read back by others than ourselves: as root on Debian by installing what is missing.
 * Elsewhere it says what is missing, and the tests that need it are skipped.
 *
 * @param hasModule whether Debian's Python can load a module
 */
export function findReaders(
  machine: Pick<Machine, 'isRoot' | 'isDebian' | 'run' | 'say'>,
  hasModule: (name: string) => boolean = debianPythonHas,
): void {
  const missing = () => Object.keys(READERS).filter((name) => !hasModule(name));
  const wanted = missing().map((name) => READERS[name] ?? name);
  if (wanted.length === 0) return;
  if (machine.isRoot && machine.isDebian) {
    machine.say(`Some readers of our exports are missing: installing ${wanted.join(' ')} (a minute or two).`);
    const args = ['install', '--yes', '--no-install-recommends', ...wanted];
    if (machine.run('apt-get', ['update'])) machine.run('apt-get', args);
  }
  const still = missing();
  if (still.length > 0) {
    machine.say(`Python has no ${still.join(', ')}: the tests in which they read our exports are skipped.`);
  }
}

function debianPythonHas(name: string): boolean {
  return ['/usr/bin/python3', 'python3'].some(
    (python) => spawnSync(python, ['-c', `import ${name}`], { stdio: 'ignore' }).status === 0,
  );
}
