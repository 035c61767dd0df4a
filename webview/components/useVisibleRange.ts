import { useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { useScrollMeasure } from './useScrollMeasure.ts';

/** The items from `first` up to, and without, `end`. */
export interface VisibleRange {
  readonly first: number;
  readonly end: number;
}

/** Items beyond the edge that are drawn too, so that a scroll step shows no gap. */
const BEYOND = 2;

/** Which of `nItems` items of one size are in sight in a box that scrolls along one axis. */
export function useVisibleRange(
  box: RefObject<HTMLElement | null>,
  axis: 'x' | 'y',
  itemSize: number,
  nItems: number,
): VisibleRange {
  const [range, setRange] = useState<VisibleRange>({ first: 0, end: Math.min(nItems, 40) });
  const measure = (element: HTMLElement) => {
    const start = axis === 'x' ? element.scrollLeft : element.scrollTop;
    const room = axis === 'x' ? element.clientWidth : element.clientHeight;
    const first = Math.max(0, Math.floor(start / itemSize) - BEYOND);
    const end = Math.min(nItems, Math.ceil((start + room) / itemSize) + BEYOND);
    setRange((old) => (old.first === first && old.end === end ? old : { first, end }));
  };
  useScrollMeasure(box, measure, [axis, itemSize, nItems]);
  return { first: Math.min(range.first, nItems), end: Math.min(range.end, nItems) };
}
