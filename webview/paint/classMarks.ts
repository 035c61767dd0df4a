/** A mark per class, so that a class is never known by its colour alone. */
const GLYPHS = ['●', '▲', '■', '◆', '▼', '★', '✚', '⬟'] as const;

export function glyphOf(label: number): string {
  return GLYPHS[label % GLYPHS.length]!;
}
