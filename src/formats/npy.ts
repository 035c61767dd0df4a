import { refuseBigEndian } from './parameterBytes.ts';

/** What an array for NumPy is made of. A text array has one entry of text per element. */
export interface NpyArray {
  readonly shape: readonly number[]; // [] is a single value
  readonly data: Float64Array | Int32Array | readonly string[]; // row-major
}

const ALIGNMENT = 64;
const PREFIX_BYTES = 10; // magic, version, length of the header
const UTF32_BYTES = 4;

/**
 * The bytes of an array in NumPy's own format, version 1.0: float64, int32 or text (UTF-32), little-endian.
 *
 * Source: the format's description in NumPy, numpy.lib.format.
 *
 * @throws RangeError when the shape does not fit the data
 */
export function npyBytes({ shape, data }: NpyArray): Uint8Array {
  refuseBigEndian();
  const count = shape.reduce((product, size) => product * size, 1);
  if (count !== data.length)
    throw new RangeError(`the shape ${shape.join(' × ')} has not ${data.length} elements`);
  const { type, bytes } = contentOf(data);
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const headEnd = Math.ceil((PREFIX_BYTES + text.length + 1) / ALIGNMENT) * ALIGNMENT;
  const out = new Uint8Array(headEnd + bytes.length);
  const head = `\u0093NUMPY\u0001\u0000${'\0'.repeat(2)}${text.padEnd(headEnd - PREFIX_BYTES - 1)}\n`;
  for (let i = 0; i < head.length; i++) out[i] = head.charCodeAt(i);
  new DataView(out.buffer).setUint16(PREFIX_BYTES - 2, headEnd - PREFIX_BYTES, true);
  out.set(bytes, headEnd);
  return out;
}

function contentOf(data: NpyArray['data']): { readonly type: string; readonly bytes: Uint8Array } {
  if (data instanceof Float64Array) return { type: '<f8', bytes: bytesOf(data) };
  if (data instanceof Int32Array) return { type: '<i4', bytes: bytesOf(data) };
  const texts = data.map((text) => Array.from(text, (character) => character.codePointAt(0) ?? 0));
  const length = Math.max(1, ...texts.map((codes) => codes.length));
  const codes = new Uint32Array(texts.length * length);
  texts.forEach((text, i) => codes.set(text, i * length));
  return { type: `<U${length}`, bytes: new Uint8Array(codes.buffer, 0, codes.length * UTF32_BYTES) };
}

function bytesOf({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
