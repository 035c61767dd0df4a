import { t } from './translation.ts';

/** Helpers for the sentences that people are told. */

/** A whole number with its digits in groups of three: 2,600, and as the language groups them. */
export function grouped(value: number): string {
  if (!Number.isSafeInteger(value)) return String(value);
  const digits = String(Math.abs(value));
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return (value < 0 ? '−' : '') + groups.join(t(','));
}

const MAX_COMPARED = 80;

/** The candidate most like `word`, unless none is alike: for "did you mean …?". */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.slice(0, MAX_COMPARED).toLowerCase();
  let best: string | undefined;
  let smallest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const offered = candidate.slice(0, MAX_COMPARED).toLowerCase();
    const contained = wanted.length >= 3 && offered.startsWith(wanted);
    const distance = Math.min(editDistance(wanted, offered), contained ? 1 : Infinity);
    if (distance < smallest) {
      smallest = distance;
      best = candidate;
    }
  }
  return best;
}

/** Text in quotation marks for a message: cut to `maximum` characters, with control characters written as escapes. */
export function quoted(text: string, maximum = 40): string {
  const characters = Array.from(text.slice(0, 2 * maximum));
  const cut = characters.length > maximum ? `${characters.slice(0, maximum - 1).join('')}…` : text;
  return `"${visible(cut)}"`;
}

/** The text with everything that a terminal obeys, line ends and writing direction marks included, written as escapes. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** How many letters must be changed, added, removed or swapped with their neighbour to make one word of the other. */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current.push(
        Math.min(
          changed,
          previous[j]! + 1,
          current[j - 1]! + 1,
          swapped ? beforePrevious[j - 2]! + 1 : Infinity,
        ),
      );
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length]!;
}

/** The longest sentence that an error is given to people in, in characters. */
const MOST_SAID = 1000;

/** What an error says, for a person: its first line, never where in the program it was thrown. */
export function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = ''] = text.slice(0, MOST_SAID).split('\n', 1);
  return first;
}
