import { expect, test } from 'vitest';
import { checkFormat, checkPicture, checkViews, MOST_PICTURE_BYTES } from '#protocol/pictures';
import { isWithin, MOST_FROM_PAGE } from '#protocol/messageSize';

const svg = new TextEncoder().encode('<?xml version="1.0"?><svg/>');

test('the bytes of a picture begin as its format does', () => {
  expect(checkPicture(svg, 'svg')).toBe(svg);
  expect(() => checkPicture(svg, 'png')).toThrow('PNG');
  expect(() => checkPicture(new Uint8Array([0x89, 0x50]), 'png')).toThrow('PNG');
  expect(() => checkPicture('<?xml ', 'svg')).toThrow('bytes');
});

test('the largest picture passes, and one byte more does not', () => {
  const large = new Uint8Array(MOST_PICTURE_BYTES);
  large.set(svg);
  expect(checkPicture(large, 'svg')).toBe(large);
  expect(isWithin({ t: 's', i: 'x', r: large }, MOST_FROM_PAGE)).toBe(true);
  expect(() => checkPicture(new Uint8Array(MOST_PICTURE_BYTES + 1), 'svg')).toThrow('at most');
});

test('views are a short list of short names', () => {
  expect(checkViews(['Rows'])).toEqual(['Rows']);
  for (const wrong of [null, 'Rows', [1], ['x'.repeat(201)], Array(101).fill('Rows')]) {
    expect(() => checkViews(wrong)).toThrow(TypeError);
  }
});

test('a format is svg or png', () => {
  expect(checkFormat('png')).toBe('png');
  for (const wrong of ['SVG', '__proto__', undefined, {}])
    expect(() => checkFormat(wrong)).toThrow('svg or png');
});
