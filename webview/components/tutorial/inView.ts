import { signal } from '@preact/signals';
import type { Signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useEffect, useMemo } from 'preact/hooks';
import type { RefObject } from 'preact';
import { usePainting } from '../context.ts';

/** How long the epoch must rest before the pictures that are out of sight follow it. */
const REST_MS = 200;

/** How far outside the window a picture counts as in sight. */
const MARGIN = '160px 0px';

/** Should the pictures of this part of the page be drawn now? */
export const Drawn = createContext<Signal<boolean>>(signal(true));

/** True while an element is in sight or near it. */
export function useInView(ref: RefObject<HTMLElement | null>): Signal<boolean> {
  const inView = useMemo(() => signal(false), []);
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        inView.value = entries.at(-1)?.isIntersecting ?? false;
      },
      { root: element.closest('.tutorial-page'), rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref, inView]);
  return inView;
}

/** True while what is watched has not changed for a moment. */
export function useRest(watched: Signal<unknown>): Signal<boolean> {
  const resting = useMemo(() => signal(true), []);
  useEffect(() => {
    let timer = 0;
    const stop = watched.subscribe(() => {
      resting.value = false;
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        resting.value = true;
      }, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [watched, resting]);
  return resting;
}

/** Like `usePainting`, but only while the picture is in sight, or the epoch rests. */
export function useLivePainting(paint: () => void): void {
  const drawn = useContext(Drawn);
  usePainting(() => {
    if (drawn.value) paint();
  });
}
