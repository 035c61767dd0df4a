import * as z from 'zod/mini';
import { t } from '#engine/translation';
import { CSV_LIMITS } from '#formats/csvOptions';
import { datasetSchema } from './configSchema.ts';
import { once } from './once.ts';

/**
 * What stands before the numbers of a saved run: of the data, if they are in the file, values and labels; then the
 * history.
 */
export const savedRunHeader = once(() => {
  const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
  const name = z.string().check(z.minLength(1), z.maxLength(CSV_LIMITS.nameLength));
  const index = z.int().check(z.minimum(0));
  const unique = (names: readonly string[]) => new Set(names).size === names.length;
  return z.strictObject({
    format: z.literal('irisnet-saved-run'),
    name: z.string().check(z.maxLength(CSV_LIMITS.nameLength)),
    config: z.unknown(),
    dataset: z.strictObject({
      name: z.string().check(z.maxLength(CSV_LIMITS.nameLength)),
      features: z
        .array(name)
        .check(
          z.minLength(1),
          z.maxLength(CSV_LIMITS.columns),
          z.refine(unique, t('must not repeat a name')),
        ),
      classes: z
        .array(name)
        .check(
          z.minLength(2),
          z.maxLength(CSV_LIMITS.classes),
          z.refine(unique, t('must not repeat a name')),
        ),
      rows: z.int().check(z.minimum(2)),
      elsewhere: z.nullable(z.extend(datasetSchema(), { sha256: hash })),
    }),
    status: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('completed') }),
      z.strictObject({ state: z.literal('stopped') }),
      z.strictObject({
        state: z.literal('diverged'),
        epoch: index,
        where: z.string().check(z.maxLength(100)),
      }),
    ]),
    states: z.int().check(z.minimum(1)),
    parametersHash: hash,
  });
});

export type SavedRunHeader = z.infer<ReturnType<typeof savedRunHeader>>;
/** The same before its defaults are in it. */
export type WrittenHeader = z.input<ReturnType<typeof savedRunHeader>>;
