/**
 * The few kinds of fields that an ONNX model is written with, in Protocol Buffers' wire format. A library that knows all
 * of it is larger than the whole extension's host; writing needs these lines only.
 *
 * Source: protobuf.dev, "Encoding".
 */
export type Field =
  | { readonly number: number; readonly integer: number } // varint: int32, int64, enum; not negative
  | { readonly number: number; readonly bytes: Uint8Array }; // length-delimited: bytes, string, message

export const integer = (number: number, value: number): Field => ({ number, integer: value });
export const bytes = (number: number, value: Uint8Array): Field => ({ number, bytes: value });
export const text = (number: number, value: string): Field => bytes(number, new TextEncoder().encode(value));
/** A message within a message. */
export const message = (number: number, fields: readonly Field[]): Field => bytes(number, encode(fields));

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** The bytes of a message: its fields, one after another. */
export function encode(fields: readonly Field[]): Uint8Array {
  const parts: (Uint8Array | readonly number[])[] = [];
  for (const field of fields) {
    if ('integer' in field) {
      parts.push(varint(field.number * 8 + VARINT), varint(field.integer));
    } else {
      parts.push(varint(field.number * 8 + LENGTH_DELIMITED), varint(field.bytes.length), field.bytes);
    }
  }
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Seven bits in a byte, the lowest first; the eighth says that more follow. */
function varint(value: number): number[] {
  const digits: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) digits.push((rest % 128) + 128);
  return [...digits, rest];
}
