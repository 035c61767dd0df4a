import type { ComponentChildren } from 'preact';
import { placesOf } from '#engine/translation';

/** A sentence in the language of this window, with elements at its places: `said('{0} of {1} rows', <b>…</b>, n)`. */
export function said(sentence: string, ...parts: readonly ComponentChildren[]): readonly ComponentChildren[] {
  return placesOf(sentence).map((part) => (typeof part === 'number' ? parts[part] : part));
}
