// brain.js, which trains by another algorithm: row by row, squared error, sigmoid output. The argument is the folder of
// its package.
import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { serve } from './serve.ts';

/** What is used of `brain.js`. */
interface Brain {
  readonly NeuralNetwork: new (options: { hiddenLayers: readonly number[]; activation: string }) => {
    train(rows: readonly BrainRow[], options: object): { readonly error: number };
  };
}

interface BrainRow {
  readonly input: readonly number[];
  readonly output: readonly number[];
}

const load = createRequire(`${process.argv[2] ?? ''}${sep}`);
const { NeuralNetwork } = load('brain.js') as Brain;
const { version } = load('brain.js/package.json') as { version: string };

await serve(
  `brain.js ${version}`,
  ({ shape: { nRows, nFeatures, nHidden, nClasses }, x, targets, learningRate }) => {
    const rows = Array.from({ length: nRows }, (_, row): BrainRow => ({
      input: [...x.subarray(row * nFeatures, (row + 1) * nFeatures)],
      output: [...targets.subarray(row * nClasses, (row + 1) * nClasses)],
    }));
    const network = new NeuralNetwork({ hiddenLayers: [nHidden], activation: 'relu' });
    return (nEpochs) =>
      network.train(rows, { iterations: nEpochs, errorThresh: Number.MIN_VALUE, learningRate }).error;
  },
);
