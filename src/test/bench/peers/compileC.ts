import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../../../dev/project.ts';
import { PEERS_FOLDER } from './packages.ts';

/** A way of training in C, and how it is compiled. */
export interface CProgram {
  readonly name: string;
  readonly source: string;
  readonly flags: readonly string[];
  /** What the processor must have, as the compiler names it. */
  readonly needs?: string;
}

/** Without fused multiply-add, as in WebAssembly; -O3 would undo the interleaving of the hand-blocked ones. */
export const C_PROGRAMS: readonly CProgram[] = [
  { name: 'C, plain loops', source: 'plain.c', flags: ['-O3', '-march=native'] },
  {
    name: 'C by hand, 128 bit',
    source: 'blocked.c',
    flags: ['-O2', '-march=native', '-mno-avx512f', '-mno-fma', '-ffp-contract=off', '-DWIDTH=2'],
  },
  {
    name: 'C by hand, AVX-512',
    source: 'blocked.c',
    flags: ['-O2', '-march=native', '-DWIDTH=8'],
    needs: '__AVX512F__',
  },
];

/** Compiles a program. @returns its file @throws Error when there is no gcc, or the processor lacks what is needed */
export function compileC({ name, source, flags, needs }: CProgram): string {
  if (needs !== undefined && !gcc('-march=native', '-dM', '-E', '-x', 'c', '/dev/null').includes(needs)) {
    throw new Error(`the processor has no ${needs}`);
  }
  mkdirSync(PEERS_FOLDER, { recursive: true });
  const file = join(PEERS_FOLDER, name.replace(/\W+/g, '-'));
  const folder = inProject('src', 'test', 'bench', 'c');
  gcc(...flags, join(folder, 'peer.c'), join(folder, source), '-lm', '-o', file);
  return file;
}

function gcc(...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('gcc', args, { encoding: 'utf8' });
  if (error) throw new Error(`gcc: ${error.message}`);
  if (status !== 0) throw new Error(`gcc: ${stderr.trim().split('\n')[0] ?? ''}`);
  return stdout;
}
