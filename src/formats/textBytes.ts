import { t } from '#engine/translation';

/** The text of a file, or why its bytes are none that can be read. */
export type DecodedText = { readonly text: string } | { readonly what: string; readonly mend: string };

const mend = () => t('save it as CSV in the encoding UTF-8');

/** Bytes between two tellings of the progress. */
const CHUNK = 4 * 1024 * 1024;

/** UTF-8 bytes as text, in pieces so that somebody can be told how far it is. Where a byte is wrong, it says which. */
export function decodeText(bytes: Uint8Array, progress?: (share: number) => void): DecodedText {
  const utf16 = byteOrderMark(bytes);
  if (utf16 !== undefined) return { what: t('the file is {0} text, not UTF-8', utf16), mend: mend() };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts: string[] = [];
  try {
    for (let from = 0; from < bytes.length; from += CHUNK) {
      parts.push(decoder.decode(bytes.subarray(from, from + CHUNK), { stream: true }));
      progress?.(from / bytes.length);
    }
    parts.push(decoder.decode());
  } catch {
    return notUtf8(bytes);
  }
  return { text: parts.join('') };
}

function byteOrderMark([first, second]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return t('UTF-16 (little endian)');
  return first === 0xfe && second === 0xff ? t('UTF-16 (big endian)') : undefined;
}

function notUtf8(bytes: Uint8Array): DecodedText {
  const at = firstInvalid(bytes);
  const hex = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  const line = lineOf(bytes, at);
  return {
    what: t('line {0}: byte {1} of the file, 0x{2}, is not UTF-8 text', line, at + 1, hex),
    mend: t('{0}, or replace what stands there', mend()),
  };
}

/** The line, counted from 1, that a byte stands in; a carriage return alone ends one too. */
function lineOf(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = 0; i < at; i++) {
    if (bytes[i] === 0x0a || (bytes[i] === 0x0d && bytes[i + 1] !== 0x0a)) line++;
  }
  return line;
}

/** Where the first sequence of bytes begins that is not well-formed UTF-8 (The Unicode Standard, table 3-7). */
function firstInvalid(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return bytes.length;
}

/** Bytes of the character at `at`; 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : 4;
  if (length === 4 && (first < 0xf0 || first > 0xf4)) return 0;
  const [low, high] = secondByte(first);
  const second = bytes[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let i = 2; i < length; i++) {
    const next = bytes[at + i] ?? 0;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  return length;
}

/** What the second byte may be: no longer form than needed, no surrogate, nothing above U+10FFFF. */
function secondByte(first: number): readonly [low: number, high: number] {
  switch (first) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return [0x80, 0xbf];
  }
}
