import kernelBytes from './kernel.wasm';

/** What the kernel (src/kernel/kernel.ts) exports; addresses are bytes from the beginning of its memory. */
export interface Kernel {
  readonly memory: { readonly buffer: ArrayBuffer };
  createNetwork(nLayers: number): void;
  addLayer(nInputs: number, nUnits: number, activation: number): void;
  /** @returns the address of the record */
  allocate(nTrain: number, nTest: number): number;
  xOf(isTest: boolean): number;
  targetsOf(isTest: boolean): number;
  arrangeWeights(): void;
  reach(largestInput: number): number;
  learnTrain(): void;
  scoreTrain(): void;
  scoreTest(): void;
  update(learningRate: number): void;
  applyElementary(code: number, address: number): void;
}

/** The part of WebAssembly that is needed here. Neither the language nor its libraries without a DOM declare it. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
}

const { WebAssembly } = globalThis as { WebAssembly?: WebAssemblyApi };
let compiled: object | undefined;

/** Can this engine run the kernel: has it WebAssembly with 128-bit SIMD? */
export function hasKernel(): boolean {
  return compiled !== undefined || (WebAssembly?.validate(kernelBytes) ?? false);
}

/** A kernel with memory of its own. @throws Error where `hasKernel` is false */
export function instantiateKernel(): Kernel {
  if (!WebAssembly) throw new Error('there is no WebAssembly here');
  compiled ??= new WebAssembly.Module(kernelBytes);
  return new WebAssembly.Instance(compiled).exports as Kernel;
}
