import { expect, test } from 'vitest';
import { tourPicture } from '../../dev/tourSvg.ts';

const saved = (content: string) =>
  `<?xml version="1.0"?>\n<svg><title>Tour</title>\n<rect width="124" height="80" fill="#1f1f1f"/>\n` +
  `<text x="12" y="23">Tour: Tutorial</text>\n<g>${content}</g></svg>\n`;

test('views stand below one another, without their names and with ids of their own', () => {
  const one = saved('<path id="a"/><rect fill="url(#a)"/>');
  const picture = tourPicture([one, one]);
  expect(picture).toMatch(/^<svg [^>]*width="124" height="120"/);
  expect(picture).not.toContain('Tutorial');
  expect(picture.match(/(?:id="|#)v\da/g)).toEqual(['id="v0a', '#v0a', 'id="v1a', '#v1a']);
});

test('a curve loses only the points that nobody sees', () => {
  const zigzag = Array.from({ length: 40 }, (_, i) => `${i} ${i}L${i} ${i + 1}L${i} ${i}L${i} ${i + 1}`);
  const corner = `M${zigzag.join('L')}L60 0`;
  const [, left = ''] = / d="([^"]*)"/.exec(tourPicture([saved(`<path d="${corner}"/>`)])) ?? [];
  const points = left.slice(1).split('L');
  expect([points[0], ...points.slice(-2)]).toEqual(['0 0', '39 40', '60 0']);
  expect(points).toHaveLength(81); // of 161: a stair stays, its ways back go
});

test('a number in a text keeps its digits, and one that places it is rounded', () => {
  const picture = tourPicture([saved('<text x="1.23" font-family="Ubuntu">1.09861</text>')]);
  expect(picture).toContain('<text x="1.2">1.09861</text>');
});
