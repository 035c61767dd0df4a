import * as z from 'zod';
import { LIMITS, boundsOf } from '#engine/config';
import type { LimitedKey, NumberLimits } from '#engine/config';

/** A number with the engine's limits. */
export function limited(key: LimitedKey): z.ZodNumber {
  const { minimum, maximum, kind, bounds }: NumberLimits = LIMITS[key];
  const [hasMinimum, hasMaximum] = boundsOf(bounds);
  const number = kind === 'whole' ? z.int() : z.number();
  const above = hasMinimum ? number.min(minimum) : number.gt(minimum);
  return hasMaximum ? above.max(maximum) : above.lt(maximum);
}
