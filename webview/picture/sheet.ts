import { boxAttributes, intersection, isEmpty, svgElement } from './svgText.ts';
import type { Box } from './svgText.ts';

/** In what surroundings something is drawn. */
export interface Place {
  readonly layer: number; // higher ones lie above lower ones
  readonly clip: Box | null; // what is outside of it is not seen
  readonly opacity: number;
}

interface Mark {
  readonly place: Place;
  readonly svg: string;
}

/** What is drawn of a view, in the pixels of the window, until it is a document. */
export class Sheet {
  private readonly marks: Mark[] = [];
  private readonly clips = new Map<string, string>(); // ids by the rectangle
  private readonly definitions = new Map<string, string>(); // by id
  private lowest = -Infinity;

  /** Down to where something is seen. */
  get bottom(): number {
    return this.lowest;
  }

  /** Adds a shape that covers `box`; one that is out of sight is left out, and one that is in sight is not cut. */
  add(svg: string, box: Box, place: Place): void {
    const seen = intersection(box, place.clip);
    if (isEmpty(seen)) return;
    this.lowest = Math.max(this.lowest, seen.bottom);
    const isWhole =
      seen.left <= box.left + 0.5 &&
      seen.top <= box.top + 0.5 &&
      seen.right >= box.right - 0.5 &&
      seen.bottom >= box.bottom - 0.5;
    this.marks.push({ svg, place: isWhole ? { ...place, clip: null } : place });
  }

  /** Adds what shapes refer to, once. The definition is made with its own id in place already. */
  define(id: string, make: () => string): void {
    if (this.definitions.has(id)) return;
    this.definitions.set(id, ''); // it may refer to itself
    this.definitions.set(id, make());
  }

  /** An id that no other definition has. */
  newId(kind: string): string {
    return `${kind}-${this.definitions.size + 1}`;
  }

  /** All shapes, from the lowest to the highest layer and else in the order in which they came, and what they refer to. */
  content(): string {
    const sorted = this.marks
      .map((mark, order) => ({ ...mark, order }))
      .sort((a, b) => a.place.layer - b.place.layer || a.order - b.order);
    const shapes = sorted.map(({ svg, place: { clip, opacity } }) => {
      if (!clip && opacity === 1) return svg;
      return svgElement(
        'g',
        {
          'clip-path': clip ? `url(#${this.clipId(clip)})` : undefined,
          opacity: opacity === 1 ? undefined : opacity,
        },
        svg,
      );
    });
    const defs = [...this.definitions.values()].join('');
    return `${defs && svgElement('defs', {}, defs)}${shapes.join('\n')}`;
  }

  private clipId(clip: Box): string {
    const key = Object.values(clip).join(' ');
    const known = this.clips.get(key);
    if (known !== undefined) return known;
    const id = this.newId('clip');
    this.clips.set(key, id);
    this.define(id, () => svgElement('clipPath', { id }, svgElement('rect', boxAttributes(clip))));
    return id;
  }
}
