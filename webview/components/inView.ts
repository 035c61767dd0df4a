import { computed, signal } from '@preact/signals';
import type { ReadonlySignal, Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo } from 'preact/hooks';
import type { RefObject } from 'preact';
import { usePainting } from './context.ts';

/** How long the epoch must rest before what is out of sight follows it. */
const REST_MS = 200;

/** How far outside its scroller a part of the page counts as in sight. */
const MARGIN = '160px';

/** Should the pictures of this part of the page be drawn now? */
export const Drawn = createContext<ReadonlySignal<boolean>>(signal(true));

/** True while an element is in sight, or near it, in the part of the page that scrolls it. */
export function useInView(ref: RefObject<HTMLElement | null>, scroller: string): Signal<boolean> {
  const inView = useMemo(() => signal(false), []);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        inView.value = entries.at(-1)?.isIntersecting ?? false;
      },
      { root: element.closest(scroller), rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, scroller, inView]);
  return inView;
}

/** False from each change of what is watched until it has rested for a moment. */
export function useRest<T>(watched: ReadonlySignal<T>): ReadonlySignal<boolean> {
  const settled = useMemo(() => signal(watched.peek()), [watched]);
  useEffect(() => {
    let timer = 0;
    const stop = watched.subscribe((value) => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        settled.value = value;
      }, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [watched, settled]);
  return useMemo(() => computed(() => settled.value === watched.value), [watched, settled]);
}

/** Like `usePainting`, but only while the picture is in sight, or the epoch rests. */
export function useLivePainting(paint: () => void): void {
  const drawn = useContext(Drawn);
  usePainting(() => {
    if (drawn.value) paint();
  });
}
