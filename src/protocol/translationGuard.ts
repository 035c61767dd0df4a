import type { Translations } from '#engine/translation';

/** More than twice what there are, and longer than any. */
const MOST_SENTENCES = 4000;
const LONGEST = 2000;

/** The translations that a page was given. @throws TypeError when they are anything but a table of sentences */
export function checkTranslations(value: unknown): Translations {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('translations must be an object');
  }
  const entries = Object.entries(value);
  if (entries.length > MOST_SENTENCES) throw new TypeError(`translations must be at most ${MOST_SENTENCES}`);
  for (const [sentence, said] of entries) {
    if (typeof said !== 'string' || sentence.length > LONGEST || said.length > LONGEST) {
      throw new TypeError(`translations must be sentences of at most ${LONGEST} characters`);
    }
  }
  return value as Translations; // all of it has been looked at
}
