import type { Clock } from '../player.ts';

/** A clock that tests turn by hand. */
export class HandClock implements Clock {
  private time = 0;
  private callbacks = new Set<() => void>();
  private readonly timers = new Map<() => void, number>(); // and when each is due

  now(): number {
    return this.time;
  }

  frame(callback: () => void): () => void {
    const once = () => callback();
    this.callbacks.add(once);
    return () => void this.callbacks.delete(once);
  }

  after(milliseconds: number, callback: () => void): () => void {
    const once = () => callback();
    this.timers.set(once, this.time + milliseconds);
    return () => void this.timers.delete(once);
  }

  /** Frames and times that are waited for. */
  get pending(): number {
    return this.callbacks.size + this.timers.size;
  }

  /** Frames that have been asked for. */
  get frames(): number {
    return this.callbacks.size;
  }

  /** Lets time pass in the midst of something that takes it. */
  pass(milliseconds: number): void {
    this.time += milliseconds;
  }

  /** Lets time pass, whatever waited for it be done, and a frame come. */
  tick(milliseconds = 0): void {
    this.time += milliseconds;
    for (const [callback, due] of [...this.timers]) {
      if (due <= this.time && this.timers.delete(callback)) callback();
    }
    const due = [...this.callbacks];
    this.callbacks.clear();
    for (const callback of due) callback();
  }
}
