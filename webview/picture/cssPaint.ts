import type { Attributes } from './svgText.ts';

/** A colour as every reader of SVG knows it, and how much of it covers what lies below. */
export interface Paint {
  readonly colour: string;
  readonly opacity: number;
}

/** A computed CSS colour, `rgb(…)`, `rgba(…)` or `color(srgb …)`, as paint; null where nothing of it is seen. */
export function cssPaint(css: string): Paint | null {
  const isSrgb = css.startsWith('color(srgb ');
  if (!isSrgb && !css.startsWith('rgb')) return css.startsWith('#') ? { colour: css, opacity: 1 } : null;
  const numbers = css.match(/-?[\d.]+(?:e[-+]?\d+)?%?/g) ?? [];
  const [red = 0, green = 0, blue = 0, alpha = 1] = numbers.map((text) =>
    text.endsWith('%') ? parseFloat(text) / 100 : Number(text),
  );
  if (alpha <= 0) return null;
  const channels = [red, green, blue].map((channel) => {
    const whole = Math.round(Math.min(1, Math.max(0, isSrgb ? channel : channel / 255)) * 255);
    return whole.toString(16).padStart(2, '0');
  });
  return { colour: `#${channels.join('')}`, opacity: Math.min(1, alpha) };
}

/** Paint as the attributes of a shape. */
export function paintAttributes(role: 'fill' | 'stroke', paint: Paint | null): Attributes {
  if (!paint) return { [role]: 'none' };
  return { [role]: paint.colour, [`${role}-opacity`]: paint.opacity < 1 ? paint.opacity : undefined };
}

/** The colours of a straight gradient to the right or to the left, from left to right; null for any other image. */
export function gradientStops(image: string): readonly Paint[] | null {
  const [, angle, list = ''] = /^linear-gradient\((90|270)deg, (.*)\)$/.exec(image) ?? [];
  if (angle === undefined) return null;
  const stops = (list.match(/(?:rgba?|color)\([^)]*\)/g) ?? []).map(
    (css) => cssPaint(css) ?? { colour: '#000000', opacity: 0 },
  );
  return angle === '90' ? stops : stops.reverse();
}
