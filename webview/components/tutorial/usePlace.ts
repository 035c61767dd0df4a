import { useEffect } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { InspectorState } from '../../state.ts';

/**
 * Brings the page back to the picture that was at its top, and keeps which one it is while the person scrolls. Pictures grow
 * when what they draw has been read: until the person scrolls, the page follows.
 */
export function usePlace(page: RefObject<HTMLElement | null>, state: InspectorState): void {
  useEffect(() => {
    const { current } = page;
    if (!current) return undefined;
    const pictures = () => [...current.querySelectorAll<HTMLElement>('.picture')];
    const kept = state.options.peek().picture;
    let returning = kept > 1 ? pictures()[kept - 1] : undefined;
    let placed = 0;
    const growth = new ResizeObserver(() => {
      if (!returning) return;
      scrollToTop(current, returning);
      placed = current.scrollTop;
    });
    if (returning) pictures().forEach((picture) => growth.observe(picture)); // tells of their sizes at once, too
    const keep = () => {
      if (returning && current.scrollTop === placed) return;
      returning = undefined;
      growth.disconnect();
      const { top } = current.getBoundingClientRect();
      const at = pictures().findIndex((picture) => picture.getBoundingClientRect().bottom > top + 40);
      const picture = at + 1;
      if (at >= 0 && picture !== state.options.peek().picture) state.setOptions({ picture });
    };
    current.addEventListener('scroll', keep, { passive: true });
    return () => {
      growth.disconnect();
      current.removeEventListener('scroll', keep);
    };
  }, [page, state]);
}

/** Scrolls the page alone: `scrollIntoView` scrolls everything around it too, up to the document. */
function scrollToTop(page: HTMLElement, picture: HTMLElement): void {
  const margin = parseFloat(getComputedStyle(picture).scrollMarginTop);
  page.scrollTop += picture.getBoundingClientRect().top - page.getBoundingClientRect().top - margin;
}
