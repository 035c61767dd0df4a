/** Where values lie on a slider. Positions are whole numbers, so that each key press is one step. */
export interface SliderScale {
  readonly minimum: number; // positions
  readonly maximum: number;
  /** The position that is nearest to a value; at an end for what lies beyond it. */
  positionOf(value: number): number;
  valueAt(position: number): number;
}

/** Steps of about 1.12 within a power of ten, as people write them; the tutorial's 3 is among them. */
const MARKS = [1, 1.1, 1.2, 1.3, 1.5, 1.7, 2, 2.2, 2.5, 2.8, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 8, 9] as const;

const LOWEST_POWER = -6;
const HIGHEST_POWER = -1;

/** Learning rates from 1e-6 to 0.1 on a logarithmic scale. */
export const RATES: SliderScale = {
  minimum: 0,
  maximum: (HIGHEST_POWER - LOWEST_POWER) * MARKS.length,
  positionOf: (rate) => {
    let nearest = 0;
    for (let position = 1; position <= RATES.maximum; position++) {
      const way = (at: number) => Math.abs(Math.log(RATES.valueAt(at) / rate));
      if (way(position) < way(nearest)) nearest = position;
    }
    return nearest;
  },
  valueAt: (position) => {
    const power = LOWEST_POWER + Math.floor(position / MARKS.length);
    return Number(`${MARKS[position % MARKS.length]}e${power}`);
  },
};

/** As many units as are worth trying on small data; a layer that has more can have all that there may be. */
const FEW_UNITS = 32;

/** Whole numbers, one position each. */
export function wholeNumbers(minimum: number, maximum: number): SliderScale {
  return {
    minimum,
    maximum,
    positionOf: (value) => Math.min(Math.max(Math.round(value), minimum), maximum),
    valueAt: (position) => position,
  };
}

/** @param units of the layer now; @param most the most that it may have */
export function unitScale(units: number, most: number): SliderScale {
  return wholeNumbers(1, units > FEW_UNITS ? most : Math.min(FEW_UNITS, most));
}
