/**
 * What the extension `iris-network.iris-network-inspector` exports, for other extensions. Copy this file; it needs `@types/vscode`
 * and nothing else.
 *
 *     const extension = vscode.extensions.getExtension<IrisNetworkApi>('iris-network.iris-network-inspector');
 *     const iris = await extension?.activate();
 *     const summary = await iris?.train({ training: { epochs: 500 } });
 *     console.log(summary?.evaluation); // undefined where the extension is not installed
 *
 * What is said here stays as it is for `apiVersion` 1; keys may be added.
 */
import type { CancellationToken, Event } from 'vscode';

/** What `activate()` resolves with. */
export interface IrisNetworkApi {
  readonly apiVersion: 1;
  /**
   * Trains a network on the bundled iris data, as a run that the window lists and shows, and resolves with its summary when
   * it has ended. At most two runs train at once; others wait. The same configuration gives the same bits.
   *
   * @param config what it leaves out has the default of the experiment file
   * @param token cancelling it stops the run at its last whole state; the summary then says `stopped`
   * @returns rejects with an Error: for a wrong configuration it names each key and how to mend it; so it does for one
   * that does not fit the data, a training that fails, and a run that is stopped before its first state
   */
  train(config?: IrisNetworkConfig, token?: CancellationToken): Promise<RunSummary>;
  /** A run of the window has grown or changed its state: any run, whoever started it. */
  readonly onDidChangeRun: Event<RunChange>;
}

/** How far a run has come. */
export interface RunChange {
  readonly id: string; // also the `runId` of the language-model tools
  readonly name: string;
  readonly status: RunStatus;
  readonly epoch: number; // the newest whose state is there; −1 before the first
}

/** A run's life. Nothing follows completed, stopped, diverged (a number overflowed) and failed (a fault that is not the run's). */
export type RunStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'paused' }
  | { readonly state: 'completed' }
  | { readonly state: 'stopped' }
  | { readonly state: 'diverged'; readonly epoch: number; readonly where: string }
  | { readonly state: 'failed'; readonly message: string };

/** An experiment file without `dataset`. Every key may be left out; one that is unknown is refused. */
export interface IrisNetworkConfig {
  readonly preprocessing?: Partial<CompleteConfig['preprocessing']>;
  readonly split?: Partial<Split> | null; // null: train and evaluate on all rows
  readonly network?: {
    readonly hiddenLayers?: readonly Partial<HiddenLayer>[]; // at most 8; none: softmax regression
    readonly initialization?: CompleteConfig['network']['initialization'];
    readonly seed?: number; // 0 to 4294967295
  };
  readonly training?: Partial<Omit<CompleteConfig['training'], 'schedule' | 'earlyStopping'>> & {
    readonly schedule?:
      | { readonly kind?: 'constant' }
      | { readonly kind: 'step'; readonly every?: number; readonly factor?: number }
      | { readonly kind: 'exponential'; readonly factor?: number }
      | { readonly kind: 'cosine'; readonly minimum?: number };
    readonly earlyStopping?: Partial<EarlyStopping> | null;
  };
}

/** A configuration with every default filled in. */
export interface CompleteConfig {
  readonly preprocessing: {
    readonly standardize: boolean; // true
    readonly fitScalerOn: 'all' | 'train'; // 'all'
  };
  readonly split: Split | null;
  readonly network: {
    readonly hiddenLayers: readonly HiddenLayer[]; // one of 5 ReLU units
    readonly initialization: 'uniform' | 'glorot' | 'he' | 'zeros'; // 'uniform'
    readonly seed: number; // 2346827
  };
  readonly training: {
    readonly epochs: number; // 2600; 0 to 1,000,000
    readonly learningRate: number; // 3e-5; above 0
    readonly reduction: 'sum' | 'mean'; // 'sum': the gradients of an update's rows are summed
    readonly batchSize: number | null; // null: all training rows in every update
    readonly optimizer: 'gradientDescent' | 'momentum' | 'adam'; // 'gradientDescent'
    readonly momentum?: number; // 0.9; of momentum
    readonly beta1?: number; // 0.9; this and the next two of adam
    readonly beta2?: number; // 0.999
    readonly epsilon?: number; // 1e-8
    readonly schedule: Schedule; // constant
    readonly earlyStopping: EarlyStopping | null; // null
  };
}

export interface Split {
  readonly testSize: number; // 0.2; share of the rows
  readonly randomState: number; // 42
  readonly stratify: boolean; // false
}

export interface HiddenLayer {
  readonly units: number; // 1 to 256
  readonly activation: 'relu' | 'tanh' | 'sigmoid' | 'leakyRelu' | 'linear';
}

export type Schedule =
  | { readonly kind: 'constant' }
  | { readonly kind: 'step'; readonly every: number; readonly factor: number }
  | { readonly kind: 'exponential'; readonly factor: number }
  | { readonly kind: 'cosine'; readonly minimum: number };

export interface EarlyStopping {
  readonly monitor: 'testLoss' | 'trainLoss';
  readonly patience: number; // epochs without an improvement
  readonly minDelta: number;
  readonly restoreBest: boolean; // the result is the best epoch, not the last
}

/** What a run was and gave, but for the states between the first and the last. The same as the file of `train --out`. */
export interface RunSummary {
  readonly format: 'irisnet-run';
  readonly version: 1;
  readonly config: CompleteConfig;
  readonly dataset: {
    readonly name: string;
    readonly rows: number;
    readonly features: readonly string[];
    readonly classes: readonly string[];
  };
  /** Per feature; null where features are not standardised. */
  readonly scaler: { readonly mean: readonly number[]; readonly scale: readonly number[] } | null;
  /** Row indices from 0, the training rows in training order; without a split both sides hold all rows. */
  readonly split: { readonly train: readonly number[]; readonly test: readonly number[] };
  /** An entry per update that was made, of the state before it; null where it was not finite. */
  readonly history: {
    readonly trainLoss: readonly (number | null)[];
    readonly testLoss: readonly (number | null)[];
    readonly trainAccuracy: readonly (number | null)[]; // shares
    readonly testAccuracy: readonly (number | null)[];
  };
  readonly initialParameters: Parameters;
  readonly parameters: Parameters; // of the last state
  /** Of the result on the test rows: the last state, or the best where early stopping restores it. */
  readonly evaluation: {
    readonly epoch: number;
    readonly accuracy: number;
    readonly correct: number;
    readonly total: number;
    readonly confusionMatrix: readonly (readonly number[])[]; // [actual][predicted]
    readonly predictions: readonly number[]; // class index per test row; −1: none
  };
  readonly parametersHash: string; // SHA-256 of all states as little-endian float64
  readonly status: 'completed' | 'stopped' | 'diverged';
  /** Of a diverged run: the epoch, and the first array that was not finite. */
  readonly divergence?: { readonly epoch: number; readonly where: string };
  /** Where the configuration has it: the best epoch, and the one that ended the training, or null. */
  readonly earlyStopping?: { readonly best: number; readonly stoppedAt: number | null };
}

/** Layers from input to output. */
export interface Parameters {
  readonly layers: readonly {
    readonly weights: readonly (readonly number[])[]; // [input][unit]
    readonly biases: readonly number[]; // [unit]
  }[];
}
