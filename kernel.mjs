// Compiles the training kernel (src/kernel, AssemblyScript) and hands its bytes to whoever imports a kernel.wasm.
import { main } from 'assemblyscript/asc';

const FOLDER = 'src/kernel';
const OPTIONS = [
  ...['--enable', 'simd'], // 128-bit, not the relaxed instructions, whose results depend on the processor
  ...['--runtime', 'stub'], // no collector: the kernel takes its memory once
  ...['--uncheckedBehavior', 'always', '--noAssert', '--use', 'abort='],
  ...['--disableWarning', '112'], // 128-bit values pass between its own files only
  '-O2', // -O3 takes longer and gains nothing
];

let compiled;

/** The kernel's bytes, compiled once per process. */
export function kernelBytes() {
  compiled ??= compile();
  return compiled;
}

async function compile() {
  let bytes;
  const writeFile = (name, contents) => (bytes = contents);
  const { error, stderr } = await main(
    ['kernel.ts', '--baseDir', FOLDER, '--outFile', 'kernel.wasm', ...OPTIONS],
    { writeFile },
  );
  if (error) throw new Error(`${FOLDER} does not compile\n${stderr.toString()}`);
  return bytes;
}

/** For esbuild: the bytes in the bundle. */
export const kernelPlugin = {
  name: 'kernel',
  setup(build) {
    build.onResolve({ filter: /\/kernel\.wasm$/ }, ({ path }) => ({ path, namespace: 'kernel' }));
    build.onLoad({ filter: /.*/, namespace: 'kernel' }, async () => ({
      contents: await kernelBytes(),
      loader: 'binary',
      watchDirs: [FOLDER],
    }));
  },
};

/** For vitest: the same, as a module of its own. */
export const kernelModule = {
  name: 'kernel',
  enforce: 'pre',
  resolveId: (id) => (id.endsWith('/kernel.wasm') ? '\0kernel.wasm' : undefined),
  async load(id) {
    if (id !== '\0kernel.wasm') return undefined;
    return `export default Uint8Array.from([${(await kernelBytes()).join()}]);`;
  },
};
