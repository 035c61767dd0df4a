import { unzlibSync, zlibSync } from 'fflate';
import { refuseBigEndian } from './parameterBytes.ts';

const BYTES = Float64Array.BYTES_PER_ELEMENT;

/**
 * Numbers made small without loss. They come in records, and the numbers at one place of a record change little from one
 * record to the next: each has the bits of the one before it taken away (exclusive or). The bytes of equal weight are
 * then laid together, for each place one record after another, and compressed with zlib.
 *
 * @param stride numbers of a record; as many records as there are must be whole
 * @throws RangeError when they are not
 */
export function packNumbers(numbers: Float64Array, stride: number): Uint8Array {
  refuseBigEndian();
  const bytes = new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
  const planes = new Uint8Array(bytes.length);
  forEachByte(numbers.length, stride, (from, before, to) => {
    planes[to] = bytes[from]! ^ (before < 0 ? 0 : bytes[before]!);
  });
  return zlibSync(planes, { level: 9 });
}

/** What `packNumbers` was given, in a new array. @throws Error for bytes that it did not make */
export function unpackNumbers(packed: Uint8Array, stride: number): Float64Array {
  refuseBigEndian();
  const planes = unzlibSync(packed);
  const numbers = new Float64Array(planes.length / BYTES);
  const bytes = new Uint8Array(numbers.buffer);
  forEachByte(numbers.length, stride, (to, before, from) => {
    bytes[to] = planes[from]! ^ (before < 0 ? 0 : bytes[before]!);
  });
  return numbers;
}

/** Calls `visit` for each byte in order: its place, that of the record before (below 0: none), and that in its plane. */
function forEachByte(
  count: number,
  stride: number,
  visit: (place: number, before: number, inPlane: number) => void,
): void {
  const nRecords = count / stride;
  if (!Number.isInteger(nRecords)) throw new RangeError(`${count} numbers are not records of ${stride}`);
  for (let i = 0; i < count; i++) {
    const record = Math.floor(i / stride);
    const series = (i - record * stride) * nRecords + record;
    for (let k = 0; k < BYTES; k++) visit(i * BYTES + k, (i - stride) * BYTES + k, k * count + series);
  }
}
