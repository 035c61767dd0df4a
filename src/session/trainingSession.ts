import { assertNever } from '#engine/assertNever';
import { hasEnded } from './run.ts';
import type { Run } from './run.ts';
import type { Halt, WorkerHandle, WorkerReport } from './workerProtocol.ts';

/** A worker that has not stopped by then is ended by force; the run keeps its last whole state. */
export const STOP_PATIENCE_MS = 80;

/** What a session needs from its surroundings. */
export interface SessionSurroundings {
  /** Starts a worker that serves `serveTraining`. */
  spawn(): WorkerHandle;
  /** Calls `act` after some milliseconds unless the returned function is called before. */
  after(milliseconds: number, act: () => void): () => void;
}

/** Trains one run in a worker of its own. The run is the only thing it changes. */
export class TrainingSession {
  private readonly run: Run;
  private readonly surroundings: SessionSurroundings;
  private worker: WorkerHandle | null = null;
  private forgetPatience: () => void = () => {};

  constructor(run: Run, surroundings: SessionSurroundings) {
    this.run = run;
    this.surroundings = surroundings;
  }

  /** Starts training; `halt` makes a replay end or rest where the run did. A worker that cannot start fails the run. */
  start(halt: Halt | null = null): void {
    if (this.run.status.state !== 'idle') return;
    try {
      const worker = this.surroundings.spawn();
      this.worker = worker;
      worker.onReport((report) => this.hear(report));
      worker.onFailure((message) => this.end({ state: 'failed', message }));
      this.run.move({ state: 'running' });
      worker.post({ kind: 'train', config: this.run.config, dataset: this.run.experiment.dataset, halt });
    } catch (error) {
      this.end({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Rests after the epoch being trained. */
  pause(): void {
    this.worker?.post({ kind: 'pause' });
  }

  resume(): void {
    this.worker?.post({ kind: 'resume' });
  }

  /** Ends the run at its last whole state, by force if the worker takes longer than STOP_PATIENCE_MS. */
  stop(): void {
    if (!this.worker) {
      this.run.move({ state: 'stopped' }); // it has not started yet; an ended run stays as it is
      return;
    }
    this.worker.post({ kind: 'stop' });
    this.forgetPatience();
    this.forgetPatience = this.surroundings.after(STOP_PATIENCE_MS, () => this.end({ state: 'stopped' }));
  }

  /** Ends the worker at once. The run stays as it is. Disposing twice is harmless. */
  dispose(): void {
    this.forgetPatience();
    this.worker?.terminate();
    this.worker = null;
  }

  private hear(report: WorkerReport): void {
    if (!this.worker) return;
    switch (report.kind) {
      case 'piece':
        this.append(report.offset, report.data);
        return;
      case 'status':
        if (hasEnded(report.status.state)) this.end(report.status);
        else this.run.move(report.status);
        return;
      default:
        assertNever(report);
    }
  }

  /** A gap in the history would be a fault of ours; it ends the run instead of showing states that are none. */
  private append(offset: number, piece: Float64Array): void {
    try {
      this.run.append(offset, piece);
    } catch (error) {
      this.end({ state: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  private end(status: Run['status']): void {
    this.dispose();
    this.run.move(status);
  }
}
