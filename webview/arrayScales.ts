import { valuesOf } from '#engine/arrays';
import type { ArrayId, EpochArrays } from '#engine/arrays';
import { niceAbove } from './paint/scale.ts';
import type { ShownRun } from './run.ts';

/**
 * The symmetric scale of each array's colours. Weights and biases share the run's; probabilities, targets and masks have
 * 1. The others are measured at the first and the newest epoch, and grow when an epoch holds more: a scale never shrinks
 * while one run is looked at, so that a cell changes its colour only when its value does.
 */
export class ArrayScales {
  private readonly run: ShownRun;
  private readonly largest = new Map<string, number>();

  constructor(run: ShownRun) {
    this.run = run;
  }

  scale(array: ArrayId, arrays: EpochArrays): number {
    switch (array.name) {
      case 'W':
      case 'b':
      case 'newW':
      case 'newb':
        return this.run.scale;
      case 'P':
      case 'Y':
      case 'mask':
        return 1;
      default:
        return niceAbove(this.measured(array, arrays));
    }
  }

  private measured(array: ArrayId, arrays: EpochArrays): number {
    const key = `${array.name}${array.layer}`;
    let largest = this.largest.get(key);
    if (largest === undefined) {
      const { newest } = this.run;
      largest = Math.max(this.largestAt(array, 0), this.largestAt(array, newest));
    }
    largest = Math.max(largest, largestOf(valuesOf(arrays, array)));
    this.largest.set(key, largest);
    return largest;
  }

  private largestAt(array: ArrayId, epoch: number): number {
    return largestOf(valuesOf(this.run.arraysBefore(epoch + 1), array));
  }
}

/** The largest finite size. */
function largestOf(values: Float64Array): number {
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    if (size > largest && Number.isFinite(size)) largest = size;
  }
  return largest;
}
