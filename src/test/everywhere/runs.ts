import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { drawnDataset } from '../bench/workload.ts';
import { configOf, datasetOf } from '../fixtureFiles.ts';
import type { HashJob } from './hashes.ts';

/** A run whose every bit is known. */
interface PinnedRun {
  readonly name: string;
  /** A fixture; left out, rows drawn from a seed: more than a panel of the kernel holds. */
  readonly data?: string;
  /** The experiment file. */
  readonly file: unknown;
  /** SHA-256 of all its parameter states. */
  readonly parametersHash: string;
}

/** Where one of these differs, a machine computes something else: none of them is ever to be written anew for a machine. */
export const PINNED_RUNS: readonly PinnedRun[] = [
  {
    name: 'the tutorial',
    data: 'iris',
    file: {},
    parametersHash: 'ff399672abab439599f02c393caae48c47e063e876244ed87008e681cd5d9f94',
  },
  {
    name: 'the tutorial without a split',
    data: 'iris',
    file: { split: null, training: { epochs: 2800 } },
    parametersHash: 'cb655b8f292e2c86e8adde2d187848b918b94611c8177c499a955e20e803bfab',
  },
  {
    name: 'tanh and sigmoid from another seed',
    data: 'iris',
    file: {
      network: {
        hiddenLayers: [
          { units: 8, activation: 'tanh' },
          { units: 6, activation: 'sigmoid' },
        ],
        seed: 7,
      },
      training: { epochs: 500, learningRate: 0.003 },
    },
    parametersHash: 'eb3982cbb35edce5fe1761587354664bd3d2d463117980908ead854b5d18d5e8',
  },
  {
    name: 'no hidden layer',
    data: 'iris',
    file: { network: { hiddenLayers: [] }, training: { epochs: 1000, learningRate: 0.001 } },
    parametersHash: '4370940157fce9de539c55769510cbdfced1c4be5596b749c2768b8772a33c03',
  },
  {
    name: 'leaky ReLU and linear units of raw data',
    data: 'iris',
    file: {
      preprocessing: { standardize: false },
      network: {
        hiddenLayers: [
          { units: 7, activation: 'leakyRelu' },
          { units: 5, activation: 'linear' },
          { units: 3, activation: 'relu' },
        ],
      },
      training: { epochs: 400, learningRate: 1e-5 },
    },
    parametersHash: '055b06e26207bfc4ec0672f456e2683e7a8c9c4b6b1772fc1282c9028a4e6e9f',
  },
  {
    name: 'wine, scaled by its training rows',
    data: 'wine.csv',
    file: {
      dataset: { path: 'wine.csv' },
      preprocessing: { fitScalerOn: 'train' },
      split: { testSize: 0.3, randomState: 5 },
      network: { hiddenLayers: [{ units: 16 }] },
      training: { epochs: 600, learningRate: 3e-4 },
    },
    parametersHash: '9d970ed355ab20a8794e183a5d9b846c9cb3f89dc530b3f46893a83c6eca7f7c',
  },
  {
    name: 'two moons',
    data: 'two-moons.csv',
    file: {
      dataset: { path: 'two-moons.csv', target: 'side' },
      network: { hiddenLayers: [{ units: 12, activation: 'tanh' }, { units: 12 }] },
      training: { epochs: 800, learningRate: 0.01 },
    },
    parametersHash: '75ba065f528f96ff6470c6d01eeeb93cdff7855070f75220a79d135edce3e0c3',
  },
  {
    name: 'a long run that becomes certain',
    data: 'iris',
    file: { training: { epochs: 20_000, learningRate: 0.01 } },
    parametersHash: '2e7d804045e2874c04aec300fb7d91e27079233ac2347c56f63ddf0046505b95',
  },
  {
    name: 'a run that diverges',
    data: 'iris',
    file: {
      network: { hiddenLayers: [{}, { activation: 'linear' }] },
      training: { epochs: 100, learningRate: 1e5 },
    },
    parametersHash: '3fbf799269c46414c1c4fb9bb2fefffa080010c17cbb5ef1f1e76fe3069628bb',
  },
  {
    name: 'a thousand rows of 37 features',
    file: {
      split: { testSize: 0.1 },
      network: { hiddenLayers: [{ units: 66 }, { units: 29, activation: 'tanh' }] },
      training: { epochs: 6, learningRate: 1e-4 },
    },
    parametersHash: '3d2599e48a7615a1d799aa42b29332e653b11d4cf448839fad65b9051687618c',
  },
];

/** What is trained in a pinned run. */
export function pinnedExperiment({ data, file }: PinnedRun): Experiment {
  const config = configOf(file);
  return prepareExperiment(
    config,
    data === undefined ? drawnDataset(1003, 37, 11, 2) : datasetOf(data, config),
  );
}

/** The runs as `hashesOf` takes them. */
export function pinnedJobs(): readonly HashJob[] {
  return PINNED_RUNS.map((run) => {
    const { config, dataset } = pinnedExperiment(run);
    return { config, dataset: { ...dataset, values: [...dataset.values], labels: [...dataset.labels] } };
  });
}

/** What every engine has to give. */
export const PINNED_HASHES = {
  kernel: PINNED_RUNS.map(({ parametersHash }) => parametersHash),
  plain: PINNED_RUNS.map(({ parametersHash }) => parametersHash),
};
