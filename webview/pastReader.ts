import { signal } from '@preact/signals';
import type { Clock } from './player.ts';

/** What it needs of a run. */
interface ReadRun {
  /** Reads one epoch more; false when no more have arrived. */
  readPast(): boolean;
  readonly alertLog: { readonly length: number };
}

/** So long a run's past is read at a time, and so long reading rests before it goes on. */
const READING_MS = 5;
const REST_MS = 11;

/** While more arrives, it rests so many times as long as it took too long: what arrives has to be taken as well. */
const RESTS_LONGER = 4;

/** How often it is told how far the past has been read: all that depends on it is made anew each time. */
const TELL_MS = 300;

/** Reads a run's past little by little, until all that has arrived has been read and told of. Asks for no frames: it paints nothing. */
export class PastReader {
  /** How many epochs have been read, as it was last told. */
  readonly nRead = signal(0);
  private readonly clock: Clock;
  private readonly run: () => ReadRun | null;
  private readonly ended: () => boolean;
  private reading = false;
  private lastTold = -Infinity;
  private tooLong = 0; // by so much the last reading took longer than it should

  /** @param ended will nothing more come? */
  constructor(clock: Clock, run: () => ReadRun | null, ended: () => boolean) {
    this.clock = clock;
    this.run = run;
    this.ended = ended;
  }

  /** Another run: nothing of it has been read. */
  startOver(): void {
    this.nRead.value = 0;
    this.lastTold = -Infinity;
    this.tooLong = 0;
  }

  /** There is more to read. */
  read(): void {
    if (this.reading) return;
    this.reading = true;
    const rest = REST_MS + (this.ended() ? 0 : RESTS_LONGER * this.tooLong);
    this.clock.after(rest, () => {
      this.reading = false;
      this.readOn();
    });
  }

  private readOn(): void {
    const run = this.run();
    if (!run) return;
    const start = this.clock.now();
    let more = run.readPast();
    while (more && this.clock.now() < start + READING_MS) more = run.readPast();
    this.tooLong = Math.max(0, this.clock.now() - start - READING_MS);
    const isWhole = !more && this.ended();
    if (isWhole || start - this.lastTold >= TELL_MS) {
      this.lastTold = start;
      this.nRead.value = run.alertLog.length;
    }
    if (more || this.nRead.peek() < run.alertLog.length) this.read();
  }
}
