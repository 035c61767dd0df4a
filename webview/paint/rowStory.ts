/** A mark on a chart: a glyph at a place, in the colour of a class or in ink. */
export interface StoryMark {
  readonly x: number;
  readonly y: number;
  readonly kind: 'here' | 'end' | 'flip';
  readonly label: number; // the class whose curve it stands on
}

/** What a row's chart is drawn from; coordinates are those of the canvas. */
export interface Story {
  readonly epoch: number | null; // shown
  readonly last: number; // the last epoch that has been read
  readonly flips: readonly { readonly epoch: number; readonly to: number }[];
  readonly nClasses: number;
  readonly probability: (epoch: number, k: number) => number;
  readonly xOf: (epoch: number) => number;
  readonly yOf: (value: number) => number;
}

/** A glyph at the end of a curve is left out where the cursor's stands as near as this, in CSS pixels. */
const TOO_NEAR = 16;

/**
 * The marks above the curves: ◆ where another class becomes the largest, the glyph of each class at the end of its
 * curve, and at the epoch shown. What is not finite has no place.
 */
export function storyMarks({ epoch, last, flips, nClasses, probability, xOf, yOf }: Story): StoryMark[] {
  const on = (kind: StoryMark['kind'], at: number, label: number): StoryMark => ({
    kind,
    label,
    x: xOf(at),
    y: yOf(probability(at, label)),
  });
  const classes = Array.from({ length: nClasses }, (_, k) => k);
  const here = epoch !== null && epoch <= last ? epoch : null;
  const clear = here === null || Math.abs(xOf(last) - xOf(here)) >= TOO_NEAR;
  const marks = [
    ...clearFlips(flips, last, xOf).map((flip) => on('flip', flip.epoch, flip.to)),
    ...(last >= 0 && clear ? classes.map((k) => on('end', last, k)) : []),
    ...(here === null ? [] : classes.map((k) => on('here', here, k))),
  ];
  return marks.filter(({ y }) => Number.isFinite(y));
}

/** Flips up to an epoch; of those that a pixel's width apart would cover one another, the first. */
function clearFlips(flips: Story['flips'], last: number, xOf: Story['xOf']): Story['flips'] {
  let previous = -Infinity;
  return flips.filter(({ epoch }) => {
    if (epoch > last || xOf(epoch) - previous < 1) return false;
    previous = xOf(epoch);
    return true;
  });
}
