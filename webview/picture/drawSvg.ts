import { cssPaint, paintAttributes } from './cssPaint.ts';
import { fontAttributes } from './fonts.ts';
import { fontOfStyle, lengthOf } from './drawText.ts';
import type { Sheet } from './sheet.ts';
import { svgElement, xmlText } from './svgText.ts';
import type { Attributes } from './svgText.ts';

/** The attributes that say where a shape is; what it looks like comes from its computed style. */
const GEOMETRY =
  'x y x1 y1 x2 y2 cx cy r rx ry dx dy d points width height viewBox preserveAspectRatio patternUnits patternContentUnits offset pathLength';

const SHAPES = 'g svg path line rect circle ellipse polyline polygon text tspan';

/** The picture in an `<svg>` of the page, with the colours that the theme gives it. */
export function inlineSvg(sheet: Sheet, root: SVGSVGElement, place: Attributes): string {
  return svgElement('svg', { ...geometryOf(root), ...place }, childrenOf(sheet, root));
}

function childrenOf(sheet: Sheet, parent: Element): string {
  return [...parent.childNodes].map((node) => shapeOf(sheet, node)).join('');
}

function shapeOf(sheet: Sheet, node: ChildNode): string {
  if (node instanceof Text) return xmlText(node.data);
  if (!(node instanceof SVGElement) || !SHAPES.split(' ').includes(node.tagName)) return '';
  const style = getComputedStyle(node);
  if (style.display === 'none') return '';
  const attributes = { ...geometryOf(node), ...looksOf(sheet, node, style) };
  const content = childrenOf(sheet, node);
  return node.tagName === 'g' && content === '' ? '' : svgElement(node.tagName, attributes, content);
}

function geometryOf(element: Element): Attributes {
  const entries = GEOMETRY.split(' ').map((name) => [name, element.getAttribute(name) ?? undefined]);
  return Object.fromEntries(entries) as Attributes;
}

function looksOf(sheet: Sheet, element: SVGElement, style: CSSStyleDeclaration): Attributes {
  const common = {
    transform: style.transform === 'none' ? undefined : style.transform,
    opacity: style.opacity === '1' ? undefined : style.opacity,
    visibility: style.visibility === 'visible' ? undefined : style.visibility,
  };
  if (element.tagName === 'g' || element.tagName === 'svg') return common;
  const stroke = paintOf(sheet, 'stroke', style.stroke, style.strokeOpacity);
  return {
    ...common,
    ...paintOf(sheet, 'fill', style.fill, style.fillOpacity),
    ...(style.stroke === 'none' ? {} : { ...stroke, ...strokeOf(style) }),
    ...(/text|tspan/.test(element.tagName) ? textLooks(style) : {}),
    ...(element instanceof SVGTextElement && element.childElementCount === 0
      ? lengthOf(element.textContent, element.getComputedTextLength())
      : {}),
  };
}

function strokeOf(style: CSSStyleDeclaration): Attributes {
  const unless = (value: string, usual: string) => (value === usual ? undefined : value);
  return {
    'stroke-width': style.strokeWidth.replace('px', ''),
    'stroke-dasharray': unless(style.strokeDasharray, 'none')?.replaceAll('px', ''),
    'stroke-linejoin': unless(style.strokeLinejoin, 'miter'),
    'stroke-linecap': unless(style.strokeLinecap, 'butt'),
    'paint-order': unless(style.paintOrder, 'normal'),
    'vector-effect': unless(style.vectorEffect, 'none'),
  };
}

function textLooks(style: CSSStyleDeclaration): Attributes {
  return {
    ...fontAttributes(fontOfStyle(style)),
    'text-anchor': style.textAnchor === 'start' ? undefined : style.textAnchor,
    'dominant-baseline': style.dominantBaseline === 'auto' ? undefined : style.dominantBaseline,
  };
}

/** A colour, nothing, or a pattern, which is taken along with all that it holds. */
function paintOf(sheet: Sheet, role: 'fill' | 'stroke', value: string, opacity: string): Attributes {
  const [, id] = /^url\("?#([^")]+)"?\)/.exec(value) ?? [];
  if (id === undefined) {
    const paint = cssPaint(value);
    return paintAttributes(role, paint && { ...paint, opacity: paint.opacity * Number(opacity) });
  }
  const pattern = document.getElementById(id);
  if (!(pattern instanceof SVGPatternElement)) return { [role]: 'none' };
  sheet.define(id, () => {
    const turned = pattern.patternTransform.baseVal.consolidate()?.matrix;
    const transform = turned
      ? `matrix(${[turned.a, turned.b, turned.c, turned.d, turned.e, turned.f].join(' ')})`
      : undefined;
    const attributes = { id, ...geometryOf(pattern), patternTransform: transform };
    return svgElement(pattern.tagName, attributes, childrenOf(sheet, pattern));
  });
  return { [role]: `url(#${id})` };
}
