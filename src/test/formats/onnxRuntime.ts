import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is used of onnxruntime-web. */
export interface OnnxRuntime {
  readonly env: { readonly wasm: { numThreads: number } };
  readonly InferenceSession: { create(model: Uint8Array): Promise<OnnxSession> };
  readonly Tensor: new (type: 'float64', data: Float64Array, sizes: readonly number[]) => object;
}

interface OnnxSession {
  run(feeds: Readonly<Record<string, object>>): Promise<Record<string, { readonly data: ArrayLike<number> }>>;
}

/** 150 MB, so no dependency: it lives in the user's cache, where the first test that asks for it puts it. */
const VERSION = '1.30.0';
const FOLDER = join(
  process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
  `iris-network-onnxruntime-${VERSION}`,
);
const FILE = join(FOLDER, 'node_modules/onnxruntime-web/dist/ort.wasm.min.mjs');

/** onnxruntime-web on WebAssembly; null where it is not there and cannot be installed. */
export async function onnxRuntime(): Promise<OnnxRuntime | null> {
  if (!existsSync(FILE) && !install()) return null;
  const runtime = (await import(/* @vite-ignore */ pathToFileURL(FILE).href)) as OnnxRuntime;
  runtime.env.wasm.numThreads = 1;
  return runtime;
}

function install(): boolean {
  mkdirSync(FOLDER, { recursive: true });
  const dependencies = { 'onnxruntime-web': VERSION };
  writeFileSync(join(FOLDER, 'package.json'), JSON.stringify({ private: true, dependencies }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const { status } = spawnSync(npm, args, { cwd: FOLDER, stdio: 'ignore', timeout: 120_000 });
  return status === 0 && existsSync(FILE);
}
