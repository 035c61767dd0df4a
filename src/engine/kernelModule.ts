import type { Activation } from './activations.ts';
import kernelBytes from './kernel.wasm';
import type { NetworkShape } from './network.ts';

/** What the kernel (src/kernel/kernel.ts) exports; addresses are bytes from the beginning of its memory. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBufferLike };
  createNetwork(nLayers: number): void;
  addLayer(nInputs: number, nUnits: number, activation: number): void;
  /** @returns the address of the record */
  allocate(nTrain: number, nTest: number): number;
  xOf(isTest: boolean): number;
  targetsOf(isTest: boolean): number;
  arrangeWeights(): void;
  reach(largestInput: number): number;
  learnTrain(patience: number): void;
  help(): void;
  scoreTrain(): void;
  scoreTest(): void;
  update(learningRate: number): void;
  applyElementary(code: number, address: number): void;
}

/** Of 64 KB; as the shared build is told, see kernel.mjs. */
const MOST_PAGES = 49152;

/** The part of WebAssembly that is needed here. Neither the language nor its libraries without a DOM declare it. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports?: object) => { readonly exports: object };
  readonly Memory: new (limits: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: boolean;
  }) => object;
}

const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyApi };
const compiled = new Map<Uint8Array, object | null>();

/** Can this engine run the kernel: has it WebAssembly with 128-bit SIMD? */
export function hasKernel(bytes: Uint8Array = kernelBytes): boolean {
  return moduleOf(bytes) !== null;
}

/** Compiled once, which takes no longer than asking whether it can be; null where it cannot. */
function moduleOf(bytes: Uint8Array): object | null {
  const known = compiled.get(bytes);
  if (known !== undefined) return known;
  let module = null;
  try {
    if (WebAssembly) module = new WebAssembly.Module(bytes);
  } catch {
    // an engine without SIMD, or one that must not compile
  }
  compiled.set(bytes, module);
  return module;
}

/**
 * A kernel with memory of its own, or one of another build on a memory that is handed to it.
 *
 * @throws Error where `hasKernel` is false
 */
export function instantiateKernel(bytes: Uint8Array = kernelBytes, memory?: object): Kernel {
  const module = moduleOf(bytes);
  if (!WebAssembly || !module) throw new Error('there is no WebAssembly with SIMD here');
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Kernel;
}

/** An empty memory for several threads; it grows as a kernel needs it. @throws Error where there is no WebAssembly */
export function sharedMemory(): object {
  if (!WebAssembly) throw new Error('there is no WebAssembly here');
  return new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared: true });
}

/** The kernel's codes (src/kernel/activations.ts). */
const CODES: Readonly<Record<Activation, number>> = { relu: 0, linear: 1, leakyRelu: 2, tanh: 3, sigmoid: 4 };

/** Takes all memory that a kernel needs. The same network lies at the same addresses each time. @returns the record's address */
export function layNetwork(kernel: Kernel, shape: NetworkShape, nTrain: number, nTest: number): number {
  const { sizes, activations } = shape;
  kernel.createNetwork(sizes.length - 1);
  for (let l = 1; l < sizes.length; l++) {
    const activation = activations[l - 1] ?? 'linear'; // the output's scores
    kernel.addLayer(sizes[l - 1]!, sizes[l]!, CODES[activation]);
  }
  return kernel.allocate(nTrain, nTest);
}
