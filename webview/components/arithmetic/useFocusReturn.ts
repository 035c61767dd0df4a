import { effect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { RefObject } from 'preact';
import { useInspector } from '../context.ts';

/**
 * When the arithmetic closes with the focus inside it, gives the focus back to what the open number was last chosen
 * with; to the tab of the page where that is gone.
 */
export function useFocusReturn(strip: RefObject<HTMLElement | null>): void {
  const { state } = useInspector();
  useEffect(() => {
    let opener: Element | null = null;
    return effect(() => {
      const isOpen = state.cell.value !== null;
      const { activeElement } = document;
      const isInside = strip.current?.contains(activeElement) ?? false; // the strip is still there while it closes
      if (isOpen && !isInside) opener = activeElement;
      if (!isOpen && isInside) {
        const tab = document.querySelector('[role=tab][aria-selected=true]');
        const target = opener?.isConnected && opener !== document.body ? opener : tab;
        if (target instanceof HTMLElement || target instanceof SVGElement) target.focus();
      }
    });
  }, [state, strip]);
}
