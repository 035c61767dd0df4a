import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import type { Experiment } from '#engine/experiment';
import { sampledExperiment } from '#engine/rowSample';
import type { SampledTable } from '#engine/rowSample';
import { History } from '#engine/history';
import type { RunHeader, RunState, RunStatus } from '#protocol/api';
import { Emitter } from './emitter.ts';

/** What fixes a run and never changes while it lives. */
export interface RunInput {
  readonly id: string;
  readonly name: string;
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  /** What is shown of a table that is too large to be shown as a whole; left out: all of it. */
  readonly sampled?: SampledTable | null;
}

/** What is kept of a run that has ended. */
export interface EndedRun {
  readonly numbers: Float64Array; // of its history
  readonly status: Extract<RunStatus, { readonly state: 'completed' | 'stopped' | 'diverged' }>;
}

/** What can follow what. Nothing follows an ended run. */
const NEXT_STATES: Record<RunState, readonly RunState[]> = {
  idle: ['running', 'stopped', 'failed'],
  running: ['paused', 'completed', 'stopped', 'diverged', 'failed'],
  paused: ['running', 'stopped', 'failed'],
  completed: [],
  stopped: [],
  diverged: [],
  failed: [],
};

/** Has a run in this state said its last word? */
export function hasEnded(state: RunState): boolean {
  return NEXT_STATES[state].length === 0;
}

/**
 * One training run: its frozen configuration and data, every state so far, and where it is in its life.
 *
 * The ground state of everything shown. Only the session appends to its history and moves its status.
 */
export class Run {
  readonly id: string;
  readonly name: string;
  /** All that is trained on. */
  readonly dataset: Dataset;
  /** What is shown: of a large table a sample of its rows. */
  readonly experiment: Experiment;
  readonly history: History;
  /** Heard when states have arrived. */
  readonly grown = new Emitter<Run>();
  /** Heard when the status has changed. */
  readonly moved = new Emitter<Run>();
  private current: RunStatus = { state: 'idle' };

  /**
   * @param ended how a run that is over ended, and all numbers of its history; left out: it is yet to be trained
   * @throws RangeError when the configuration does not fit the data (see `prepareExperiment`), or the numbers do not fit
   * the configuration
   */
  constructor(input: RunInput, ended?: EndedRun) {
    this.id = input.id;
    this.name = input.name;
    const config = deepFreeze(structuredCopy(input.config));
    const { dataset, sampled } = input;
    this.dataset = dataset;
    this.experiment = sampled ? sampledExperiment(config, sampled) : prepareExperiment(config, dataset);
    this.history = ended ? History.ended(this.experiment, ended.numbers) : History.of(this.experiment);
    if (ended) this.current = Object.freeze({ ...ended.status });
  }

  get config(): TrainingConfig {
    return this.experiment.config;
  }

  get status(): RunStatus {
    return this.current;
  }

  get header(): Omit<RunHeader, 'isNew' | 'isDraft' | 'curves' | 'unbroken'> {
    const { id, name, config, status, history } = this;
    const { dataset, sample } = this.experiment;
    return { id, name, config, dataset, sample, status, nStates: history.length };
  }

  /** Adds a piece of history. @throws RangeError when a piece is missing before it */
  append(offset: number, piece: Float64Array): void {
    this.history.append(offset, piece);
    this.grown.emit(this);
  }

  /** Moves on to `status`; a move that cannot follow the present state is ignored, as a late report is. */
  move(status: RunStatus): void {
    if (!NEXT_STATES[this.current.state].includes(status.state)) return;
    this.current = Object.freeze({ ...status });
    this.moved.emit(this);
  }
}

/** Resolves when the run has ended. */
export function whenEnded(run: Run): Promise<RunStatus> {
  return new Promise((resolve) => {
    if (hasEnded(run.status.state)) {
      resolve(run.status);
      return;
    }
    const forget = run.moved.on(({ status }) => {
      if (!hasEnded(status.state)) return;
      forget();
      resolve(status);
    });
  });
}

function structuredCopy(config: TrainingConfig): TrainingConfig {
  return JSON.parse(JSON.stringify(config)) as TrainingConfig;
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}
