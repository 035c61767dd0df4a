import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64 } from '#formats/base64';
import { packNumbers, unpackNumbers } from '#formats/packedNumbers';

test('numbers come back bit for bit, whatever they are', () => {
  const records = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.double(), { maxLength: 90 }));
  fc.assert(
    fc.property(records, ([stride, list]) => {
      const numbers = Float64Array.from(list.slice(0, list.length - (list.length % stride)));
      expect(unpackNumbers(packNumbers(numbers, stride), stride)).toEqual(numbers);
    }),
  );
});

test('records that are not whole are refused', () => {
  expect(() => packNumbers(new Float64Array(7), 3)).toThrow('7 numbers are not records of 3');
});

test('base64 is that of Node', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
    }),
  );
  const long = Uint8Array.from({ length: 50_001 }, (_, i) => (i * 31) & 255);
  expect(base64(long)).toBe(Buffer.from(long).toString('base64'));
});
