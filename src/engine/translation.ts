/** English sentences and what they are in the language of this window. */
export type Translations = Readonly<Record<string, string>>;

/** A request to another thread, with what it says its answer in. */
export type Spoken<Request> = Request & { readonly translations: Translations | null };

/** The element of a page that holds its translations, as JSON. */
export const TRANSLATIONS_ID = 'translations';

const TABLE = Symbol.for('irisNetwork.translations');

/** The table in use. A program may come in several files that are read in one by one, each with this module: they share it. */
const shared = globalThis as { [TABLE]?: Translations | null };

/**
 * From now on sentences are said in another language; null: in English. Sentences in constants are looked up when their
 * module is loaded, so this is called before any other module is: by the first import of the extension and of each page. A
 * thread is told with its request, so what it says stands in no constants.
 */
export function useTranslations(table: Translations | null): void {
  shared[TABLE] = table;
}

/** The table in use, for the other threads and the pages. */
export function translationsInUse(): Translations | null {
  return shared[TABLE] ?? null;
}

/**
 * The sentence in the language of this window, {0}, {1} … replaced by what follows; in English where it has no translation.
 * The sentence is the key, and a literal: a test collects them all.
 */
/* @__NO_SIDE_EFFECTS__ */
export function t(sentence: string, ...values: readonly (string | number)[]): string {
  const table = shared[TABLE];
  const said = table && Object.hasOwn(table, sentence) ? table[sentence]! : sentence;
  if (values.length === 0) return said;
  return said.replace(/\{(\d+)\}/g, (whole, index) => String(values[Number(index)] ?? whole));
}

/** The sentence cut at its places, for what is not text: a list that alternates between words and the number of a place. */
export function placesOf(sentence: string): readonly (string | number)[] {
  return t(sentence)
    .split(/\{(\d+)\}/)
    .map((part, i) => (i % 2 === 0 ? part : Number(part)));
}
