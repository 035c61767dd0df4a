import { effect, signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { HistogramFrames } from '#engine/histogramFrames';
import type { RunStatus } from '#protocol/api';
import type { ShownRun } from '../../run.ts';
import type { InspectorState } from '../../state.ts';

/** Time per frame that reading a run for its axes may take: while the cursor moves, and while it rests. */
const READING_MS = 3;
const RESTING_MS = 12;

/** While the run goes on, axes are taken over this often; once it has ended, when they are final. */
const TAKE_OVER_MS = 600;

/** What the page knows of the axes of a run's histograms. `version` counts when they may have changed. */
export interface KnownFrames {
  readonly frames: HistogramFrames;
  readonly version: Signal<number>; // 0: nothing is known yet
}

const known = new WeakMap<ShownRun, KnownFrames>();

/** The axes of a run, read in the page's idle time while the tutorial is open, and kept with the run. */
export function useFrames(run: ShownRun, state: InspectorState): KnownFrames {
  const made = useMemo(() => framesOf(run), [run]);
  useEffect(() => {
    let pending = 0;
    let lastTaken = performance.now();
    let isNews = false; // has anything been read since?
    const readOn = () => {
      pending = 0;
      const now = performance.now();
      const until = now + (state.moving.peek() ? READING_MS : RESTING_MS);
      const ended = state.ended.peek();
      let more = made.frames.readNext(ended);
      isNews ||= more || ended;
      while (more && performance.now() < until) more = made.frames.readNext(ended);
      // of a run that has ended, but whose states are still under way, neither holds
      const isGrowing = !hasEnded(state.status.peek());
      if (isNews && (ended ? !more : isGrowing && now - lastTaken > TAKE_OVER_MS)) {
        made.version.value = made.version.peek() + 1;
        lastTaken = now;
        isNews = false;
      }
      if (more || (isGrowing && isNews)) pending = requestAnimationFrame(readOn);
    };
    const stop = effect(() => {
      void state.version.value;
      void state.ended.value;
      if (pending === 0) pending = requestAnimationFrame(readOn);
    });
    return () => {
      stop();
      cancelAnimationFrame(pending);
    };
  }, [run, state, made]);
  return made;
}

function hasEnded({ state }: RunStatus): boolean {
  return state !== 'idle' && state !== 'running' && state !== 'paused';
}

function framesOf(run: ShownRun): KnownFrames {
  let made = known.get(run);
  if (!made) {
    made = { frames: new HistogramFrames(run.experiment, run.history), version: signal(0) };
    known.set(run, made);
  }
  return made;
}
