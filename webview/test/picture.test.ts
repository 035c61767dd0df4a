import { expect, test } from 'vitest';
import { createPicture } from '../paint/pixels.ts';
import { cssPaint, gradientStops } from '../picture/cssPaint.ts';
import { fontOf } from '../picture/fonts.ts';
import { PathLog } from '../picture/pathLog.ts';
import { pathsOfPixels } from '../picture/pixelPaths.ts';
import { Sheet } from '../picture/sheet.ts';
import { svgElement, svgNumber, xmlText } from '../picture/svgText.ts';

test.each([
  ['<b> & "c" ’', '&lt;b&gt; &amp; &quot;c&quot; ’'],
  ["it's ]]>", 'it&apos;s ]]&gt;'],
  ['a\u0000b\u001fc\ufffe', 'a\ufffdb\ufffdc\ufffd'],
  ['\ud800x\udc00', '\ufffdx\ufffd'],
  ['\ud83c\udf38\tand\n', '\ud83c\udf38\tand\n'],
])('%j is written as XML can hold it', (text, written) => {
  expect(xmlText(text)).toBe(written);
});

test('numbers have two decimals at most, and no minus zero', () => {
  expect([1, 1.005, -0.0001, 12.3456, NaN].map(svgNumber)).toEqual(['1', '1', '0', '12.35', '0']);
});

test('an element leaves out what is undefined and escapes what is given', () => {
  expect(svgElement('rect', { x: 1.5, y: undefined, id: '"' })).toBe('<rect x="1.5" id="&quot;"/>');
});

test.each([
  ['rgb(18, 52, 86)', { colour: '#123456', opacity: 1 }],
  ['rgba(255, 0, 0, 0.5)', { colour: '#ff0000', opacity: 0.5 }],
  ['rgba(0, 0, 0, 0)', null],
  ['color(srgb 1 0.5 0 / 0.25)', { colour: '#ff8000', opacity: 0.25 }],
  ['color(srgb 1e-7 0 1)', { colour: '#0000ff', opacity: 1 }],
  ['#abcdef', { colour: '#abcdef', opacity: 1 }],
  ['none', null],
])('the colour %s', (css, paint) => {
  expect(cssPaint(css)).toEqual(paint);
});

test('a gradient to the left is read from left to right', () => {
  const stops = gradientStops('linear-gradient(270deg, rgb(0, 0, 0), rgb(255, 255, 255))');
  expect(stops?.map(({ colour }) => colour)).toEqual(['#ffffff', '#000000']);
  expect(gradientStops('url("x.png")')).toBeNull();
});

test('the font of a canvas is read', () => {
  expect(fontOf('italic 600 11px "Segoe UI", sans-serif')).toEqual({
    family: '"Segoe UI", sans-serif',
    size: 11,
    weight: '600',
    style: 'italic',
  });
});

test('pixels become rectangles that give the same pixels, without the background', () => {
  const picture = createPicture(13, 9);
  const colours = [0xff0000ff, 0xff00ff00, 0xff1f1f1f, 0];
  for (let i = 0; i < picture.pixels.length; i++) {
    const [x, y] = [i % 13, Math.floor(i / 13)];
    picture.pixels[i] = colours[(Math.floor(x / 3) + Math.floor(y / 2)) % 4] ?? 0;
  }
  const again = new Uint32Array(picture.pixels.length);
  let nRectangles = 0;
  for (const { pixel, d } of pathsOfPixels(picture, 0xff1f1f1f)) {
    for (const [, left, top, width, height] of d.matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g)) {
      nRectangles++;
      for (let y = Number(top); y < Number(top) + Number(height); y++) {
        again.fill(pixel, y * 13 + Number(left), y * 13 + Number(left) + Number(width));
      }
    }
  }
  expect([...again]).toEqual([...picture.pixels].map((pixel) => (pixel === 0xff1f1f1f ? 0 : pixel)));
  expect(nRectangles).toBeLessThan(15);
});

test('a path is transformed as its points are added', () => {
  const log = new PathLog();
  const twice = { a: 2, b: 0, c: 0, d: 2, e: 10, f: 0 };
  log.add('lineTo', [1, 2], twice);
  log.add('rect', [0, 0, 3, 4], twice);
  expect(log.d).toBe('M12 4M10 0L16 0 16 8 10 8Z');
  expect(log.bounds).toEqual({ left: 10, top: 0, right: 16, bottom: 8 });
});

test('a sheet keeps what is in sight, cuts what is partly so, and puts higher layers above', () => {
  const sheet = new Sheet();
  const clip = { left: 0, top: 0, right: 10, bottom: 10 };
  const box = (left: number) => ({ left, top: 0, right: left + 4, bottom: 4 });
  sheet.add('<high/>', box(2), { layer: 1, clip, opacity: 1 });
  sheet.add('<cut/>', box(8), { layer: 0, clip, opacity: 1 });
  sheet.add('<gone/>', box(11), { layer: 0, clip, opacity: 1 });
  sheet.add('<pale/>', box(1), { layer: 0, clip, opacity: 0.5 });
  const content = sheet.content();
  expect(content).not.toContain('gone');
  expect(content).toContain('<g clip-path="url(#clip-1)"><cut/></g>\n<g opacity="0.5"><pale/></g>\n<high/>');
  expect(content).toContain('<clipPath id="clip-1"><rect x="0" y="0" width="10" height="10"/></clipPath>');
  expect(sheet.bottom).toBe(4);
});
