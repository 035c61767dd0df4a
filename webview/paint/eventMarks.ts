import { firstIndex } from '#engine/firstIndex';

/** The width of the scrubber's thumb, in CSS pixels: the ends of the track lie half of it inside. */
export const THUMB = 13;

/** Events that fall so close together that one mark stands for them. */
export interface EventMark<E> {
  readonly x: number; // the pixel of the first of them
  readonly end: number; // that of the last one where the mark is as wide as they lie apart, else `x`
  readonly events: readonly E[]; // at least one
}

/** Where an epoch lies on a scrubber of some width, in CSS pixels: the middle of the thumb. */
export function epochX(epoch: number, span: number, width: number): number {
  return THUMB / 2 + (epoch / Math.max(1, span)) * (width - THUMB);
}

/**
 * One mark per event, or per events that would touch: a mark takes in all that lies less than `pitch` pixels right of its
 * first event.
 *
 * @param events by epoch
 */
export function groupEvents<E extends { readonly epoch: number }>(
  events: readonly E[],
  span: number,
  width: number,
  pitch: number,
): EventMark<E>[] {
  const marks: EventMark<E>[] = [];
  let from = 0;
  while (from < events.length) {
    const x = Math.round(epochX(events[from]!.epoch, span, width));
    let to = from + 1;
    while (to < events.length && Math.round(epochX(events[to]!.epoch, span, width)) - x < pitch) to++;
    marks.push({ x, end: x, events: events.slice(from, to) });
    from = to;
  }
  return marks;
}

/**
 * One mark per event, or per events each of which would touch the one before: a chain of them is one wide mark, and says how
 * many they are.
 *
 * @param events by epoch
 */
export function chainEvents<E extends { readonly epoch: number }>(
  events: readonly E[],
  span: number,
  width: number,
  pitch: number,
): EventMark<E>[] {
  const marks: EventMark<E>[] = [];
  let from = 0;
  while (from < events.length) {
    const x = Math.round(epochX(events[from]!.epoch, span, width));
    let end = x;
    let to = from + 1;
    for (; to < events.length; to++) {
      const next = Math.round(epochX(events[to]!.epoch, span, width));
      if (next - end >= pitch) break;
      end = next;
    }
    marks.push({ x, end, events: events.slice(from, to) });
    from = to;
  }
  return marks;
}

/** The mark nearest to a place, at most `reach` pixels away; the left one of two. */
export function markAt<E>(
  marks: readonly EventMark<E>[],
  x: number,
  reach: number,
): EventMark<E> | undefined {
  const after = firstIndex(marks, (mark) => mark.x >= x);
  const [left, right] = [marks[after - 1], marks[after]];
  const distance = (mark: EventMark<E>) => Math.max(mark.x - x, x - mark.end, 0);
  const nearest = left && (!right || distance(left) <= distance(right)) ? left : right;
  return nearest && distance(nearest) <= reach ? nearest : undefined;
}

/** Where a mark begins and ends. */
type Extent = Pick<EventMark<unknown>, 'x' | 'end'>;

/** Diamonds, as the `d` of an SVG path; a wide mark is one that is drawn out. */
export function diamonds(marks: readonly Extent[], y: number, half: number): string {
  return marks
    .map(({ x, end }) => {
      const [out, back] = end > x ? [`h${end - x}`, `h${x - end}`] : ['', ''];
      return `M${x + 0.5} ${y - half}${out}l${half} ${half}l${-half} ${half}${back}l${-half} ${-half}z`;
    })
    .join('');
}

/** Triangles that stand on their base, as the `d` of an SVG path. */
export function triangles(marks: readonly Extent[], y: number, half: number): string {
  return marks.map(({ x }) => `M${x + 0.5} ${y - half}l${half} ${2 * half}h${-2 * half}z`).join('');
}

/** What of a row of marks takes the pointer: each with `reach` on both sides, as the `d` of an SVG path. */
export function reachOf(marks: readonly Extent[], reach: number, top: number, bottom: number): string {
  return marks
    .map(({ x, end }) => {
      const width = end - x + 2 * reach + 1;
      return `M${x - reach} ${top}h${width}v${bottom - top}h${-width}z`;
    })
    .join('');
}

/** Upright bars from `top`, as the `d` of an SVG path; each begins at its pixel, the wider ones half a step before. */
export function bars(xs: readonly number[], top: number, width: number, height: number): string {
  const shift = Math.floor((width - 1) / 2);
  return xs.map((x) => `M${x - shift} ${top}h${width}v${height}h${-width}z`).join('');
}
