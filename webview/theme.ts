import { signal } from '@preact/signals';

/** Colours for canvases, as 0xAABBGGRR: a pixel of an ImageData seen as one little-endian number. */
export type Pixel = number;

/** The roles of styles.css that canvases need. */
const ROLES = [
  'paper',
  'ink',
  'ink-2',
  'strong',
  'accent',
  'grid',
  'track',
  'fires',
  'silent',
  'wrong',
  'positive-cell',
  'negative-cell',
  'cell-0',
] as const;
type Role = (typeof ROLES)[number];

/** How many class colours and patterns there are; further classes begin anew. */
export const N_CLASS_MARKS = 8;

/** The theme as canvases need it. */
export interface Palette {
  readonly css: Readonly<Record<Role, string>>;
  readonly pixels: Readonly<Record<Role, Pixel>>;
  readonly classes: readonly Pixel[]; // [N_CLASS_MARKS]
  readonly font: string; // the family
}

/** Read again whenever VS Code changes the theme. */
export const palette = signal<Palette | null>(null);

/** The colour of a class as canvases draw with it; further classes begin anew. */
export function classColour({ classes }: Palette, label: number): string {
  return cssOf(classes[label % N_CLASS_MARKS]!);
}

/** Reads the palette now and after each change of theme. */
export function watchTheme(body: HTMLElement): void {
  const read = () => {
    measureFont(body);
    palette.value = readPalette(body);
  };
  read();
  const observer = new MutationObserver(read);
  observer.observe(body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(body.ownerDocument.documentElement, { attributes: true, attributeFilter: ['style'] });
}

/** Whether the person wants things to jump rather than to move. */
export function prefersReducedMotion(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    window.matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

/** A figure wider than this share of the font size makes columns of figures too wide. */
const WIDE_FIGURE = 0.6;

/** Says on the document whether the interface font is a wide one. */
function measureFont(body: HTMLElement): void {
  const context = body.ownerDocument.createElement('canvas').getContext('2d');
  if (!context) return;
  context.font = `100px ${getComputedStyle(body).fontFamily}`;
  const wide = context.measureText('0').width / 100 > WIDE_FIGURE;
  body.ownerDocument.documentElement.dataset['font'] = wide ? 'wide' : 'ordinary';
}

/** The theme's roles are mixtures of its variables: the browser resolves them on an element, and a pixel measures them. */
function readPalette(body: HTMLElement): Palette {
  const probe = body.ownerDocument.createElement('span');
  const canvas = body.ownerDocument.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  body.append(probe);
  const resolve = (role: string): Pixel => {
    probe.style.color = `var(--${role})`;
    if (!context) return 0xff000000;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return pixelOf(red, green, blue);
  };
  const pixels = Object.fromEntries(ROLES.map((role) => [role, resolve(role)])) as Record<Role, Pixel>;
  const classes = Array.from({ length: N_CLASS_MARKS }, (_, k) => resolve(`class-${k}`));
  probe.remove();
  const css = Object.fromEntries(ROLES.map((role) => [role, cssOf(pixels[role])])) as Record<Role, string>;
  return { css, pixels, classes, font: getComputedStyle(body).fontFamily };
}

function pixelOf(red: number, green: number, blue: number): Pixel {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

function cssOf(pixel: Pixel): string {
  return `rgb(${pixel & 255} ${(pixel >>> 8) & 255} ${(pixel >>> 16) & 255})`;
}
