import { effect } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { CellAddress } from '#engine/arrays';
import type { ConfigChange } from '#engine/configChange';
import type { Selection } from '#protocol/api';
import type { Deed } from '#protocol/deeds';
import type { ShownRun } from '../run.ts';
import type { InspectorState } from '../state.ts';
import type { Tooltip } from '../tooltip.ts';

/** What a component needs: the state to read, the ways to act, and the tooltip. */
export interface Inspector {
  readonly state: InspectorState;
  readonly tooltip: Tooltip;
  readonly retrain: () => void;
  /** Trains the configuration of this run with one change, as a run of its own. */
  readonly retrainWith: (change: ConfigChange) => void;
  /** Trains this run, or the one that it was made from by breaking it, with the breaking change of this key or else the wrong label. */
  readonly breakRun: (key: ConfigChange['key'] | null) => void;
  /** Shows another run of this window. */
  readonly openRun: (runId: string) => void;
  /** Notes what the guided tour asks for. */
  readonly did: (deed: Deed) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
  /** Makes the draft a run that stays. */
  readonly keepDraft: () => void;
  /** Shows the run of a seed of the sweep. */
  readonly openSeed: (seed: number) => void;
  /** Marks a row or a unit in all views, here and in the side panel. What is left out stays. */
  readonly select: (part: Partial<Selection>) => void;
  /** Opens the arithmetic of a number, which selects its row and unit too; null closes it. */
  readonly open: (cell: CellAddress | null) => void;
}

export const InspectorContext = createContext<Inspector | null>(null);

/** @throws Error outside the inspector */
export function useInspector(): Inspector {
  const inspector = useContext(InspectorContext);
  if (!inspector) throw new Error('a component of the inspector must stand inside it');
  return inspector;
}

/** The run that the components below are about. */
export const RunContext = createContext<ShownRun | null>(null);

/**
 * Runs `paint` after every rendering of its component, and again whenever a signal that it has read changes. Not once
 * another run is shown: its states do not fit the arrays of this one, whose components are about to go.
 */
export function usePainting(paint: () => void): void {
  const { state } = useInspector();
  const run = useContext(RunContext);
  useEffect(() =>
    effect(() => {
      if (state.run.value === run) paint();
    }),
  );
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of an element's content, in whole CSS pixels; 0 × 0 before it is known. */
export function useSize(ref: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return size;
}

/** Device pixels per CSS pixel, also after the window has moved to another screen or was zoomed. */
export function usePixelRatio(): number {
  const [ratio, setRatio] = useState(window.devicePixelRatio);
  useLayoutEffect(() => {
    const media = window.matchMedia(`(resolution: ${ratio}dppx)`);
    const change = () => setRatio(window.devicePixelRatio);
    media.addEventListener('change', change, { once: true });
    return () => media.removeEventListener('change', change);
  }, [ratio]);
  return ratio;
}
