import { signal } from '@preact/signals';

/** Time and frames, so that tests can turn the clock by hand. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Calls `callback` once, before the next paint; the returned function takes the request back. */
  frame(callback: () => void): () => void;
  /** Calls `callback` once, after so many milliseconds, without asking for a paint; the returned function takes it back. */
  after(milliseconds: number, callback: () => void): () => void;
}

/** How far a run's history has come. */
export interface Timeline {
  readonly newest: number; // the last epoch that can be shown; −1 before the first
  readonly total: number; // the epochs of the whole run
  readonly ended: boolean; // nothing more will come
}

/** What moves the cursor: nothing, playing at a speed, or the newest epoch as it arrives. */
export type Motion = 'resting' | 'playing' | 'following';

/** Which way the cursor plays. */
export type Direction = 'forwards' | 'backwards';

export const SPEEDS = [1, 10, 60, 300, 1000] as const; // epochs per second
export const DEFAULT_SPEED = 300;

/** The shortest time in which a run passes by when it is shown for the first time. */
export const INTRODUCTION_MS = 250;

/**
 * While states are still arriving the cursor moves this seldom. Painting every frame would keep a slow machine from
 * reading its messages, and the run would arrive late.
 */
export const ARRIVING_STEP_MS = 400;

/** Time lost to a stalled frame is not made up for by a leap. */
const LONGEST_STEP_MS = 100;

/**
 * The cursor over a run's history. It only reads the timeline; whoever makes that grow calls `grown`.
 *
 * At most one frame is asked for at a time, and none while there is nothing to do: on a large page an empty one is dear too.
 */
export class Player {
  readonly epoch = signal<number | null>(null);
  readonly motion = signal<Motion>('resting');
  readonly direction = signal<Direction>('forwards'); // of playing, the last time it did
  readonly speed = signal<number>(DEFAULT_SPEED);
  private readonly clock: Clock;
  private readonly timeline: () => Timeline;
  private readonly prefersJumps: () => boolean;
  private cancelFrame: (() => void) | undefined;
  private cancelWait: (() => void) | undefined; // for the next step while states arrive
  private position = 0; // of the cursor while playing, with the fraction of an epoch on its way to the next
  private lastTick = 0;
  private introducedAt: number | null = null;
  private introducing = false;
  private lastFollowed = -Infinity;
  private awaited: number | null = null; // an epoch to be shown as soon as it is there

  constructor(clock: Clock, timeline: () => Timeline, prefersJumps: () => boolean) {
    this.clock = clock;
    this.timeline = timeline;
    this.prefersJumps = prefersJumps;
  }

  /** The epoch shown, or else the one that will be as soon as it is there. */
  get target(): number | null {
    return this.epoch.value ?? this.awaited;
  }

  /** A run seen for the first time: the cursor passes over it, not faster than a person can watch. */
  introduce(): void {
    this.forget();
    this.introducing = true;
    this.move('following');
  }

  /**
   * A run seen before: shows `epoch` once its state is there, without replaying what led to it; the last one where the
   * run ends before.
   */
  restore(epoch: number): void {
    this.forget();
    this.awaited = epoch;
    this.wake();
  }

  /** Stays at the newest epoch. */
  follow(): void {
    this.take();
    this.move('following');
  }

  /** More of the timeline is there, or it has ended. */
  grown(): void {
    if (this.motion.value !== 'resting' || this.awaited !== null) this.wake();
  }

  /** Shows an epoch, the nearest there is. */
  seek(epoch: number): void {
    this.take();
    const { newest } = this.timeline();
    if (newest >= 0) this.epoch.value = Math.min(Math.max(epoch, 0), newest);
  }

  step(epochs: number): void {
    this.seek((this.epoch.value ?? 0) + epochs);
  }

  /** To the newest epoch; while the run grows, on along with it. */
  last(): void {
    const { newest, ended } = this.timeline();
    this.seek(newest);
    if (!ended) this.follow();
  }

  /** Stops moving; or plays, from the start when the cursor is at the end. */
  toggle(): void {
    if (this.isMoving()) this.take();
    else this.play('forwards');
  }

  /** Plays backwards, whatever moves the cursor now, from the end when it is at the start; or stops doing so. */
  toggleBackwards(): void {
    if (this.isMoving() && this.direction.value === 'backwards') this.take();
    else this.play('backwards');
  }

  /** Does the cursor move by itself? Not where it has reached the end of a run that has ended. */
  isMoving(): boolean {
    if (this.motion.value === 'resting') return false;
    return this.isPlayingBackwards() || !this.isAtEnd();
  }

  private isAtEnd(): boolean {
    const { newest, ended } = this.timeline();
    return ended && (this.epoch.value ?? 0) >= newest;
  }

  private isPlayingBackwards(): boolean {
    return this.motion.value === 'playing' && this.direction.value === 'backwards';
  }

  private play(direction: Direction): void {
    this.take();
    const { newest } = this.timeline();
    if (newest < 0) return;
    const epoch = this.epoch.value ?? 0;
    if (direction === 'forwards') this.position = this.isAtEnd() ? 0 : epoch;
    else this.position = epoch === 0 ? newest : epoch;
    this.epoch.value = this.position;
    this.direction.value = direction;
    this.lastTick = this.clock.now();
    this.move('playing');
  }

  private forget(): void {
    this.take();
    this.epoch.value = null;
  }

  /** The person has taken over: nothing moves by itself any more. */
  private take(): void {
    this.cancelFrame?.();
    this.cancelWait?.();
    this.cancelFrame = this.cancelWait = undefined;
    this.introducing = false;
    this.introducedAt = null;
    this.awaited = null;
    this.motion.value = 'resting';
  }

  private move(motion: Motion): void {
    this.motion.value = motion;
    this.wake();
  }

  private wake(): void {
    if (this.cancelWait && !this.timeline().ended) return;
    this.cancelWait?.();
    this.cancelWait = undefined;
    this.cancelFrame ??= this.clock.frame(() => {
      this.cancelFrame = undefined;
      if (this.tick()) this.wake();
    });
  }

  /** Moves the cursor to where it belongs now; says whether another frame is needed. */
  private tick(): boolean {
    const now = this.clock.now();
    const elapsed = Math.min(now - this.lastTick, LONGEST_STEP_MS);
    this.lastTick = now;
    const timeline = this.timeline();
    if (timeline.newest < 0) return false;
    if (this.awaited !== null) return this.showAwaited(timeline, this.awaited);
    if (this.motion.value === 'playing') return this.playOn(timeline, elapsed);
    if (this.motion.value === 'following') return this.followOn(timeline, now);
    return false;
  }

  private showAwaited({ newest, ended }: Timeline, awaited: number): boolean {
    if (newest < awaited && !ended) return false;
    this.epoch.value = Math.min(awaited, newest);
    this.awaited = null;
    return false;
  }

  private playOn({ newest, ended }: Timeline, elapsed: number): boolean {
    const way = (this.speed.value * elapsed) / 1000;
    if (this.direction.value === 'backwards') return this.playBack(way);
    this.position = Math.min(newest, this.position + way);
    this.epoch.value = Math.floor(this.position);
    if (this.position < newest) return true;
    if (ended) this.motion.value = 'resting';
    return false;
  }

  private playBack(way: number): boolean {
    this.position = Math.max(0, this.position - way);
    this.epoch.value = Math.ceil(this.position);
    if (this.position > 0) return true;
    this.motion.value = 'resting';
    return false;
  }

  private followOn({ newest, total, ended }: Timeline, now: number): boolean {
    const wait = this.lastFollowed + ARRIVING_STEP_MS - now;
    if (!ended && wait > 0) {
      this.cancelWait = this.clock.after(wait, () => {
        this.cancelWait = undefined;
        this.wake();
      });
      return false;
    }
    this.lastFollowed = now;
    const limit = this.introducing && !this.prefersJumps() ? this.introduced(total, now) : newest;
    this.epoch.value = Math.min(newest, limit);
    return limit < newest;
  }

  /** How far the first showing may have come: slowly at first, where most is learned. */
  private introduced(total: number, now: number): number {
    this.introducedAt ??= now;
    const share = Math.min(1, (now - this.introducedAt) / INTRODUCTION_MS);
    if (share === 1) this.introducing = false;
    return Math.floor(total * share ** 1.6);
  }
}
