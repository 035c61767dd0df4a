import { MOST_PICTURE_BYTES } from '#protocol/pictures';
import type { PictureFormat } from '#protocol/pictures';
import { cssPaint } from './cssPaint.ts';
import { fontAttributes, reachOf } from './fonts.ts';
import { fontOfStyle } from './drawText.ts';
import { drawView } from './drawView.ts';
import { Sheet } from './sheet.ts';
import { svgElement, xmlText } from './svgText.ts';
import { viewName, VIEWS } from './view.ts';

/** Room around a view, in CSS pixels, and below what it is called. */
const MARGIN = 12;
const HEADING = 22;

/** How many pixels a PNG has for each CSS pixel. */
const PNG_SCALE = 2;

/** The most that browsers agree to have on a side of a canvas. */
const MOST_SIDE = 16_384;

/** A drawing, and its size in CSS pixels. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The views that are in the window, at least in part, in the order of the page. */
export function viewsInSight(): readonly string[] {
  return viewElements().map(viewName);
}

/**
 * A view as a file.
 *
 * @param what the view is of: the run and its epoch
 * @throws Error that says in a sentence why there is none
 */
export async function pictureFile(view: string, format: PictureFormat, what: string): Promise<Uint8Array> {
  const element = viewElements().find((one) => viewName(one) === view);
  if (!element) throw new Error(`“${view}” is no longer in sight: show it, and save it again`);
  const drawing = drawingOf(element, `${view}: ${what}`);
  const bytes = format === 'svg' ? new TextEncoder().encode(drawing.svg) : await pngOf(drawing);
  if (bytes.length > MOST_PICTURE_BYTES) {
    const size = (bytes.length / 1e6).toFixed(1);
    const most = (MOST_PICTURE_BYTES / 1e6).toFixed(1);
    throw new Error(`the picture would have ${size} MB, more than ${most} MB: make the window smaller`);
  }
  return bytes;
}

function viewElements(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(VIEWS)].filter((element) => {
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    const isInside = right > 0 && bottom > 0 && left < window.innerWidth && top < window.innerHeight;
    return width > 0 && height > 0 && isInside;
  });
}

/** The whole of a view as an SVG document of its own, on the page's background, with its name above it. */
export function drawingOf(element: HTMLElement, heading: string): Drawing {
  const sheet = new Sheet();
  drawView(sheet, element);
  const { left, top, width: inner, bottom } = element.getBoundingClientRect();
  const below = Math.max(0, Math.min(bottom, sheet.bottom) - top);
  const [width, height] = [Math.ceil(inner) + 2 * MARGIN, Math.ceil(below) + HEADING + 2 * MARGIN];
  const body = getComputedStyle(document.body);
  const paper = cssPaint(body.backgroundColor)?.colour ?? '#ffffff';
  const ink = cssPaint(body.color)?.colour ?? '#000000';
  const font = { ...fontOfStyle(body), size: 12, weight: '600' };
  const caption = { x: MARGIN, y: MARGIN + reachOf(font)[0], ...fontAttributes(font), fill: ink };
  const shift = `translate(${MARGIN - left} ${MARGIN + HEADING - top})`;
  const content = [
    svgElement('title', {}, xmlText(heading)),
    svgElement('rect', { width, height, fill: paper }),
    svgElement('text', caption, xmlText(heading)),
    svgElement('g', { transform: shift }, sheet.content()),
  ];
  const svg = svgElement(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      'font-variant': 'tabular-nums lining-nums',
    },
    content.join('\n'),
  );
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, width, height };
}

async function pngOf({ svg, width, height }: Drawing): Promise<Uint8Array> {
  const canvas = document.createElement('canvas');
  canvas.width = width * PNG_SCALE;
  canvas.height = height * PNG_SCALE;
  if (Math.max(canvas.width, canvas.height) > MOST_SIDE) {
    throw new Error(`the view is ${width} × ${height} pixels, too large for a PNG: save it as SVG`);
  }
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  } finally {
    URL.revokeObjectURL(address);
  }
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('the browser could make no PNG of the view: save it as SVG');
  return new Uint8Array(await blob.arrayBuffer());
}
