import { ticks } from './scale.ts';

/** A level that losses are compared with. */
export interface Reference {
  readonly value: number;
  readonly labels: readonly string[]; // the longest first; the first one that fits is written
}

/**
 * What the loss is to be seen beside: guessing costs ln K. The tutorial's own mark −log₁₀(1/3) is a base-10 figure; it
 * is shown where there are three classes, and says what it is.
 */
export function references(nClasses: number): Reference[] {
  const guessing = Math.log(nClasses);
  const formula = `ln ${nClasses} = ${guessing.toFixed(3)}`;
  const list = [{ value: guessing, labels: [`guessing, ${formula}`, formula] }];
  if (nClasses === 3) {
    const mark = '−log₁₀(1/3) = 0.477';
    list.push({ value: -Math.log10(1 / 3), labels: [`tutorial’s mark, ${mark}`, mark] });
  }
  return list;
}

export interface Domain {
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly number[];
}

/** The loss axis: all values and references, and a little room so that no curve touches the edge. */
export function lossDomain(values: readonly number[], height: number): Domain {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  if (!(high > low)) return { minimum: 0, maximum: 1.25, ticks: [0, 0.5, 1] };
  const room = (high - low) * 0.06;
  const minimum = low >= 0 ? Math.max(0, low - room) : low - room;
  const maximum = high + room;
  return {
    minimum,
    maximum,
    ticks: ticks(minimum, maximum, Math.max(2, height / Math.min(60, Math.max(20, height / 6)))),
  };
}

/** The epoch axis: round epochs, and the last one; a round one that would touch the last is left out. */
export function epochTicks(span: number, width: number): number[] {
  if (span <= 0) return [0];
  const round = ticks(0, span, Math.max(1, width / 70)).filter((epoch) => Number.isInteger(epoch));
  const clear = (56 / Math.max(60, width)) * span;
  return [...round.filter((epoch) => epoch === 0 || span - epoch >= clear), span];
}

export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A text beside the cursor. */
export interface CursorLabel {
  readonly x: number;
  readonly y: number; // of the baseline
  readonly align: 'left' | 'right';
}

/**
 * Places for the labels of the two curves at the cursor: on the side with more room, the upper curve's above its point,
 * the lower one's below, never closer than a line and never outside the area.
 */
export function cursorLabels(
  x: number,
  yTrain: number,
  yTest: number | null,
  area: Rect,
): { readonly train: CursorLabel; readonly test: CursorLabel | null } {
  const align = x < area.left + (area.right - area.left) * 0.6 ? 'left' : 'right';
  const at = x + (align === 'left' ? 9 : -9);
  const clamp = (y: number) => Math.min(Math.max(y, area.top + 11), area.bottom - 4);
  if (yTest === null) return { train: { x: at, y: clamp(yTrain - 6), align }, test: null };
  // a falling curve lies higher on the left, so a label on that side has to rise further
  const above = align === 'left' ? 2 : 22;
  const below = align === 'left' ? 9 : 16;
  const trainAbove = yTrain <= yTest;
  let upper = clamp(Math.min(yTrain, yTest) - above);
  const lower = clamp(Math.max(Math.max(yTrain, yTest) + below, upper + 14));
  upper = Math.min(upper, lower - 14);
  const place = (y: number): CursorLabel => ({ x: at, y, align });
  return trainAbove
    ? { train: place(upper), test: place(lower) }
    : { train: place(lower), test: place(upper) };
}
