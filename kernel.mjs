// Compiles the training kernel (src/kernel, AssemblyScript), for one thread and for two, and hands its bytes to whoever imports
// a kernel.wasm or sharedKernel.wasm.
import { Buffer } from 'node:buffer';
import { basename } from 'node:path';
import { main } from 'assemblyscript/asc';

const FOLDER = 'src/kernel';
const OPTIONS = [
  ...['--enable', 'simd'], // 128-bit, not the relaxed instructions, whose results depend on the processor
  ...['--runtime', 'stub'], // no collector: the kernel takes its memory once
  ...['--uncheckedBehavior', 'always', '--noAssert', '--use', 'abort='],
  ...['--disableWarning', '112'], // 128-bit values pass between its own files only
  '-O2', // -O3 takes longer and gains nothing
];

/** For two threads: the same on a memory that they share, which is handed to it. */
const SHARED = ['--enable', 'threads', '--importMemory', '--sharedMemory', '--maximumMemory', '49152'];

/** The modules by the names under which they are imported. */
const VARIANTS = { 'kernel.wasm': [], 'sharedKernel.wasm': SHARED };
const NAME = /\/(kernel|sharedKernel)\.wasm$/;
const compiled = new Map();

/** A kernel's bytes, compiled once per process. */
function kernelBytes(name) {
  if (!compiled.has(name)) compiled.set(name, compile(VARIANTS[name]));
  return compiled.get(name);
}

async function compile(variant) {
  let bytes;
  const writeFile = (name, contents) => (bytes = contents);
  const { error, stderr } = await main(
    ['kernel.ts', '--baseDir', FOLDER, '--outFile', 'kernel.wasm', ...OPTIONS, ...variant],
    { writeFile },
  );
  if (error) throw new Error(`${FOLDER} does not compile\n${stderr.toString()}`);
  return bytes;
}

/** The bytes as an expression. Node has a decoder; a loop over the letters would be interpreted in each new thread. */
function decoding(bytes) {
  const text = JSON.stringify(Buffer.from(bytes).toString('base64'));
  return `((text) => typeof Buffer === 'undefined'
    ? Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    : Buffer.from(text, 'base64'))(${text})`;
}

/** For esbuild: the bytes in the bundle. */
export const kernelPlugin = {
  name: 'kernel',
  setup(build) {
    build.onResolve({ filter: NAME }, ({ path }) => ({ path: basename(path), namespace: 'kernel' }));
    build.onLoad({ filter: /.*/, namespace: 'kernel' }, async ({ path }) => ({
      contents: `export default ${decoding(await kernelBytes(path))};`,
      watchDirs: [FOLDER],
    }));
  },
};

/** For vitest: the same, as modules of their own. */
export const kernelModule = {
  name: 'kernel',
  enforce: 'pre',
  resolveId: (id) => (NAME.test(id) ? `\0${basename(id)}` : undefined),
  async load(id) {
    const name = id.replace('\0', '');
    if (id === name || !(name in VARIANTS)) return undefined;
    return `export default Uint8Array.from([${(await kernelBytes(name)).join()}]);`;
  },
};
