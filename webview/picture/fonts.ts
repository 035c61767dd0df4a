import type { Attributes } from './svgText.ts';

/** What of a font a picture says. */
export interface Font {
  readonly family: string;
  readonly size: number; // in CSS pixels
  readonly weight: string;
  readonly style: string;
}

/** The font of a canvas, from its shorthand as browsers write it: `italic 600 11px Arial, sans-serif`. */
export function fontOf(shorthand: string): Font {
  const unit = shorthand.indexOf('px');
  if (unit < 0) return { family: 'sans-serif', size: 11, weight: '400', style: 'normal' };
  const before = shorthand.slice(0, unit).split(' ');
  const size = Number(before.pop());
  return {
    family: shorthand.slice(shorthand.indexOf(' ', unit) + 1),
    size,
    weight: before.find((word) => /^(?:bold|\d{3})$/.test(word)) ?? '400',
    style: before.includes('italic') ? 'italic' : 'normal',
  };
}

export function fontAttributes({ family, size, weight, style }: Font): Attributes {
  return {
    'font-family': family,
    'font-size': size,
    'font-weight': weight === '400' ? undefined : weight,
    'font-style': style === 'normal' ? undefined : style,
  };
}

const measured = new Map<string, readonly [ascent: number, descent: number]>();

/** How far a font reaches above and below the line that letters stand on, in CSS pixels. */
export function reachOf({ family, size, weight, style }: Font): readonly [ascent: number, descent: number] {
  const shorthand = `${style} ${weight} ${size}px ${family}`;
  const known = measured.get(shorthand);
  if (known) return known;
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return [size * 0.8, size * 0.2];
  context.font = shorthand;
  const { fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('x');
  const reach = [fontBoundingBoxAscent, fontBoundingBoxDescent] as const;
  measured.set(shorthand, reach);
  return reach;
}
