import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { DEFAULT_CONFIG } from '#engine/config';
import { packageFolder, PROJECT } from '../../dev/project.ts';
import kernelBytes from '../../engine/kernel.wasm';
import sharedKernelBytes from '../../engine/sharedKernel.wasm';
import { soloKernelStart } from './soloProcess.ts';
import { spreadOf } from './statistics.ts';
import type { Spread } from './statistics.ts';
import { trainInWorker } from './wholeRun.ts';
import { readIris } from './workload.ts';

export interface StartFigures {
  /** Bytes of each file that a production build makes. */
  readonly bundles: Record<string, Sizes>;
  /** Stands inside the worker and the command line; the shared one inside the worker alone. */
  readonly kernel: Sizes;
  readonly sharedKernel: Sizes;
  /** From asking for the worker to its first breath, and from there to the answer to a run of no epochs. */
  readonly workerStart: Spread;
  readonly workerFirstAnswer: Spread;
  /** Loading the extension's program in a fresh process, with nothing behind `vscode`. */
  readonly extensionLoad: Spread;
  /** Compiling the kernel in a fresh process, and making one. */
  readonly kernelStart: Spread;
}

interface Sizes {
  readonly bytes: number;
  readonly gzip: number;
  readonly brotli: number;
}

const REPETITIONS = 20;
const run = promisify(execFile);

/** The sizes of what is shipped, and what it takes to load it. */
export async function start(): Promise<StartFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-production-'));
  try {
    await run(process.execPath, ['esbuild.mjs', '--production', `--out=${folder}`], { cwd: PROJECT });
    return {
      bundles: bundleSizes(folder),
      kernel: sizesOf(kernelBytes),
      sharedKernel: sizesOf(sharedKernelBytes),
      ...(await workerTimes(join(folder, 'worker.cjs'))),
      extensionLoad: spreadOf(await extensionLoads(folder), 2),
      kernelStart: spreadOf(await kernelStarts(), 2),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bundleSizes(folder: string): StartFigures['bundles'] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const programs = files.filter((file) => /\.(cjs|mjs|js|css)$/.test(file)).sort();
  return Object.fromEntries(programs.map((file) => [file, sizesOf(readFileSync(join(folder, file)))]));
}

function sizesOf(bytes: Uint8Array): Sizes {
  return {
    bytes: bytes.length,
    gzip: gzipSync(bytes).length,
    brotli: brotliCompressSync(bytes).length,
  };
}

async function workerTimes(file: string): Promise<Pick<StartFigures, 'workerStart' | 'workerFirstAnswer'>> {
  const config = { ...DEFAULT_CONFIG, training: { ...DEFAULT_CONFIG.training, epochs: 0 } };
  const runs = [];
  for (let i = 0; i < REPETITIONS; i++) runs.push(await trainInWorker(file, config, readIris()));
  return {
    workerStart: spreadOf(
      runs.map(({ startMilliseconds }) => startMilliseconds),
      2,
    ),
    workerFirstAnswer: spreadOf(
      runs.map(({ runMilliseconds }) => runMilliseconds),
      2,
    ),
  };
}

/** In place of the editor's API: whatever is asked of any of its names is there, and is the same again. */
function hollowApi(): string {
  const types = readFileSync(join(packageFolder('@types/vscode'), 'index.d.ts'), 'utf8');
  const names = [...types.matchAll(/^\t?export (?:class|enum|namespace|function|const) (\w+)/gm)].map(
    ([, name]) => name,
  );
  return `
const hollow = new Proxy(class {}, { get: (target, name) => (name === 'prototype' ? target.prototype : hollow), apply: () => hollow });
module.exports = Object.fromEntries(${JSON.stringify(names)}.map((name) => [name, hollow]));`;
}

const LOADING = `
const start = performance.now();
require(process.argv[1]);
console.log(performance.now() - start);`;

async function extensionLoads(folder: string): Promise<number[]> {
  const hollow = join(folder, 'node_modules', 'vscode');
  mkdirSync(hollow, { recursive: true });
  writeFileSync(join(hollow, 'index.js'), hollowApi());
  const times: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    const { stdout } = await run(process.execPath, ['-e', LOADING, join(folder, 'extension.cjs')]);
    times.push(Number(stdout));
  }
  return times;
}

async function kernelStarts(): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < REPETITIONS; i++) times.push(await soloKernelStart());
  return times;
}
