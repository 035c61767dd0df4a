import { intensity } from '../paint/scale.ts';

/** What stands in a cell, so that only what changes is written: thousands of cells are asked at each epoch. */
interface Written {
  readonly node: Text;
  text: string;
  fill: number; // of 255, the colour's full strength
  marks: string;
}

const cells = new WeakMap<HTMLElement, Written>();

/** Writes a value into a cell of a table: its text, its fill on a symmetric scale, and what is not ordinary about it. */
export function writeValue(
  element: HTMLElement,
  value: number | undefined,
  scale: number,
  text: string,
): void {
  const written = cells.get(element) ?? prepare(element);
  if (written.text !== text) {
    written.text = text;
    written.node.data = text;
  }
  const known = value ?? 0;
  const fill = Math.round(intensity(known, scale) * 255);
  if (written.fill !== fill) {
    written.fill = fill;
    element.style.setProperty('--t', `${(fill / 2.55).toFixed(1)}%`);
  }
  const [negative, clipped, notFinite] = [known < 0, Math.abs(known) > scale, !Number.isFinite(known)];
  const marks = `${negative ? 'n' : ''}${clipped ? 'c' : ''}${notFinite ? 'x' : ''}`;
  if (written.marks !== marks) {
    written.marks = marks;
    element.classList.toggle('negative', negative);
    element.classList.toggle('clipped', clipped);
    element.classList.toggle('not-finite', notFinite);
  }
}

function prepare(element: HTMLElement): Written {
  const node = element.ownerDocument.createTextNode('');
  element.replaceChildren(node);
  const written: Written = { node, text: '', fill: -1, marks: '' };
  cells.set(element, written);
  return written;
}
