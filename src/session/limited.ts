import * as z from 'zod/mini';
import { LIMITS, boundsOf } from '#engine/config';
import type { LimitedKey, NumberLimits } from '#engine/config';

/** A number with the engine's limits. */
export function limited(key: LimitedKey): z.ZodMiniNumber<number> {
  const { minimum, maximum, kind, bounds }: NumberLimits = LIMITS[key];
  const [hasMinimum, hasMaximum] = boundsOf(bounds);
  const number = kind === 'whole' ? z.int() : z.number();
  return number.check(
    hasMinimum ? z.minimum(minimum) : z.gt(minimum),
    hasMaximum ? z.maximum(maximum) : z.lt(maximum),
  );
}
