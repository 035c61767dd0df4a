import { expect, test } from 'vitest';
import { pack, unpack } from './wire.ts';

const cross = (message: unknown) => unpack(pack(message));

test('typed arrays cross as they are, in a buffer of exactly their size', () => {
  const history = Float64Array.of(1, NaN, -0, Infinity, 2);
  const { data, labels } = cross({ data: history.subarray(1, 4), labels: Int32Array.of(-1) }) as {
    data: Float64Array;
    labels: Int32Array;
  };
  expect(data).toEqual(Float64Array.of(NaN, -0, Infinity));
  expect(data.buffer.byteLength).toBe(24);
  expect(labels).toEqual(Int32Array.of(-1));
});

test('everything else crosses as in VS Code: what JSON has no word for becomes null or goes', () => {
  expect(cross({ loss: NaN, gone: undefined, list: [undefined, -0], text: 'µ "’' })).toEqual({
    loss: null,
    list: [null, 0],
    text: 'µ "’',
  });
  expect(cross(null)).toBeNull();
  expect(cross(3)).toBe(3);
});
