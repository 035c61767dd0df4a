import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import type { HelperPlan } from '#engine/sharedKernel';
import type { RunStatus, SeedOutcome } from '#protocol/api';

/** Where a replayed run ends or rests again, counted in states: a run is its configuration, so it is trained anew. */
export interface Halt {
  readonly states: number;
  readonly as: 'stopped' | 'paused';
}

/** What a worker trains. */
export interface Job {
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
}

/**
 * What a worker is told: a job, and what concerns the job in hand. `train` reports every state, `score` only what came
 * out. A worker does one job at a time, and reports the end of each once; what concerns a job that has ended is ignored.
 */
export type WorkerCommand =
  | (Job & { readonly kind: 'train'; readonly halt: Halt | null })
  | (Job & { readonly kind: 'score' })
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'stop' };

/** What a worker tells. A piece holds whole records whenever a status follows it. */
export type WorkerReport =
  | { readonly kind: 'piece'; readonly offset: number; readonly data: Float64Array }
  | { readonly kind: 'outcome'; readonly outcome: SeedOutcome }
  | { readonly kind: 'status'; readonly status: RunStatus };

/** The pool's end of a worker. */
export interface WorkerHandle {
  post(command: WorkerCommand): void;
  onReport(listener: (report: WorkerReport) => void): void;
  /** Called when the worker died without having been asked to. */
  onFailure(listener: (message: string) => void): void;
  terminate(): void;
}

/** The worker's end. */
export interface WorkerEnd {
  /** Posts a report; the buffers in `transfer` are handed over, not copied. */
  post(report: WorkerReport, transfer: readonly ArrayBuffer[]): void;
  onCommand(listener: (command: WorkerCommand) => void): void;
  /** Resolves after waiting commands have been delivered. */
  breathe(): Promise<void>;
  /** Milliseconds from any fixed point. */
  now(): number;
  /** Starts a thread that does `help` with this plan; null where it would have no processor of its own. */
  readonly startHelper: ((plan: HelperPlan) => HelperHandle) | null;
}

/** The worker's end of a helper. */
export interface HelperHandle {
  /** Called once, when it takes part from now on. */
  onReady(listener: () => void): void;
  /** Called when it has ended, whether or not it was asked to. */
  onEnd(listener: () => void): void;
  terminate(): void;
}
