import type { SplitConfig, TrainingConfig } from '#engine/config';
import type { ConfigChange } from '#engine/configChange';
import type { Dataset } from '#engine/dataset';
import type { RowSample } from '#engine/experiment';
import type { Relabelling } from '#engine/relabelling';
import type { Unbroken } from '#engine/trials';
import type { Deed } from './deeds.ts';
import type { PictureFormat } from './pictures.ts';

/** A run's life. `diverged` names the first array that stopped being finite; `failed` is a fault that is not the run's. */
export type RunStatus =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'paused' }
  | { readonly state: 'completed' }
  | { readonly state: 'stopped' }
  | { readonly state: 'diverged'; readonly epoch: number; readonly where: string }
  | { readonly state: 'failed'; readonly message: string };

export type RunState = RunStatus['state'];

/** What the inspector must know of a run before its states arrive. */
export interface RunHeader {
  readonly id: string;
  readonly name: string;
  readonly config: TrainingConfig;
  /** The data; of a large table some rows, which `sample` tells of. */
  readonly dataset: Dataset;
  readonly sample: RowSample | null;
  readonly status: RunStatus;
  /** How many states the host has by now; all that there will be once the run has ended. */
  readonly nStates: number;
  /** Just started, so that a page that has not seen it may watch it from its first epoch; an older run is shown as it is. */
  readonly isNew: boolean;
  /** Makes way for the next one of its kind unless it is kept. */
  readonly isDraft: boolean;
  /** The scores of all states that there will be, before the states themselves; null where they come with the states. */
  readonly curves: Curves | null;
  /** Of a run that was made by breaking another one: that one; else null. */
  readonly unbroken: Unbroken | null;
}

/** The scores of a run's epochs in the order of `SCORES`, each for all epochs, one after another: [SCORES × epochs]. */
export type Curves = Float64Array;

/** The curves of the run that was shown before the draft, to be compared with. */
export interface Ghost {
  readonly name: string;
  readonly curves: Curves;
  readonly nTrain: number; // rows
  readonly nTest: number; // 0 where there is no split
}

/** A piece of a run's history: Float64 numbers that belong at `offset`. See `History` in the engine for their meaning. */
export interface HistoryPiece {
  readonly runId: string;
  readonly offset: number;
  readonly data: Float64Array; // at most LARGE_PIECE_NUMBERS, in a buffer of exactly its size
}

/** The most numbers in one piece from the worker: with its envelope it stays below 64 KB. */
export const PIECE_NUMBERS = 8064;

/** The most numbers in one piece to a page, below 1 MB: what has come from the worker since the piece before, in one trip. */
export const LARGE_PIECE_NUMBERS = 16 * PIECE_NUMBERS;

/** Pieces that may be under way to the inspector without having been acknowledged. */
export const MAX_UNACKNOWLEDGED = 2;

/** How one seed of a sweep has ended. `result` is of its last whole state, and null where there is none. */
export interface SeedOutcome {
  readonly seed: number;
  readonly status: Extract<RunStatus, { readonly state: 'completed' | 'diverged' | 'failed' }>;
  readonly result: SeedResult | null;
}

export interface SeedResult {
  readonly trainLoss: number; // not finite where the run has diverged
  readonly testLoss: number;
  readonly testCorrect: number;
  readonly nTest: number;
  readonly nDead: number; // hidden units that fire on no training row
}

/** One configuration trained with many seeds. */
export interface SeedSweep {
  readonly id: string;
  readonly name: string; // of the configuration, its seed left out
  readonly seeds: readonly number[]; // all of them, in order
  readonly outcomes: readonly SeedOutcome[]; // of those that have ended, in the order of `seeds`
  readonly state: 'running' | 'completed' | 'cancelled';
  /** Just begun: its tab is to be opened. */
  readonly isNew: boolean;
}

/** The most seeds that a sweep can have. */
export const MAX_SWEEP_SEEDS = 1000;

/** The weights or the biases that lead to a layer. */
export type MatrixName = 'W' | 'b';

/** One row and one unit, the same in every view. Layer 0 is the input, the last layer the output; all counted from 0. */
export interface Selection {
  readonly row: number | null;
  readonly layer: number | null;
  readonly unit: number | null; // null with a layer: the whole layer
  /** With a whole layer: which of its matrices is to be pointed at. */
  readonly array?: MatrixName | undefined;
}

/** What the inspector shows, in its own words: for tests, and for a person who doubts. */
export interface InspectorReport {
  readonly runId: string | null;
  readonly statesReceived: number;
  readonly epochShown: number | null;
  readonly parametersHash: string; // SHA-256 of the page's own copy of all states; empty before the first state
  readonly confusionMatrix: readonly (readonly number[])[]; // at the epoch shown
  readonly problems: readonly string[]; // uncaught errors and CSP violations in the page
}

/** What the inspector's page may ask of the extension host. */
export interface InspectorHostApi {
  /** The page has loaded and knows nothing: show it the run from the first state on, or say that there is none. */
  ready(): void;
  retrain(): void;
  /** Train the configuration of the run that is shown, with one change, as a run of its own. The host validates it. */
  retrainWith(change: ConfigChange): void | Promise<void>;
  /**
   * Train the run that is shown, or the one that it was made from by breaking it, broken in one way, as a run of its own:
   * by the breaking change of this key, or by the wrong label where it is null.
   */
  breakRun(key: ConfigChange['key'] | null, wrongLabel: Relabelling | null): void | Promise<void>;
  /** Show another run of this window again. */
  openRun(runId: string): void | Promise<void>;
  /** The person has done something that the guided tour asks for. */
  did(deed: Deed): void;
  pause(): void;
  resume(): void;
  stop(): void;
  /** Make the draft a run that stays. */
  keepDraft(): void;
  /** Show the run of one seed of the sweep that was told of last. */
  openSeed(seed: number): void | Promise<void>;
  epochShown(runId: string, epoch: number): void;
  selected(selection: Selection): void;
  problem(text: string): void;
}

/** What the extension host may ask of the inspector's page. Each call is acknowledged when it has been acted on. */
export interface InspectorPageApi {
  showRun(header: RunHeader): void;
  /** What the draft is compared with; null: with nothing. */
  showGhost(ghost: Ghost | null): void;
  /** This draft has become a run that stays. */
  showKept(runId: string): void;
  /** What the run was started from says something else by now, namely this; null: it does not. */
  showMovedOn(runId: string, difference: string | null): void;
  /** The sweep of seeds as it stands; null: there is none. */
  showSweep(sweep: SeedSweep | null): void;
  /** There is no run to show. Until the page has heard this or of a run, it knows neither and offers nothing. */
  showNothing(): void;
  receive(piece: HistoryPiece): void;
  /** @param nStates how many states the host has by now */
  showStatus(runId: string, status: RunStatus, nStates: number): void;
  select(selection: Selection): void;
  report(): InspectorReport | Promise<InspectorReport>;
  /** The names of the views that are in sight, each of which can be saved as a picture. */
  views(): readonly string[];
  /** One of these views as the bytes of a file, at most `MOST_PICTURE_BYTES`. */
  picture(view: string, format: PictureFormat): Promise<Uint8Array>;
}

/** What the configuration form needs to know beside the configuration. */
export interface DatasetFacts {
  readonly name: string;
  readonly nRows: number;
  readonly nFeatures: number;
  readonly nClasses: number;
}

/** What the form edits: the settings, or an experiment file that is open. */
export interface FormTarget {
  readonly current: string; // an id
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly broken: string | null; // why nothing can be edited, in sentences: the file says nothing certain
}

/** What the configuration form may ask of the extension host. `target` is what the form edited when it was changed. */
export interface ConfigurationHostApi {
  ready(): void | Promise<void>;
  /** Edit this one from now on. */
  choose(target: string): void;
  /** Keep this configuration for the next run. It is validated again by the host. */
  change(config: TrainingConfig, target: string): void | Promise<void>;
  train(config: TrainingConfig, target: string): void | Promise<void>;
  /** Train this configuration as the draft. It is validated again by the host, and not kept. */
  live(config: TrainingConfig, target: string): void | Promise<void>;
  problem(text: string): void;
}

/** What the extension host may ask of the configuration form. */
export interface ConfigurationPageApi {
  /** What the form edits. Another one than before: what is shown next takes the place of all that stands in the form. */
  showTarget(target: FormTarget): void;
  /**
   * @param dataset null where the data cannot be read
   * @param split the one that a test share other than 0 belongs to, also while the configuration has none
   */
  showConfiguration(config: TrainingConfig, dataset: DatasetFacts | null, split: SplitConfig): void;
  /** Problems the host found, by dotted key; an empty list clears them. */
  showProblems(problems: readonly ConfigurationProblem[]): void;
  /** Put the keyboard focus on the first field. */
  focus(): void;
}

export interface ConfigurationProblem {
  readonly key: string; // "training.learningRate"
  readonly message: string;
  readonly text?: string | undefined; // what stands there, as the form writes it; left out where no text can say it
}
