/** A rectangle in CSS pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What XML can hold neither as it is nor escaped: control characters and halves of surrogate pairs. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text as XML writes it, in an element or in an attribute. What XML cannot hold becomes U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(NOT_XML, '\ufffd')
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}

/** A number to a hundredth, without zeros at its end. */
export function svgNumber(value: number): string {
  return String(Math.round(value * 100) / 100 || 0);
}

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element as XML; an attribute without a value is left out. */
export function svgElement(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? svgNumber(value) : xmlText(value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

export function boxAttributes({ left, top, right, bottom }: Box): Attributes {
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** What two rectangles share; empty where they share nothing. */
export function intersection(a: Box, b: Box | null): Box {
  if (!b) return a;
  const left = Math.max(a.left, b.left);
  const top = Math.max(a.top, b.top);
  return {
    left,
    top,
    right: Math.max(left, Math.min(a.right, b.right)),
    bottom: Math.max(top, Math.min(a.bottom, b.bottom)),
  };
}

export function isEmpty({ left, top, right, bottom }: Box): boolean {
  return right - left <= 0 || bottom - top <= 0;
}
