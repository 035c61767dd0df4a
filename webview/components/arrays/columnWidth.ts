/** The width of a letter of a head, in CSS pixels at 11 px: an average, in a wide font. */
const LETTER = 6.1;
const PADDING = 6;
const WIDEST = 92;

/**
 * The width of all columns of a table, the space between two included, in CSS pixels: what the longest word of a head
 * needs, as heads break between words; at least `least`.
 */
export function columnWidth(names: readonly string[], least: number): number {
  const words = names.flatMap((name) => name.split(' '));
  const longest = words.reduce((most, word) => Math.max(most, word.length), 0);
  return Math.min(WIDEST, Math.max(least, Math.ceil(longest * LETTER + PADDING)));
}
