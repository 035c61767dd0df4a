import { t } from '#engine/translation';
import { refuseBigEndian } from './parameterBytes.ts';

/** SHA-256, [32 bytes]: each program has its own. */
export type Sha256 = (bytes: Uint8Array) => Promise<Uint8Array>;

/** What is wrong with the bytes of a saved run, as a sentence without its name: "is cut off …; get it again". */
export class SavedRunError extends Error {
  override readonly name = 'SavedRunError';
}

/** What a saved run consists of before anybody has looked whether it makes sense. */
export interface RunParts {
  readonly header: unknown; // JSON
  readonly numbers: Float64Array;
}

/** No saved run is larger: a history of 256 MB and data of 64 MB fit. */
export const MOST_RUN_BYTES = 400 * 1024 * 1024;

const MAGIC = 'irisrun\n';
const VERSION = 1;
const HEADER_AT = 16;
const CHECKSUM_BYTES = 32;
const NUMBER_BYTES = Float64Array.BYTES_PER_ELEMENT;
const AGAIN = t('get the file again, or save the run again');

/**
 * The bytes of a saved run, `*.irisrun`. All integers and numbers are little-endian.
 *
 *     8 bytes      "irisrun" and a line feed
 *     uint32       version of the format: 1
 *     uint32       bytes of the header, a multiple of 8
 *     header       JSON in ASCII (other characters as \uXXXX), filled up with spaces
 *     float64 …    numbers; the header says what they are
 *     32 bytes     SHA-256 of all bytes before
 *
 * The same parts give the same bytes.
 */
export async function packRun(
  header: object,
  numbers: readonly Float64Array[],
  sha256: Sha256,
): Promise<Uint8Array> {
  refuseBigEndian();
  const text = asciiJson(header);
  const headerBytes = Math.ceil(text.length / NUMBER_BYTES) * NUMBER_BYTES;
  const count = numbers.reduce((sum, part) => sum + part.length, 0);
  const end = HEADER_AT + headerBytes + count * NUMBER_BYTES;
  const bytes = new Uint8Array(end + CHECKSUM_BYTES);
  writeText(bytes, 0, MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC.length, VERSION, true);
  view.setUint32(MAGIC.length + 4, headerBytes, true);
  writeText(bytes, HEADER_AT, text.padEnd(headerBytes));
  let at = HEADER_AT + headerBytes;
  for (const part of numbers) {
    new Float64Array(bytes.buffer, at, part.length).set(part);
    at += part.byteLength;
  }
  bytes.set(await sha256(bytes.subarray(0, end)), end);
  return bytes;
}

/**
 * The parts of a saved run. Every size is compared with the bytes that are there before anything is made of it, and
 * nothing is larger than they are; `numbers` may be a view on `bytes`.
 *
 * @throws SavedRunError for bytes that are no saved run, cut off, damaged or of a later version
 */
export async function unpackRun(bytes: Uint8Array, sha256: Sha256): Promise<RunParts> {
  refuseBigEndian();
  if (readText(bytes, 0, Math.min(MAGIC.length, bytes.length)) !== MAGIC) {
    throw new SavedRunError(t('is not a saved run: it does not begin with "irisrun"; open an .irisrun file'));
  }
  if (bytes.length < HEADER_AT + CHECKSUM_BYTES) {
    throw new SavedRunError(t('is cut off after {0} bytes; {1}', bytes.length, AGAIN));
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(MAGIC.length, true);
  if (version !== VERSION) {
    throw new SavedRunError(
      t(
        'has version {0} of the format, and this program reads version {1}; update the program',
        version,
        VERSION,
      ),
    );
  }
  const headerBytes = view.getUint32(MAGIC.length + 4, true);
  const end = bytes.length - CHECKSUM_BYTES;
  const numberBytes = end - HEADER_AT - headerBytes;
  if (numberBytes < 0 || headerBytes % NUMBER_BYTES !== 0 || numberBytes % NUMBER_BYTES !== 0) {
    throw new SavedRunError(
      t(
        'is cut off, or its sizes are wrong: a header of {0} bytes in a file of {1}; {2}',
        headerBytes,
        bytes.length,
        AGAIN,
      ),
    );
  }
  if (!sameBytes(await sha256(bytes.subarray(0, end)), bytes.subarray(end))) {
    throw new SavedRunError(t('is damaged: its bytes do not have the checksum at its end; {0}', AGAIN));
  }
  const header = readHeader(readText(bytes, HEADER_AT, HEADER_AT + headerBytes));
  return { header, numbers: numbersAt(bytes, HEADER_AT + headerBytes, numberBytes / NUMBER_BYTES) };
}

function readHeader(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SavedRunError(t('has a header that is not JSON; {0}', AGAIN));
  }
}

function asciiJson(header: object): string {
  return JSON.stringify(header).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function writeText(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
}

/** One character per byte. */
function readText(bytes: Uint8Array, from: number, to: number): string {
  const parts: string[] = [];
  const most = 8192; // arguments of one call
  for (let at = from; at < to; at += most) {
    parts.push(String.fromCharCode(...bytes.subarray(at, Math.min(at + most, to))));
  }
  return parts.join('');
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A view where the bytes lie at a multiple of 8, else a copy. */
function numbersAt({ buffer, byteOffset }: Uint8Array, at: number, count: number): Float64Array {
  const start = byteOffset + at;
  if (start % NUMBER_BYTES === 0) return new Float64Array(buffer, start, count);
  return new Float64Array(buffer.slice(start, start + count * NUMBER_BYTES));
}
