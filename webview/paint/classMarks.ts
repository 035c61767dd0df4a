/** A mark per class, so that a class is never known by its colour alone. */
const GLYPHS = ['●', '▲', '■', '◆', '▼', '★', '✚', '⬟'] as const;

export function glyphOf(label: number): string {
  return GLYPHS[label % GLYPHS.length]!;
}

/** Dashes of the classes' lines, in CSS pixels. */
const DASHES = [[], [7, 3], [2, 2.5], [10, 3, 2, 3], [14, 4], [6, 2, 2, 2, 2, 2], [4, 4], [1, 3.5]] as const;

export function dashOf(label: number): readonly number[] {
  return DASHES[label % DASHES.length]!;
}
