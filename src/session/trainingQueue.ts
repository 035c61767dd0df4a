import type { Run } from './run.ts';

interface Waiting {
  readonly run: Run;
  readonly start: () => void;
}

/** Lets a few runs train at once; the others stay idle and start in the order in which they came. A paused run waits for nobody. */
export class TrainingQueue {
  private readonly mostAtOnce: number;
  private waiting: Waiting[] = [];
  private readonly followed = new Map<Run, () => void>(); // runs that have been started, and how to hear no more of each

  constructor(mostAtOnce: number) {
    this.mostAtOnce = mostAtOnce;
  }

  /** Calls `start`, which starts the run, at once or when its turn has come. */
  add(run: Run, start: () => void): void {
    this.waiting.push({ run, start });
    this.startNext();
  }

  /** The run does not train any more, or shall not. For a run that is not here this does nothing. */
  remove(run: Run): void {
    this.waiting = this.waiting.filter((one) => one.run !== run);
    this.followed.get(run)?.();
    this.followed.delete(run);
    this.startNext();
  }

  private startNext(): void {
    while (this.nRunning() < this.mostAtOnce) {
      const next = this.waiting.shift();
      if (!next) return;
      if (next.run.status.state !== 'idle') continue; // stopped while it waited
      this.followed.set(
        next.run,
        next.run.moved.on(() => this.startNext()),
      );
      next.start();
    }
  }

  private nRunning(): number {
    return [...this.followed.keys()].filter(({ status }) => status.state === 'running').length;
  }
}
