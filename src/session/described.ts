import * as z from 'zod/mini';

/** What an editor, a form and a model are told of a value, as JSON Schema has it. */
interface Description {
  readonly title?: string;
  readonly description: string;
  readonly default?: number;
  readonly examples?: readonly string[];
  /** One for each value of an enumeration, in its order. */
  readonly enumDescriptions?: readonly string[];
}

/** The schema itself, which says this of its value from now on. */
export function described<Schema extends z.core.$ZodType>(schema: Schema, description: Description): Schema {
  z.globalRegistry.add(schema, { ...description });
  return schema;
}
