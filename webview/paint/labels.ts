import type { CursorLabel, Rect } from './curves.ts';

/** A text that wants a place on a chart. */
export interface LabelWish {
  readonly texts: readonly string[]; // wordings, the longest first
  readonly places: readonly CursorLabel[]; // the best first, at least one
  readonly weight: 'plain' | 'bold';
  readonly need: 'must' | 'may'; // what must be said stands at its first place where none is free
}

export interface PlacedLabel extends CursorLabel {
  readonly text: string;
}

/** The height of a line of 11 px above and below its baseline, with the halo around it. */
const ABOVE = 11;
const BELOW = 4;
/** What is kept free between two labels, or a label and the cursor. */
const GAP = 3;

/**
 * A place for each label, the most important first, so that none touches another one or an obstacle: the longest wording
 * that finds a place, at the best place that it finds. Nothing for a label that finds none and need not be said.
 *
 * @param measure the width of a text, in CSS pixels
 */
export function placeLabels(
  wishes: readonly LabelWish[],
  bounds: Rect,
  obstacles: readonly Rect[],
  measure: (text: string, weight: LabelWish['weight']) => number,
): (PlacedLabel | null)[] {
  const taken = [...obstacles];
  return wishes.map(({ texts, places, weight, need }) => {
    const choices = texts.flatMap((text) => places.map((place) => ({ ...place, text })));
    const boxOf = (label: PlacedLabel) => boxAt(label, measure(label.text, weight));
    const isFree = (label: PlacedLabel) => {
      const box = boxOf(label);
      return isInside(box, bounds) && !taken.some((other) => touches(box, other));
    };
    const chosen = choices.find(isFree) ?? (need === 'must' ? choices[0] : undefined);
    if (!chosen) return null;
    taken.push(boxOf(chosen));
    return chosen;
  });
}

function boxAt({ x, y, align }: CursorLabel, width: number): Rect {
  const left = align === 'left' ? x : x - width;
  return { left, right: left + width, top: y - ABOVE, bottom: y + BELOW };
}

function isInside(box: Rect, bounds: Rect): boolean {
  return (
    box.left >= bounds.left &&
    box.right <= bounds.right &&
    box.top >= bounds.top &&
    box.bottom <= bounds.bottom
  );
}

function touches(one: Rect, other: Rect): boolean {
  const sideBySide = one.right + GAP <= other.left || other.right + GAP <= one.left;
  return !sideBySide && one.bottom > other.top && other.bottom > one.top;
}
