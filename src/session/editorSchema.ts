import { t } from '#engine/translation';
import { experimentJsonSchema } from './configSchema.ts';
import { onOneLine } from './jsonEdits.ts';
import { allVariants, variantsOf } from './jsonSchema.ts';
import type { JsonSchema } from './jsonSchema.ts';

/** A schema as VS Code understands it, beyond JSON Schema. */
interface EditorSchema extends Omit<JsonSchema, 'items' | 'properties' | 'anyOf' | 'oneOf'> {
  readonly markdownDescription?: string;
  readonly allowTrailingCommas?: true;
  readonly items?: EditorSchema;
  readonly properties?: Readonly<Record<string, EditorSchema>>;
  readonly anyOf?: readonly EditorSchema[];
}

/** What a value is not held to here: whatever it is, the editor has nothing to say against it. */
const ANYTHING: EditorSchema = {};

/**
 * The experiment file's schema for an editor: it completes and explains, and refuses nothing. What is wrong is told by the
 * extension itself, in one message at the key, and so it must not be told a second time.
 */
export function experimentEditorSchema(): EditorSchema {
  return { ...lenient(experimentJsonSchema()), allowTrailingCommas: true };
}

function lenient(schema: JsonSchema): EditorSchema {
  const { title, default: byDefault, examples, items, properties } = schema;
  const choices = variantsOf(schema);
  const inner =
    choices.length > 0
      ? choices.map((one) => (isChoice(choices) ? oneOfMany(one) : lenient(one)))
      : own(schema);
  return {
    ...(title !== undefined && { title }),
    ...explained(schema),
    ...(byDefault !== undefined && { default: byDefault }),
    ...(examples && { examples }),
    ...(items && { items: lenient(items) }),
    ...(properties && { properties: mapped(properties, lenient) }),
    ...(inner.length > 0 && { anyOf: [...inner, ANYTHING] }),
  };
}

/** Are these objects of different kinds, of which a file names one? */
function isChoice(variants: readonly JsonSchema[]): boolean {
  return variants.filter(({ properties }) => properties).length > 1;
}

/** One kind of object of several: its constant stays, so that only its own keys are offered once the kind is written. */
function oneOfMany(schema: JsonSchema): EditorSchema {
  const { properties = {} } = schema;
  const strict = (property: JsonSchema): EditorSchema => ({
    ...lenient(property),
    ...('const' in property && { const: property.const }),
  });
  return { ...lenient(schema), properties: mapped(properties, strict) };
}

/** The values that are offered. */
function own({ type, enum: values, enumDescriptions, ...rest }: JsonSchema): EditorSchema[] {
  if (values) return [{ enum: values, ...(enumDescriptions && { enumDescriptions }) }];
  if ('const' in rest) return [{ const: rest.const }];
  return type === 'boolean' || type === 'null' ? [{ type }] : [];
}

function explained(schema: JsonSchema): Pick<EditorSchema, 'markdownDescription'> {
  const { description, default: byDefault } = schema;
  const facts = [...allVariants(schema).map(rangeOf), byDefault === undefined ? '' : defaultText(byDefault)];
  const text = [description, facts.filter((fact) => fact !== '').join(' ')].filter(Boolean).join('\n\n');
  return text === '' ? {} : { markdownDescription: text };
}

function defaultText(value: unknown): string {
  return typeof value === 'object' && value !== null ? '' : t('Left out: `{0}`.', onOneLine(value));
}

/** "A whole number from 1 to 256." */
function rangeOf(schema: JsonSchema): string {
  const { type, minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema;
  if (type !== 'integer' && type !== 'number') return '';
  const noun = type === 'integer' ? t('A whole number') : t('A number');
  const bounds = [
    minimum === undefined ? '' : t(' from {0}', minimum),
    maximum === undefined ? '' : t(' to {0}', maximum),
    above === undefined ? '' : t(' above {0}', above),
    above !== undefined && below !== undefined ? t(' and') : '',
    below === undefined ? '' : t(' below {0}', below),
  ];
  return `${noun}${bounds.join('')}.`;
}

function mapped<From, To>(
  from: Readonly<Record<string, From>>,
  change: (part: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, part]) => [name, change(part)]));
}
