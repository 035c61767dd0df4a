import { pictureOf } from '../components/canvas.ts';
import { palette } from '../theme.ts';
import { recordDrawing } from './canvasRecorder.ts';
import { borderWidths, drawBox, within } from './drawBoxes.ts';
import { inlineSvg } from './drawSvg.ts';
import { drawText } from './drawText.ts';
import { pathsOfPixels } from './pixelPaths.ts';
import { redrawingOf } from './redrawings.ts';
import type { Place, Sheet } from './sheet.ts';
import { boxAttributes, intersection, svgElement } from './svgText.ts';
import type { Box } from './svgText.ts';

/** What is there to be used, not to be looked at: controls, and text for those who do not see the picture. */
const NO_PICTURE =
  'vscode-button, vscode-dropdown, vscode-text-field, input, select, progress, summary, details:not([open]), .switch, .icon, ' +
  '.scroll-cue, .unseen, .row-slider, .rows-focus, .zoom';

/** What positioned elements lie above their neighbours by; less than a z-index. */
const ABOVE = 0.01;

/** Draws an element of the page and all that is seen in it. What scrolls is drawn as far as it is in sight. */
export function drawView(sheet: Sheet, root: HTMLElement): void {
  drawElement(sheet, root, { layer: 0, clip: null, opacity: 1 });
}

function drawElement(sheet: Sheet, element: HTMLElement, around: Place): void {
  if (element.matches(NO_PICTURE)) return;
  const style = getComputedStyle(element);
  const opacity = around.opacity * Number(style.opacity);
  if (style.display === 'none' || opacity === 0) return;
  const place: Place = { ...around, opacity, layer: around.layer + liftOf(style) };
  const box = boxOf(element.getBoundingClientRect());
  const isSeen = style.visibility === 'visible';
  if (isSeen && element instanceof HTMLCanvasElement) return drawCanvas(sheet, element, box, place);
  if (isSeen && style.display !== 'contents') {
    const boxes = style.display === 'inline' ? [...element.getClientRects()].map(boxOf) : [box];
    for (const one of boxes) drawBox(sheet, style, one, place);
  }
  const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
  const inner = clips
    ? { ...place, clip: intersection(within(box, borderWidths(style)), place.clip) }
    : place;
  for (const child of element.childNodes) {
    if (child instanceof Text) drawText(sheet, child, style, inner);
    else if (child instanceof SVGSVGElement) drawInlineSvg(sheet, child, inner);
    else if (child instanceof HTMLElement) drawElement(sheet, child, inner);
  }
  for (const pseudo of ['::before', '::after']) drawPseudo(sheet, element, pseudo, inner);
}

function liftOf({ position, zIndex }: CSSStyleDeclaration): number {
  if (position === 'static') return 0;
  return zIndex === 'auto' ? ABOVE : Number(zIndex) + ABOVE;
}

function boxOf({ left, top, right, bottom }: DOMRect): Box {
  return { left, top, right, bottom };
}

function drawInlineSvg(sheet: Sheet, svg: SVGSVGElement, around: Place): void {
  const style = getComputedStyle(svg);
  const box = boxOf(svg.getBoundingClientRect());
  if (svg.matches(NO_PICTURE) || style.display === 'none' || style.visibility === 'hidden') return;
  const place = {
    ...around,
    opacity: around.opacity * Number(style.opacity),
    layer: around.layer + liftOf(style),
  };
  const { x, y, width, height } = boxAttributes(box);
  const overflow = style.overflowX === 'visible' ? 'visible' : undefined;
  sheet.add(inlineSvg(sheet, svg, { x, y, width, height, overflow }), box, place);
}

/** A canvas by what it was painted with: pixels that are rectangles, and drawings that are drawn again and listened to. */
function drawCanvas(sheet: Sheet, canvas: HTMLCanvasElement, box: Box, place: Place): void {
  const parts: string[] = [];
  const picture = pictureOf(canvas);
  const paper = palette.peek()?.pixels.paper ?? 0;
  if (picture) {
    for (const { pixel, d } of pathsOfPixels(picture, paper)) {
      const [red, green, blue] = [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255];
      const fill = `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
      parts.push(svgElement('path', { d, fill, 'shape-rendering': 'crispEdges' }));
    }
  }
  const redraw = redrawingOf(canvas);
  const context = canvas.getContext('2d');
  if (redraw && context) parts.push(recordDrawing(context, redraw));
  const scale = (box.right - box.left) / canvas.width;
  const transform = `translate(${box.left} ${box.top}) scale(${scale})`;
  if (parts.length > 0) sheet.add(svgElement('g', { transform }, parts.join('\n')), box, place);
}

/** A frame or line that the style sheet puts over an element: ours are positioned and hold no text. */
function drawPseudo(sheet: Sheet, element: HTMLElement, pseudo: string, place: Place): void {
  const style = getComputedStyle(element, pseudo);
  if (style.content === 'none' || style.content === 'normal' || style.position !== 'absolute') return;
  if (style.display === 'none') return;
  const holder = positionedAround(element);
  const ofHolder = getComputedStyle(holder);
  const around = within(boxOf(holder.getBoundingClientRect()), borderWidths(ofHolder));
  const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(parseFloat);
  if ([left, top, width, height].some((one) => one === undefined || Number.isNaN(one))) return;
  const x = around.left + (left ?? 0);
  const y = around.top + (top ?? 0);
  const rim = style.boxSizing === 'border-box' ? [] : borderWidths(style);
  const [over = 0, beside = 0, under = 0, before = 0] = rim;
  const right = x + (width ?? 0) + before + beside;
  const box = { left: x, top: y, right, bottom: y + (height ?? 0) + over + under };
  drawBox(sheet, style, box, { ...place, layer: place.layer + liftOf(style) });
}

function positionedAround(element: HTMLElement): HTMLElement {
  for (let one: HTMLElement | null = element; one; one = one.parentElement) {
    if (getComputedStyle(one).position !== 'static') return one;
  }
  return element;
}
