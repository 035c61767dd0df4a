import type { JsonPath } from './jsonText.ts';

/** The part of JSON Schema that the experiment file's schema makes use of. */
export interface JsonSchema {
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** What a value may be instead of one thing. */
export function variantsOf({ anyOf = [], oneOf = [] }: JsonSchema): readonly JsonSchema[] {
  return [...anyOf, ...oneOf];
}

/** The schema itself and all its variants, theirs included. */
export function allVariants(schema: JsonSchema): readonly JsonSchema[] {
  return [schema, ...variantsOf(schema).flatMap(allVariants)];
}

/** What is said about the value at a path, by every variant that has it. */
export function schemasAt(schema: JsonSchema, path: JsonPath): readonly JsonSchema[] {
  return path.reduce<readonly JsonSchema[]>(
    (nodes, part) => nodes.flatMap(allVariants).flatMap((node) => childrenOf(node, part)),
    [schema],
  );
}

function childrenOf({ items, properties = {} }: JsonSchema, part: PropertyKey): readonly JsonSchema[] {
  if (typeof part === 'number') return items ? [items] : [];
  const property = Object.hasOwn(properties, part) ? properties[String(part)] : undefined;
  return property ? [property] : [];
}
