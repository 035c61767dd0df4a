/** The width of a letter of a head, in CSS pixels at 11 px: an average, in a wide font. */
const LETTER = 5.6;
const PADDING = 6;
const WIDEST = 92;

/**
 * The width that columns need so that no word of their heads is cut, in CSS pixels; at least `least`. Heads break between
 * words.
 */
export function columnWidth(heads: readonly string[], least: number): number {
  const words = heads.flatMap(wordsOf);
  const longest = words.reduce((most, word) => Math.max(most, word.length), 0);
  return Math.min(WIDEST, Math.max(least, Math.ceil(longest * LETTER + PADDING)));
}

/** A head in one line, or in two where it is too long for its column: broken between words, or else within one. */
export function headLines(head: string, width: number): readonly string[] {
  const room = Math.max(1, Math.floor((width - PADDING) / LETTER));
  if (head.length <= room) return [head];
  let first = '';
  for (const word of wordsOf(head)) {
    if ((first + word).trimEnd().length > room) break;
    first += word;
  }
  if (first === '') first = head.slice(0, room);
  return [first.trimEnd(), head.slice(first.length)].filter((line) => line !== '');
}

/** The parts of a name, each with the sign that ends it: "Iris-", "very ", "large". */
function wordsOf(name: string): readonly string[] {
  return name.match(/[^\s\-_]*[\s\-_]|[^\s\-_]+/g) ?? [];
}
