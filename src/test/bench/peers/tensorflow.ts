// TensorFlow.js with its WebAssembly backend, SIMD, one thread, Float32. The argument is the folder of its packages.
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { serve } from './serve.ts';

interface Tensor {
  dispose(): void;
  dataSync(): Float32Array;
}

/** What is used of `@tensorflow/tfjs-core`. */
interface Core {
  setBackend(name: string): Promise<boolean>;
  getBackend(): string;
  ready(): Promise<void>;
  env(): { set(flag: string, value: boolean): void };
  tidy<Result extends readonly Tensor[]>(act: () => Result): Result;
  tensor2d(values: Float32Array, shape: readonly [number, number]): Tensor;
  matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
  add(a: Tensor, b: Tensor | number): Tensor;
  sub(a: Tensor, b: Tensor): Tensor;
  mul(a: Tensor, b: Tensor | number): Tensor;
  relu(a: Tensor): Tensor;
  step(a: Tensor): Tensor;
  softmax(a: Tensor): Tensor;
  log(a: Tensor): Tensor;
  sum(a: Tensor, axis?: number, keepDims?: boolean): Tensor;
  readonly version_core: string;
}

const load = createRequire(`${process.argv[2] ?? ''}${sep}`);
const tf = load('@tensorflow/tfjs-core') as Core;
const wasm = load('@tensorflow/tfjs-backend-wasm') as { setWasmPaths(folder: string): void };
wasm.setWasmPaths(`${dirname(load.resolve('@tensorflow/tfjs-backend-wasm'))}${sep}`);
tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
await tf.setBackend('wasm');
await tf.ready();

/** The formulas of the contract written out, which is faster than its own derivation of gradients. */
await serve(
  `TensorFlow.js ${tf.version_core}, ${tf.getBackend()}`,
  ({ shape, x, targets, initial, learningRate }) => {
    const { nRows, nFeatures, nHidden, nClasses } = shape;
    const numbers = Float32Array.from(initial);
    let at = 0;
    const take = (rows: number, columns: number) => {
      at += rows * columns;
      return tf.tensor2d(numbers.slice(at - rows * columns, at), [rows, columns]);
    };
    const X = tf.tensor2d(Float32Array.from(x), [nRows, nFeatures]);
    const Y = tf.tensor2d(Float32Array.from(targets), [nRows, nClasses]);
    let parameters = [
      take(nFeatures, nHidden),
      take(nHidden, nClasses),
      take(1, nHidden),
      take(1, nClasses),
    ] as const;

    const epoch = () => {
      const [W1, W2, b1, b2] = parameters;
      const [loss, ...next] = tf.tidy(() => {
        const A1 = tf.relu(tf.add(tf.matMul(X, W1), b1));
        const P = tf.softmax(tf.add(tf.matMul(A1, W2), b2));
        const dZ2 = tf.sub(P, Y);
        const dZ1 = tf.mul(tf.matMul(dZ2, W2, false, true), tf.step(A1));
        const less = (values: Tensor, gradient: Tensor) => tf.sub(values, tf.mul(gradient, learningRate));
        return [
          tf.sum(tf.mul(Y, tf.log(tf.add(P, 1e-9))), 1), // row by row: Float32 is too coarse for their sum
          less(W1, tf.matMul(X, dZ1, true)),
          less(W2, tf.matMul(A1, dZ2, true)),
          less(b1, tf.sum(dZ1, 0, true)),
          less(b2, tf.sum(dZ2, 0, true)),
        ] as const;
      });
      for (const tensor of parameters) tensor.dispose();
      parameters = next;
      return loss;
    };

    return (nEpochs) => {
      let last = 0;
      for (let i = 0; i < nEpochs; i++) {
        const loss = epoch();
        if (i === nEpochs - 1) last = -loss.dataSync().reduce((sum, row) => sum + row, 0) / nRows;
        loss.dispose();
      }
      return last;
    };
  },
);
