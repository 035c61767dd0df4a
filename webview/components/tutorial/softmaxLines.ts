import { fixed } from '../../format.ts';
import type { Span } from '../../paint/plot.ts';
import type { KnownFrames } from './frames.ts';
import type { Reading } from './softmaxReading.ts';

/** The axis of the raw scores: all that the run's rows ever have, and 0. Null: that is not known yet. */
export function scoreScale({ frames, version }: KnownFrames, output: number): Span | null {
  if (version.value === 0) return null;
  const { minimum, maximum } = frames.range('Z', output);
  const low = Math.min(0, minimum);
  const high = Math.max(0, maximum);
  return high > low ? { minimum: low, maximum: high } : { minimum: 0, maximum: 1 };
}

/** Writes a class's numbers and bars into the line that is there. */
export function writeLine(
  line: HTMLTableRowElement,
  k: number,
  { scores, shares, lead }: Reading,
  { minimum, maximum }: Span,
): void {
  const numbers = line.querySelectorAll('.value');
  [scores[k]!, lead.exponentials[k]!, shares[k]!].forEach((value, i) => {
    const text = fixed(value, 4);
    if (numbers[i] && numbers[i].textContent !== text) numbers[i].textContent = text;
  });
  line.classList.toggle('best', k === lead.best);
  const place = (value: number) => {
    const inside = Math.min(maximum, Math.max(minimum, Number.isFinite(value) ? value : 0));
    return (100 * (inside - minimum)) / (maximum - minimum);
  };
  const [zero, score] = [place(0), place(scores[k]!)];
  const bars = line.querySelectorAll('.bar svg');
  const scoreBar = bars[0]?.querySelector('.score');
  scoreBar?.setAttribute('x', `${Math.min(zero, score).toFixed(2)}%`);
  scoreBar?.setAttribute('width', `${Math.abs(score - zero).toFixed(2)}%`);
  scoreBar?.classList.toggle('negative', scores[k]! < 0);
  bars[0]?.querySelector('.zero')?.setAttribute('x', `${zero.toFixed(2)}%`);
  const share = Number.isFinite(shares[k]!) ? shares[k]! : 0;
  bars[1]?.querySelector('.share')?.setAttribute('width', `${(100 * share).toFixed(2)}%`);
}
