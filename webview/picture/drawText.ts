import { cssPaint, paintAttributes } from './cssPaint.ts';
import { fontAttributes, reachOf } from './fonts.ts';
import type { Font } from './fonts.ts';
import type { Place, Sheet } from './sheet.ts';
import { svgElement, xmlText } from './svgText.ts';
import type { Attributes, Box } from './svgText.ts';

interface Line {
  readonly text: string;
  readonly box: Box;
}

/** The text of a node, line by line where the browser has put it. */
export function drawText(sheet: Sheet, node: Text, style: CSSStyleDeclaration, place: Place): void {
  if (node.data.trim() === '' || style.visibility === 'hidden') return;
  const font = fontOfStyle(style);
  const paint = cssPaint(style.color);
  const strong = parseFloat(style.getPropertyValue('-webkit-text-stroke-width')) || 0;
  for (const { text, box } of linesOf(node, style)) {
    const [ascent, descent] = reachOf(font);
    const y = box.top + ((box.bottom - box.top) * ascent) / (ascent + descent);
    const anchored = anchor(style, box);
    const attributes = {
      ...anchored,
      y,
      ...lengthOf(text, box.right - box.left),
      ...fontAttributes(font),
      'letter-spacing': style.letterSpacing === 'normal' ? undefined : style.letterSpacing,
      'text-decoration': style.textDecorationLine === 'underline' ? 'underline' : undefined,
      ...paintAttributes('fill', paint),
      ...(strong > 0 ? { ...paintAttributes('stroke', paint), 'stroke-width': strong } : {}),
    };
    sheet.add(svgElement('text', attributes, xmlText(text)), box, place);
  }
}

export function fontOfStyle(style: CSSStyleDeclaration): Font {
  return {
    family: style.fontFamily,
    size: parseFloat(style.fontSize),
    weight: style.fontWeight,
    style: style.fontStyle,
  };
}

/** Text keeps the room that it has on the page, whatever font there is where the picture is looked at. */
export function lengthOf(text: string, length: number): Attributes {
  return text.length < 2 || length <= 0 ? {} : { textLength: length, lengthAdjust: 'spacingAndGlyphs' };
}

/** Text stays at the edge that it is aligned by, also in a font of another width. */
function anchor({ textAlign }: CSSStyleDeclaration, { left, right }: Box) {
  if (textAlign === 'right' || textAlign === 'end') return { x: right, 'text-anchor': 'end' };
  if (textAlign === 'center') return { x: (left + right) / 2, 'text-anchor': 'middle' };
  return { x: left };
}

function linesOf(node: Text, style: CSSStyleDeclaration): readonly Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
  const [first] = rects;
  if (!first) return [];
  const one = rects.every(({ top }) => Math.abs(top - first.top) < 2);
  const lines = one ? [lineOf(node, 0, node.length, range, style)] : brokenLines(node, range, style);
  return lines.map((line) => shortened(line, node, range)).filter(({ text }) => text !== '');
}

/** A text over several lines is cut where its characters go down. */
function brokenLines(node: Text, range: Range, style: CSSStyleDeclaration): readonly Line[] {
  const starts: number[] = [];
  let top = -Infinity;
  for (let i = 0; i < node.length; i++) {
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    const rect = range.getClientRects()[0];
    if (!rect || rect.width === 0 || Math.abs(rect.top - top) < 2) continue;
    top = rect.top;
    starts.push(i);
  }
  return starts.map((start, i) => lineOf(node, start, starts[i + 1] ?? node.length, range, style));
}

function lineOf(node: Text, start: number, end: number, range: Range, style: CSSStyleDeclaration): Line {
  const written = node.data.slice(start, end);
  // without the spaces at its ends: a space between two texts is where neither of them is
  range.setStart(node, start + (written.length - written.trimStart().length));
  range.setEnd(node, Math.max(range.startOffset, start + written.trimEnd().length));
  const { left, top, right, bottom } = range.getBoundingClientRect();
  const keeps = style.whiteSpace.startsWith('pre');
  const text = keeps ? written.trim() : collapsed(written);
  return { text, box: { left, top, right, bottom } };
}

function collapsed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ').trim();
}

/** Where the browser ends a text with three dots because its element is too narrow, so does the picture. */
function shortened(line: Line, node: Text, range: Range): Line {
  const limit = limitOf(node.parentElement);
  if (limit === null || line.box.right <= limit + 1) return line;
  let length = node.length;
  let right = line.box.right;
  const dots = (line.box.bottom - line.box.top) * 0.7;
  while (length > 0 && right > limit - dots) {
    length--;
    range.setStart(node, 0);
    range.setEnd(node, length);
    right = range.getBoundingClientRect().right;
  }
  const text = `${collapsed(node.data.slice(0, length))}…`;
  return { text, box: { ...line.box, right: limit } };
}

/** Up to where an element with `text-overflow: ellipsis` writes; null where no such element is around. */
function limitOf(parent: Element | null): number | null {
  for (let element = parent, i = 0; element && i < 3; element = element.parentElement, i++) {
    const style = getComputedStyle(element);
    if (style.textOverflow !== 'ellipsis' || style.overflowX === 'visible') continue;
    return element.getBoundingClientRect().right - (parseFloat(style.paddingRight) || 0);
  }
  return null;
}
