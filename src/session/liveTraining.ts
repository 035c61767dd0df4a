import { hasEnded } from './run.ts';
import type { Run } from './run.ts';
import { TrainingSession } from './trainingSession.ts';
import type { PoolSurroundings, WorkerPool } from './workerPool.ts';

/** A training that lasts longer makes way for the one that is wanted by then; a shorter one may end and be seen. */
export const YIELD_MS = 40;

/** A training that lasts longer is shown while it goes on. */
export const SHOW_AFTER_MS = 250;

/** A run that is trained and can be shown, with the session that trains it. */
export interface LiveRun {
  readonly run: Run;
  readonly session: TrainingSession;
  readonly startedAt: number; // by the clock of the surroundings
}

interface Training extends LiveRun {
  isLong: boolean; // it has lasted YIELD_MS
  isReady: boolean; // it has been told of
  readonly forget: () => void; // its timers and listeners
}

/**
 * Trains the run that is wanted last, one at a time: a run that is wanted while another trains waits for it if that is
 * short, and takes its place if it is long. What is wanted in between is never trained.
 */
export class LiveTraining {
  private readonly pool: WorkerPool;
  private readonly clock: Pick<PoolSurroundings, 'after' | 'now'>;
  private readonly ready: (live: LiveRun) => void;
  private training: Training | null = null;
  private wanted: Run | null = null;

  /** @param ready called once for each run that has ended, or that has trained for SHOW_AFTER_MS */
  constructor(
    pool: WorkerPool,
    clock: Pick<PoolSurroundings, 'after' | 'now'>,
    ready: (live: LiveRun) => void,
  ) {
    this.pool = pool;
    this.clock = clock;
    this.ready = ready;
  }

  /** Trains `run`, which is idle, as soon as it may. */
  want(run: Run): void {
    this.wanted = run;
    if (!this.training) this.startWanted();
    else if (this.training.isLong) this.makeWay();
  }

  /** Nothing is wanted any more. What was told of trains on. */
  cancel(): void {
    this.wanted = null;
    if (this.training && !this.training.isReady) this.giveUp();
    else this.letGo();
  }

  private startWanted(): void {
    const run = this.wanted;
    if (!run) return;
    this.wanted = null;
    const session = new TrainingSession(run, this.pool);
    const forgetters = [
      run.moved.on(({ status }) => {
        if (hasEnded(status.state)) this.end();
      }),
      this.clock.after(YIELD_MS, () => {
        if (this.training) this.training.isLong = true;
        if (this.wanted) this.makeWay();
      }),
      this.clock.after(SHOW_AFTER_MS, () => this.tell()),
    ];
    const forget = () => forgetters.forEach((one) => one());
    this.training = { run, session, startedAt: this.clock.now(), isLong: false, isReady: false, forget };
    session.start();
  }

  private end(): void {
    this.tell();
    this.letGo();
    this.startWanted();
  }

  private tell(): void {
    const { training } = this;
    if (!training || training.isReady) return;
    training.isReady = true;
    this.ready(training);
  }

  private makeWay(): void {
    this.giveUp();
    this.startWanted();
  }

  private giveUp(): void {
    const { training } = this;
    this.letGo();
    training?.session.dispose();
    training?.run.move({ state: 'stopped' });
  }

  private letGo(): void {
    this.training?.forget();
    this.training = null;
  }
}
