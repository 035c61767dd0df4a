import type { Zoom } from './viewOptions.ts';

/** The epochs to draw: those chosen, as far as the run has them; at least one epoch's width. */
export function visibleEpochs(zoom: Zoom | null, span: number): Zoom {
  const last = Math.max(1, span);
  if (!zoom) return { from: 0, to: last };
  const to = Math.max(1, Math.min(zoom.to, last));
  return { from: Math.min(zoom.from, to - 1), to };
}

/** The zoom between two epochs in any order; null where they are the same or all there is. */
export function zoomBetween(a: number, b: number, span: number): Zoom | null {
  const [from, to] = [Math.max(0, Math.min(a, b)), Math.min(Math.max(a, b), Math.max(1, span))];
  return from < to && (from > 0 || to < span) ? { from, to } : null;
}
