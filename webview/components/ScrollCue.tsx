import { useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { t } from '#engine/translation';
import '../styles/scrollCue.css';
import { useScrollMeasure } from './useScrollMeasure.ts';

/** Is there more at the left, and at the right, of what a box shows? */
export interface Beyond {
  readonly left: boolean;
  readonly right: boolean;
}

const NOTHING: Beyond = { left: false, right: false };

/** What lies beyond the edges of a box that scrolls content of a width, in CSS pixels, from side to side. */
export function useBeyond(box: RefObject<HTMLElement | null>, contentWidth: number): Beyond {
  const [beyond, setBeyond] = useState(NOTHING);
  const measure = ({ scrollLeft, clientWidth }: HTMLElement) => {
    const left = scrollLeft > 1;
    const right = scrollLeft + clientWidth < contentWidth - 1;
    setBeyond((old) => (old.left === left && old.right === right ? old : { left, right }));
  };
  useScrollMeasure(box, measure, [contentWidth]);
  return beyond;
}

interface ScrollCueProps {
  readonly box: RefObject<HTMLElement | null>;
  readonly beyond: Beyond;
  readonly what: string; // of which there is more, in the language of this window: "terms"
}

const SIDES = {
  left: (what: string) => t('More {0} at the left', what),
  right: (what: string) => t('More {0} at the right', what),
} as const;

/** An arrow over each edge behind which there is more; it leads there. Keys scroll the box itself. */
export function ScrollCue({ box, beyond, what }: ScrollCueProps) {
  const cue = (side: keyof Beyond, direction: 1 | -1) =>
    beyond[side] && (
      <button
        class={`scroll-cue ${side}`}
        tabIndex={-1}
        aria-label={SIDES[side](what)}
        title={SIDES[side](what)}
        onMouseDown={(event) => event.preventDefault()} // the focus stays where keys scroll
        onClick={() => box.current?.scrollBy({ left: direction * 0.7 * box.current.clientWidth })}
      >
        <span class={`icon icon-chevron-${side}`} aria-hidden="true" />
      </button>
    );
  return (
    <>
      {cue('left', -1)}
      {cue('right', 1)}
    </>
  );
}
