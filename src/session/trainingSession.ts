import { sentenceOf } from '#engine/words';
import { hasEnded } from './run.ts';
import type { Run } from './run.ts';
import type { Lease, WorkerPool } from './workerPool.ts';
import type { Halt, WorkerReport } from './workerProtocol.ts';

/** Trains one run in a worker of the pool. The run is the only thing it changes. */
export class TrainingSession {
  private readonly run: Run;
  private readonly pool: WorkerPool;
  private worker: Lease | null = null;

  constructor(run: Run, pool: WorkerPool) {
    this.run = run;
    this.pool = pool;
  }

  /** Starts training; `halt` makes a replay end or rest where the run did. A worker that cannot start fails the run. */
  start(halt: Halt | null = null): void {
    if (this.run.status.state !== 'idle') return;
    try {
      this.worker = this.pool.take({
        onReport: (report) => this.hear(report),
        onFailure: (message) => this.run.move({ state: 'failed', message }),
      });
      this.run.move({ state: 'running' });
      this.worker.post({
        kind: 'train',
        config: this.run.config,
        dataset: this.run.dataset,
        halt,
      });
    } catch (error) {
      this.fail(error);
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
    if (this.worker) this.worker.stop();
    else this.run.move({ state: 'stopped' }); // it has not started yet; an ended run stays as it is
  }

  /** Ends the training; the run stays as it is. Disposing twice is harmless. */
  dispose(): void {
    this.worker?.abandon();
  }

  private hear(report: WorkerReport): void {
    if (hasEnded(this.run.status.state)) return;
    switch (report.kind) {
      case 'piece':
        this.append(report.offset, report.data);
        return;
      case 'status':
        this.run.move(report.status);
        return;
      case 'outcome':
        this.fail(new Error('the worker has scored a seed instead of training the run'));
    }
  }

  /** A gap in the history would be a fault of ours; it ends the run instead of showing states that are none. */
  private append(offset: number, piece: Float64Array): void {
    try {
      this.run.append(offset, piece);
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.dispose();
    this.run.move({ state: 'failed', message: sentenceOf(error) });
  }
}
