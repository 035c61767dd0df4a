import { experimentJsonSchema } from '#session/configSchema';
import { allVariants, variantsOf } from '#session/jsonSchema';
import type { JsonSchema } from '#session/jsonSchema';

/** A key of the experiment file, and a file that has it. */
export interface SchemaKey {
  readonly path: readonly (string | number)[];
  readonly variants: readonly JsonSchema[]; // all that its value may be
  /** The file with this value at the key, and with what else it needs there. */
  readonly fileWith: (value: unknown) => unknown;
}

/** Every key of the experiment file's schema; keys of list entries in the first entry, keys of a choice in that choice. */
export function schemaKeys(): readonly SchemaKey[] {
  return keysIn(experimentJsonSchema(), [], (value) => value);
}

/** A value that the schema allows, with all that is required in it. */
function anyOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if ('const' in schema) return schema.const;
  const [variant] = variantsOf(schema);
  if (variant) return anyOf(variant);
  if (schema.properties) return neededIn(schema);
  return schema.enum?.[0] ?? { string: 'x', array: ['x'], boolean: true }[schema.type ?? ''] ?? 1;
}

function neededIn({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
  const needed = Object.entries(properties).filter(
    ([name, property]) =>
      required.includes(name) || ('const' in property && typeof property.const === 'string'),
  );
  return Object.fromEntries(needed.map(([name, property]) => [name, anyOf(property)]));
}

function keysIn(
  schema: JsonSchema,
  path: SchemaKey['path'],
  wrap: (value: unknown) => unknown,
): readonly SchemaKey[] {
  return allVariants(schema).flatMap((variant) => {
    const inItems = variant.items ? keysIn(variant.items, [...path, 0], (value) => wrap([value])) : [];
    const own = Object.entries(variant.properties ?? {}).flatMap(([name, property]) => {
      const fileWith = (value: unknown) => wrap({ ...neededIn(variant), [name]: value });
      const at = [...path, name];
      return [{ path: at, variants: allVariants(property), fileWith }, ...keysIn(property, at, fileWith)];
    });
    return [...inItems, ...own];
  });
}
