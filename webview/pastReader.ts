import { signal } from '@preact/signals';
import type { Clock } from './player.ts';
import type { ShownRun } from './run.ts';

/** Time per frame that reading a run's past may take. */
const READING_MS = 5;

/** How often it is told how far the past has been read: all that depends on it is made anew each time. */
const TELL_MS = 300;

/** Reads a run's past a little in each frame, until all that has arrived has been read and told of. */
export class PastReader {
  /** How many epochs have been read, as it was last told. */
  readonly nRead = signal(0);
  private readonly clock: Clock;
  private readonly run: () => ShownRun | null;
  private readonly ended: () => boolean;
  private reading = false;
  private lastTold = -Infinity;

  /** @param ended will nothing more come? */
  constructor(clock: Clock, run: () => ShownRun | null, ended: () => boolean) {
    this.clock = clock;
    this.run = run;
    this.ended = ended;
  }

  /** Another run: nothing of it has been read. */
  startOver(): void {
    this.nRead.value = 0;
    this.lastTold = -Infinity;
  }

  /** There is more to read. */
  read(): void {
    if (this.reading) return;
    this.reading = true;
    this.clock.frame(() => {
      this.reading = false;
      const run = this.run();
      if (!run) return;
      const start = this.clock.now();
      let more = run.readPast();
      while (more && this.clock.now() < start + READING_MS) more = run.readPast();
      const isWhole = !more && this.ended();
      if (isWhole || start - this.lastTold >= TELL_MS) {
        this.lastTold = start;
        this.nRead.value = run.alertLog.length;
      }
      if (more || this.nRead.peek() < run.alertLog.length) this.read();
    });
  }
}
