import type { TrainingConfig } from '#engine/config';
import type { Dataset } from '#engine/dataset';
import { sentenceOf } from '#engine/words';
import type { SeedOutcome } from '#protocol/api';
import type { Lease, WorkerPool } from './workerPool.ts';
import type { WorkerReport } from './workerProtocol.ts';

/** One more than the largest seed; the seed after the largest is 0. */
const N_SEEDS = 2 ** 32;

/** A seed and those that follow it, `howMany` in all. */
export function seedsFrom(first: number, howMany: number): number[] {
  return Array.from({ length: howMany }, (_, i) => (first + i) % N_SEEDS);
}

/** The configuration with another seed of the initial weights. */
export function withSeed(config: TrainingConfig, seed: number): TrainingConfig {
  return { ...config, network: { ...config.network, seed } };
}

/** What a sweep trains. */
export interface SweepInput {
  readonly config: TrainingConfig;
  readonly dataset: Dataset;
  readonly seeds: readonly number[];
}

/**
 * Trains one configuration with many seeds, as many at once as the pool has workers for. Nothing but the outcomes is
 * kept. They stand in the order of the seeds, whatever order the workers end in.
 */
export class SweepTraining {
  /** Resolves when all seeds have ended, or with what has ended by the time of `cancel`. */
  readonly done: Promise<readonly SeedOutcome[]>;
  private readonly input: SweepInput;
  private readonly pool: WorkerPool;
  private readonly heard: (outcomes: readonly SeedOutcome[]) => void;
  private readonly ended: (SeedOutcome | undefined)[] = [];
  private readonly leases = new Set<Lease>();
  private nStarted = 0;
  private nEnded = 0;
  private resolve: (outcomes: readonly SeedOutcome[]) => void = () => {};

  /** @param heard called with all outcomes so far, whenever there is one more */
  constructor(
    input: SweepInput,
    pool: WorkerPool,
    heard: (outcomes: readonly SeedOutcome[]) => void = () => {},
  ) {
    this.input = input;
    this.pool = pool;
    this.heard = heard;
    this.done = new Promise((resolve) => {
      this.resolve = resolve;
    });
    for (let i = 0; i < pool.size; i++) this.startNext();
    if (input.seeds.length === 0) this.finish();
  }

  /** Those that have ended, in the order of the seeds. */
  get outcomes(): readonly SeedOutcome[] {
    return this.ended.filter((outcome) => outcome !== undefined);
  }

  /** Ends all trainings and starts no more. Cancelling twice, or after the end, is harmless. */
  cancel(): void {
    this.nStarted = this.input.seeds.length;
    for (const lease of this.leases) lease.abandon();
    this.leases.clear();
    this.finish();
  }

  private startNext(): void {
    const index = this.nStarted;
    const seed = this.input.seeds[index];
    if (seed === undefined) return;
    this.nStarted++;
    try {
      const lease = this.pool.take({
        onReport: (report) => this.end(index, lease, outcomeIn(report, seed)),
        onFailure: (message) => this.end(index, lease, failed(seed, message)),
      });
      this.leases.add(lease);
      const { config, dataset } = this.input;
      lease.post({ kind: 'score', config: withSeed(config, seed), dataset });
    } catch (error) {
      this.end(index, null, failed(seed, sentenceOf(error)));
    }
  }

  private end(index: number, lease: Lease | null, outcome: SeedOutcome | null): void {
    if (!outcome) return;
    if (lease) this.leases.delete(lease);
    this.ended[index] = outcome;
    this.nEnded++;
    this.startNext(); // before others hear of it, so that the worker need not wait for them
    this.heard(this.outcomes);
    if (this.nEnded === this.input.seeds.length) this.finish();
  }

  private finish(): void {
    this.resolve(this.outcomes);
  }
}

/** A job of this kind ends with an outcome, or with a status if it failed. */
function outcomeIn(report: WorkerReport, seed: number): SeedOutcome | null {
  if (report.kind === 'outcome') return report.outcome;
  if (report.kind !== 'status' || report.status.state !== 'failed') return null;
  return failed(seed, report.status.message);
}

function failed(seed: number, message: string): SeedOutcome {
  return { seed, status: { state: 'failed', message }, result: null };
}
