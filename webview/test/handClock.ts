import type { Clock } from '../player.ts';

/** A clock that tests turn by hand. */
export class HandClock implements Clock {
  private time = 0;
  private callbacks = new Set<() => void>();

  now(): number {
    return this.time;
  }

  frame(callback: () => void): () => void {
    const once = () => callback();
    this.callbacks.add(once);
    return () => void this.callbacks.delete(once);
  }

  /** Frames that have been asked for. */
  get pending(): number {
    return this.callbacks.size;
  }

  /** Lets time pass and a frame come. */
  tick(milliseconds = 0): void {
    this.time += milliseconds;
    const due = [...this.callbacks];
    this.callbacks.clear();
    for (const callback of due) callback();
  }
}
