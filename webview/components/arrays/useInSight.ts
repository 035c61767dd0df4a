import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { ArrayId } from '#engine/arrays';
import { useInspector } from '../context.ts';
import { ROW_HEIGHT } from './tableMeasures.ts';

/** Brings the selected row into sight when another one is selected, or another array shown. −1: none. */
export function useRowInSight(box: RefObject<HTMLDivElement | null>, array: ArrayId, row: number): void {
  useEffect(() => {
    const element = box.current;
    if (!element || row < 0) return;
    const top = row * ROW_HEIGHT;
    const room = element.clientHeight - 2 * ROW_HEIGHT;
    if (top < element.scrollTop || top > element.scrollTop + room) {
      element.scrollTop = Math.max(0, top - room / 2);
    }
  }, [box, array.name, array.layer, row]);
}

/**
 * Brings the column of the open number into sight, where it is one of this array's.
 *
 * @param pitch the distance of two columns, in CSS pixels
 * @param headWidth of the rows' heads, which stay at the left
 */
export function useColumnInSight(
  box: RefObject<HTMLDivElement | null>,
  array: ArrayId,
  pitch: number,
  headWidth: number,
): void {
  const open = useInspector().state.cell.value;
  const column = open?.name === array.name && open.layer === array.layer ? open.column : -1;
  useEffect(() => {
    const element = box.current;
    if (!element || column < 0) return;
    const left = column * pitch;
    const room = element.clientWidth - headWidth - pitch;
    if (left < element.scrollLeft || left > element.scrollLeft + room) {
      element.scrollLeft = Math.max(0, left - room / 2);
    }
  }, [box, array.name, array.layer, column, pitch, headWidth]);
}
