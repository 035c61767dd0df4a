import type { Dataset } from '#engine/dataset';
import { t } from '#engine/translation';
import type { LossScale } from '../viewOptions.ts';
import { ticks } from './scale.ts';

/** A level that losses are compared with. */
export interface Reference {
  readonly value: number;
  readonly labels: readonly string[]; // the longest first; the first one that fits is written
}

const TUTORIAL_CLASSES = 'setosa,versicolor,virginica';

/**
 * What the loss is to be seen beside: guessing costs ln K. The tutorial's own mark −log₁₀(1/3) is a base-10 figure; it
 * is shown with the tutorial's classes, and says what it is.
 */
export function references({ classes }: Pick<Dataset, 'classes'>): Reference[] {
  const guessing = Math.log(classes.length);
  const formula = `ln ${classes.length} = ${guessing.toFixed(3)}`;
  const list = [{ value: guessing, labels: [t('guessing, {0}', formula), formula] }];
  if (String(classes) === TUTORIAL_CLASSES) {
    const mark = '−log₁₀(1/3) = 0.477';
    list.push({ value: -Math.log10(1 / 3), labels: [t('tutorial’s mark, {0}', mark), mark] });
  }
  return list;
}

/** A reference on its chart. One beyond the axis is named at the edge that it lies behind. */
export interface PlacedReference {
  readonly labels: readonly string[];
  readonly y: number;
  readonly side: 'inside' | 'above' | 'below';
}

/** @param yOf where a value lies on the chart; NaN where it has no place */
export function placeReferences(
  list: readonly Reference[],
  area: Rect,
  yOf: (value: number) => number,
): PlacedReference[] {
  return list.map(({ value, labels }) => {
    const y = yOf(value);
    if (y < area.top) return { labels: labels.map((label) => `↑ ${label}`), y: area.top, side: 'above' };
    if (y > area.bottom)
      return { labels: labels.map((label) => `↓ ${label}`), y: area.bottom, side: 'below' };
    return { labels, y, side: 'inside' };
  });
}

export interface Domain {
  readonly minimum: number;
  readonly maximum: number;
  readonly ticks: readonly number[];
  readonly scale?: LossScale; // linear when left out
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

/**
 * The loss axis as powers of ten: what is not above 0 has no place on it. Ticks are 1, 2 and 5 × 10ⁿ while the range is
 * wide enough for three of them.
 */
export function logDomain(values: readonly number[], height: number): Domain {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const low = Math.min(...positive);
  const high = Math.max(...positive);
  if (!(high > low)) return { minimum: 0.1, maximum: 10, ticks: [0.1, 1, 10], scale: 'log' };
  const room = (high / low) ** 0.06;
  const minimum = low / room;
  const maximum = high * room;
  const powers = Math.log10(maximum / minimum);
  const steps = powers > height / 40 ? [1] : [1, 2, 5];
  const marks: number[] = [];
  for (let n = Math.floor(Math.log10(minimum)); n <= Math.log10(maximum); n++) {
    for (const step of steps) marks.push(Number(`${step}e${n}`));
  }
  const inside = marks.filter((mark) => mark >= minimum && mark <= maximum);
  const wanted = inside.length >= 3 ? inside : ticks(minimum, maximum, Math.max(2, height / 60));
  return { minimum, maximum, ticks: wanted, scale: 'log' };
}

/** The epoch axis: round epochs, and both ends; a round one that would touch an end is left out. */
export function epochTicks(to: number, width: number, from = 0): number[] {
  if (to <= from) return [from];
  const round = ticks(from, to, Math.max(1, width / 70)).filter((epoch) => Number.isInteger(epoch));
  const clear = (56 / Math.max(60, width)) * (to - from);
  const inner = round.filter((epoch) => epoch > from && to - epoch >= clear);
  return [from, ...inner.filter((epoch) => from === 0 || epoch - from >= clear), to];
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
