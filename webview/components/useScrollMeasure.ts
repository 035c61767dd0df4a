import { useLayoutEffect } from 'preact/hooks';
import type { RefObject } from 'preact';

/**
 * Measures a box now, and whenever it is scrolled or changes its size.
 *
 * @param inputs what else `measure` depends on; always as many
 */
export function useScrollMeasure(
  box: RefObject<HTMLElement | null>,
  measure: (element: HTMLElement) => void,
  inputs: readonly unknown[],
): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const again = () => measure(element);
    again();
    const observer = new ResizeObserver(again);
    observer.observe(element);
    element.addEventListener('scroll', again, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', again);
    };
  }, [box, ...inputs]);
}
