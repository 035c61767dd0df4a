import { nearest, quoted } from '#engine/words';
import { UserError } from './userError.ts';

/** An option that has some values only; "\\t" is a tab, which few can type. @throws UserError for any other value */
export function choice<Name extends string, Value extends string>(
  name: Name,
  given: ReadonlyMap<string, string>,
  values: readonly Value[],
): Readonly<Partial<Record<Name, Value>>> {
  const text = given.get(name)?.replace(/^\\t$/, '\t');
  if (text === undefined) return {} as Readonly<Partial<Record<Name, Value>>>;
  const known = values.find((value) => value === text);
  if (known !== undefined) return { [name]: known } as Readonly<Partial<Record<Name, Value>>>;
  const alike = nearest(text, values);
  const listed = values.map((value) => (value === '\t' ? '"\\t"' : quoted(value))).join(', ');
  throw new UserError(
    `--${name} must be one of ${listed}, got ${quoted(text)}${alike === undefined ? '' : `; did you mean ${alike}?`}`,
  );
}
