import { cssPaint, gradientStops, paintAttributes } from './cssPaint.ts';
import type { Paint } from './cssPaint.ts';
import type { Place, Sheet } from './sheet.ts';
import { boxAttributes, svgElement } from './svgText.ts';
import type { Box } from './svgText.ts';

const SIDES = ['top', 'right', 'bottom', 'left'] as const;
type Side = (typeof SIDES)[number];

interface Border {
  readonly width: number;
  readonly style: string;
  readonly paint: Paint | null;
}

/** An element's background, border, shadows within and outline, as far as ours have them. */
export function drawBox(sheet: Sheet, style: CSSStyleDeclaration, box: Box, place: Place): void {
  const borders = bordersOf(style);
  const widths = SIDES.map((side) => borders[side].width);
  const radius = parseFloat(style.borderTopLeftRadius) || undefined;
  const inner = style.backgroundClip === 'padding-box' ? within(box, widths) : box;
  drawBackground(sheet, style, inner, radius, place);
  drawBorders(sheet, borders, box, radius, place);
  drawShadows(sheet, style.boxShadow, within(box, widths), place);
  drawOutline(sheet, style, box, place);
}

/** A rectangle without the rim that its borders take. */
export function within(box: Box, [top = 0, right = 0, bottom = 0, left = 0]: readonly number[]): Box {
  return {
    left: box.left + left,
    top: box.top + top,
    right: box.right - right,
    bottom: box.bottom - bottom,
  };
}

export function borderWidths(style: CSSStyleDeclaration): readonly number[] {
  const borders = bordersOf(style);
  return SIDES.map((side) => borders[side].width);
}

function bordersOf(style: CSSStyleDeclaration): Readonly<Record<Side, Border>> {
  const border = (side: Side): Border => ({
    width: parseFloat(style.getPropertyValue(`border-${side}-width`)) || 0,
    style: style.getPropertyValue(`border-${side}-style`),
    paint: cssPaint(style.getPropertyValue(`border-${side}-color`)),
  });
  return { top: border('top'), right: border('right'), bottom: border('bottom'), left: border('left') };
}

function drawBackground(
  sheet: Sheet,
  style: CSSStyleDeclaration,
  box: Box,
  radius: number | undefined,
  place: Place,
): void {
  const rect = (fill: ReturnType<typeof paintAttributes>) =>
    sheet.add(svgElement('rect', { ...boxAttributes(box), rx: radius, ...fill }), box, place);
  const paint = cssPaint(style.backgroundColor);
  if (paint) rect(paintAttributes('fill', paint));
  const image = style.backgroundImage;
  const stops = gradientStops(image);
  if (stops) {
    const id = sheet.newId('gradient');
    sheet.define(id, () => {
      const all = stops.map(({ colour, opacity }, i) =>
        svgElement('stop', {
          offset: i / (stops.length - 1),
          'stop-color': colour,
          'stop-opacity': opacity,
        }),
      );
      return svgElement('linearGradient', { id }, all.join(''));
    });
    rect({ fill: `url(#${id})` });
  } else if (image.startsWith('repeating-linear-gradient')) {
    const first = /(?:rgba?|color)\([^)]*\)/.exec(image)?.[0];
    rect(paintAttributes('fill', first === undefined ? null : cssPaint(first)));
  }
}

/** Each side as the trapezium that CSS gives it; a dashed or dotted one as a line. */
function drawBorders(
  sheet: Sheet,
  borders: Readonly<Record<Side, Border>>,
  box: Box,
  radius: number | undefined,
  place: Place,
): void {
  const { top } = borders;
  const all = SIDES.map((side) => borders[side]);
  if (all.every((one) => one.width > 0 && one.style === 'solid' && sameBorder(one, top))) {
    drawFrame(sheet, box, { width: top.width, paint: top.paint, radius }, place);
    return;
  }
  const inside = within(
    box,
    all.map(({ width }) => width),
  );
  const [outer, inner] = [cornersOf(box), cornersOf(inside)];
  for (const [i, border] of all.entries()) {
    const next = (i + 1) % all.length;
    const corners = [outer[i]!, outer[next]!, inner[next]!, inner[i]!];
    if (border.width === 0 || !border.paint || /none|hidden/.test(border.style)) continue;
    const points = corners.map((point) => point.join(' ')).join(' ');
    const shape = svgElement('polygon', { points, ...paintAttributes('fill', border.paint) });
    sheet.add(border.style === 'solid' ? shape : dashedSide(corners, border), box, place);
  }
}

/** Clockwise from the left upper one: each with the next is a side, in the order of SIDES. */
function cornersOf({ left, top, right, bottom }: Box): readonly (readonly [number, number])[] {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

function sameBorder(a: Border, b: Border): boolean {
  return a.width === b.width && a.paint?.colour === b.paint?.colour && a.paint?.opacity === b.paint?.opacity;
}

function dashedSide(
  [from = [0, 0], to = [0, 0]]: readonly (readonly [number, number])[],
  { width, style, paint }: Border,
): string {
  const dash = style === 'dotted' ? `${width} ${width}` : `${3 * width} ${2 * width}`;
  const ends = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] };
  return svgElement('line', {
    ...ends,
    ...paintAttributes('stroke', paint),
    'stroke-width': width,
    'stroke-dasharray': dash,
  });
}

interface Frame {
  readonly width: number;
  readonly paint: Paint | null;
  readonly radius?: number | undefined;
}

/** A frame whose outer edge is the rectangle. */
function drawFrame(sheet: Sheet, box: Box, { width, paint, radius }: Frame, place: Place): void {
  if (!paint || width <= 0) return;
  const half = width / 2;
  const line = boxAttributes(within(box, [half, half, half, half]));
  const shape = { ...line, rx: radius, fill: 'none', 'stroke-width': width };
  sheet.add(svgElement('rect', { ...shape, ...paintAttributes('stroke', paint) }), box, place);
}

function drawOutline(sheet: Sheet, style: CSSStyleDeclaration, box: Box, place: Place): void {
  const width = parseFloat(style.outlineWidth) || 0;
  if (width === 0 || style.outlineStyle === 'none' || style.outlineStyle === 'auto') return;
  const beyond = -(parseFloat(style.outlineOffset) || 0) - width;
  const edge = within(box, [beyond, beyond, beyond, beyond]);
  drawFrame(sheet, edge, { width, paint: cssPaint(style.outlineColor) }, place);
}

/** Shadows within, which ours use as lines at an edge: `rgb(…) 0px 2px 0px 0px inset, …`. */
function drawShadows(sheet: Sheet, shadows: string, box: Box, place: Place): void {
  const one = /((?:rgba?|color)\([^)]*\)) (-?[\d.]+)px (-?[\d.]+)px 0px (-?[\d.]+)px inset/g;
  for (const [, colour = '', dx = '0', dy = '0', spread = '0'] of shadows.matchAll(one)) {
    const paint = cssPaint(colour);
    const [x, y, width] = [Number(dx), Number(dy), Number(spread)];
    drawFrame(sheet, box, { width, paint }, place);
    const strips: readonly Box[] = [
      { ...box, bottom: box.top + y },
      { ...box, top: box.bottom + y },
      { ...box, right: box.left + x },
      { ...box, left: box.right + x },
    ];
    strips
      .filter((_, i) => [y > 0, y < 0, x > 0, x < 0][i])
      .forEach((strip) => {
        sheet.add(
          svgElement('rect', { ...boxAttributes(strip), ...paintAttributes('fill', paint) }),
          strip,
          place,
        );
      });
  }
}
