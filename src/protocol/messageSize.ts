/** The most that the extension host takes of a page in one message, in bytes: the longest is a choice of 1,000 columns. */
export const MOST_FROM_PAGE = 4 * 1024 * 1024;

/** The most that a page takes of the extension host: a data set of 6.4 million values with its labels and curves. */
export const MOST_FROM_HOST = 160 * 1024 * 1024;

/** How deep lists and objects of a message may lie in each other; ours need nine levels. */
const MOST_LEVELS = 24;

/** What every value counts beside its own text or numbers, in bytes. */
const VALUE_BYTES = 8;

/**
 * Is a message within `most` bytes, and not too deep? Counts 8 bytes for each value, 2 for each character and what typed
 * arrays hold, and looks no further than the limit: a value that contains itself is too large. Does not recurse.
 */
export function isWithin(message: unknown, most: number): boolean {
  const waiting: { readonly value: unknown; readonly level: number }[] = [{ value: message, level: 0 }];
  let bytes = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, level } = next;
    bytes += VALUE_BYTES + ownBytes(value);
    if (bytes > most || level > MOST_LEVELS) return false;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    for (const part of parts) waiting.push({ value: part, level: level + 1 });
  }
  return true;
}

/** Of what a value holds without being looked into, in bytes; for a list one entry each, so that it need not be gone through. */
function ownBytes(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value !== 'object' || value === null) return 0;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (Array.isArray(value)) return VALUE_BYTES * value.length;
  return Object.keys(value).reduce((sum, key) => sum + 2 * key.length, 0);
}
