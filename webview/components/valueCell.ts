import { intensity } from '../paint/scale.ts';

/** Writes a value into a cell of a table: its text, its fill on a symmetric scale, and what is not ordinary about it. */
export function writeValue(
  element: HTMLElement,
  value: number | undefined,
  scale: number,
  text: string,
): void {
  if (element.textContent !== text) element.textContent = text;
  const known = value ?? 0;
  const fill = `${(intensity(known, scale) * 100).toFixed(1)}%`;
  if (element.dataset['fill'] !== fill) {
    element.dataset['fill'] = fill;
    element.style.setProperty('--t', fill);
  }
  element.classList.toggle('negative', known < 0);
  element.classList.toggle('clipped', Math.abs(known) > scale);
  element.classList.toggle('not-finite', !Number.isFinite(known));
}
