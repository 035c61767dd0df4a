import { computed, signal } from '@preact/signals';
import { isForward } from '#engine/phases';
import type { Phase } from '#engine/phases';
import type { Clock } from './player.ts';

/** How fast phases follow one another, as multiples of PHASE_MS. */
export const PHASE_SPEEDS = [0.25, 0.5, 1, 2, 4] as const;

/** How long a phase is shown at speed 1. */
export const PHASE_MS = 1500;

/** The timeline as the steps inside an epoch need it. */
export interface EpochCursor {
  readonly epoch: () => number | null;
  readonly newest: () => number; // the last epoch that can be shown
  readonly ended: () => boolean; // no epoch will follow the newest
  readonly seek: (epoch: number) => void;
}

/**
 * The steps inside an epoch: a second hand beside the player's. Going on from the update leads to the next epoch, back
 * from the first phase to the update of the epoch before. It moves over what is kept and changes none of it.
 */
export class PhaseStepper {
  /** Index into `phases`; null while whole epochs are shown. */
  readonly index = signal<number | null>(null);
  readonly playing = signal(false);
  readonly speed = signal<number>(1);
  readonly phases = signal<readonly Phase[]>([]);
  readonly phase = computed<Phase | null>(() => this.phases.value[this.index.value ?? -1] ?? null);
  private readonly clock: Clock;
  private readonly cursor: EpochCursor;
  private cancelFrame: (() => void) | undefined;
  private shownAt = 0;

  constructor(clock: Clock, cursor: EpochCursor) {
    this.clock = clock;
    this.cursor = cursor;
  }

  /** The phases of another network; shows one of them if that is wanted and there is such a one. */
  setPhases(phases: readonly Phase[], index: number | null): void {
    this.hold();
    this.phases.value = phases;
    this.index.value = index !== null && index < phases.length ? index : null;
  }

  /** Shows a phase of the epoch shown. */
  show(index: number): void {
    this.hold();
    this.index.value = Math.min(Math.max(index, 0), this.lastIndex());
  }

  leave(): void {
    this.hold();
    this.index.value = null;
  }

  toggle(): void {
    if (this.index.value === null) this.show(0);
    else this.leave();
  }

  next(): void {
    this.hold();
    this.stepOn();
  }

  previous(): void {
    this.hold();
    const { value } = this.index;
    if (value === null) this.index.value = this.lastIndex();
    else if (value > 0) this.index.value = value - 1;
    else {
      const epoch = this.cursor.epoch() ?? 0;
      if (epoch === 0) return;
      this.cursor.seek(epoch - 1);
      this.index.value = this.phases.value.length - 1;
    }
  }

  /** Shows one phase after another until `hold`. */
  play(): void {
    this.index.value ??= 0;
    this.playing.value = true;
    this.shownAt = this.clock.now();
    this.wake();
  }

  /** The person has taken over. */
  hold(): void {
    this.playing.value = false;
    this.cancelFrame?.();
    this.cancelFrame = undefined;
  }

  /** The epoch has changed under the phase: the last state of a run was never trained on. */
  fit(): void {
    const { value } = this.index;
    if (value !== null && value > this.lastIndex()) this.index.value = this.lastIndex();
  }

  /** The last phase of the epoch shown: the update, or the loss where nothing follows. */
  private lastIndex(): number {
    const phases = this.phases.value;
    const { epoch, newest, ended } = this.cursor;
    const isLast = ended() && epoch() === newest();
    return isLast ? phases.filter(isForward).length - 1 : phases.length - 1;
  }

  private stepOn(): boolean {
    const { value } = this.index;
    if (value === null) this.index.value = 0;
    else if (value < this.lastIndex()) this.index.value = value + 1;
    else {
      const epoch = this.cursor.epoch() ?? 0;
      if (epoch >= this.cursor.newest()) return false;
      this.cursor.seek(epoch + 1);
      this.index.value = 0;
    }
    return true;
  }

  private wake(): void {
    this.cancelFrame ??= this.clock.frame(() => {
      this.cancelFrame = undefined;
      if (!this.playing.peek()) return;
      const now = this.clock.now();
      if (now - this.shownAt >= PHASE_MS / this.speed.peek()) {
        this.shownAt = now;
        if (!this.stepOn()) {
          this.playing.value = false;
          return;
        }
      }
      this.wake();
    });
  }
}
