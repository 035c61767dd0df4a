import { t } from '#engine/translation';
import { hasEnded } from './run.ts';
import type { WorkerCommand, WorkerHandle, WorkerReport } from './workerProtocol.ts';

/** A worker that has not ended its job this long after it was asked to is ended by force. */
export const STOP_PATIENCE_MS = 80;

/** A worker that has had nothing to do for so long is let go. */
export const IDLE_MS = 60_000;

/** What the pool needs from its surroundings. */
export interface PoolSurroundings {
  /** How many processors there are. */
  readonly processors: number;
  /** Starts a worker that serves `serveTraining`. */
  spawn(): WorkerHandle;
  /** Calls `act` after some milliseconds unless the returned function is called before. */
  after(milliseconds: number, act: () => void): () => void;
  /** Milliseconds from any fixed point. */
  now(): number;
}

/** Who has given a worker its job. Hears nothing more once the job has ended. */
export interface Employer {
  /** The last report of a job says how it ended; the worker is free by then. */
  onReport(report: WorkerReport): void;
  /** The worker died: there will be no more reports. */
  onFailure(message: string): void;
}

/** A worker for as long as one job takes. The first command is the job itself. */
export interface Lease {
  post(command: WorkerCommand): void;
  /** Ends the job; a worker that does not answer in time is ended by force, and the job is reported as stopped all the same. */
  stop(): void;
  /** The same, but the employer hears nothing more. Harmless after the end of the job. */
  abandon(): void;
}

/**
 * Workers that do one job after another, because starting a thread and warming up its code takes longer than training a
 * run. The only way to get a worker.
 *
 * Whoever asks gets one, idle or new: how many train at once is the employers' business, and a paused run keeps its
 * worker. At most `size` idle ones are kept, and none for longer than IDLE_MS.
 */
export class WorkerPool {
  /** All processors but one, which is the editor's; at least one. */
  readonly size: number;
  private readonly surroundings: PoolSurroundings;
  private readonly workers = new Set<PooledWorker>();
  private isDisposed = false;

  constructor(surroundings: PoolSurroundings) {
    this.surroundings = surroundings;
    this.size = Math.max(1, surroundings.processors - 1);
  }

  /** Gives an idle worker, else a new one. @throws Error when no thread can be started, or none shall any more */
  take(employer: Employer): Lease {
    if (this.isDisposed)
      throw new Error(t('the extension has been deactivated; reload the window to train again'));
    const worker = [...this.workers].find(({ isIdle }) => isIdle) ?? this.hire();
    return worker.employ(employer);
  }

  /** Ends all workers at once, busy or not; nobody hears of it, and there are no more. Disposing twice is harmless. */
  dispose(): void {
    this.isDisposed = true;
    for (const worker of [...this.workers]) worker.end();
  }

  private hire(): PooledWorker {
    const worker = new PooledWorker(this.surroundings, {
      left: () => this.workers.delete(worker),
      mayRest: () => [...this.workers].filter(({ isIdle }) => isIdle).length <= this.size,
    });
    this.workers.add(worker);
    return worker;
  }
}

/** What a worker says to its pool. */
interface Household {
  left(): void;
  /** Is there room for one more idle worker, the asking one counted? */
  mayRest(): boolean;
}

class PooledWorker {
  private readonly handle: WorkerHandle;
  private readonly surroundings: PoolSurroundings;
  private readonly household: Household;
  /** The job in hand; `abandoned` is one whose end nobody waits for. */
  private job: Employer | 'abandoned' | null = null;
  private forgetTimer: () => void = () => {};

  constructor(surroundings: PoolSurroundings, household: Household) {
    this.surroundings = surroundings;
    this.household = household;
    this.handle = surroundings.spawn();
    this.handle.onReport((report) => this.hear(report));
    this.handle.onFailure((message) => this.die(message));
  }

  get isIdle(): boolean {
    return this.job === null;
  }

  employ(employer: Employer): Lease {
    this.forgetTimer();
    this.job = employer;
    return {
      post: (command) => {
        if (this.job === employer) this.handle.post(command);
      },
      stop: () => {
        if (this.job === employer) this.askToStop();
      },
      abandon: () => {
        if (this.job !== employer) return;
        this.job = 'abandoned';
        this.askToStop();
      },
    };
  }

  /** Ends the thread and forgets the job. */
  end(): void {
    this.forgetTimer();
    this.job = null;
    this.handle.terminate();
    this.household.left();
  }

  private askToStop(): void {
    this.handle.post({ kind: 'stop' });
    this.forgetTimer();
    this.forgetTimer = this.surroundings.after(STOP_PATIENCE_MS, () => {
      const { job } = this;
      this.end();
      tell(job, { kind: 'status', status: { state: 'stopped' } });
    });
  }

  private hear(report: WorkerReport): void {
    const { job } = this;
    if (job === null) return; // it has been ended, and this was still on its way
    const isLast = report.kind === 'outcome' || (report.kind === 'status' && hasEnded(report.status.state));
    if (isLast) this.rest();
    tell(job, report);
  }

  private rest(): void {
    this.forgetTimer();
    this.job = null;
    if (this.household.mayRest()) this.forgetTimer = this.surroundings.after(IDLE_MS, () => this.end());
    else this.end();
  }

  private die(message: string): void {
    const { job } = this;
    this.end();
    if (job !== null && job !== 'abandoned') job.onFailure(message);
  }
}

function tell(job: Employer | 'abandoned' | null, report: WorkerReport): void {
  if (job !== null && job !== 'abandoned') job.onReport(report);
}
