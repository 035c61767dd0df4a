import { expect, test } from 'vitest';
import { experimentEditorSchema } from '#session/editorSchema';
import { schemaKeys } from './schemaKeys.ts';

interface Node {
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

function at(schema: Node, path: readonly (string | number)[]): Node | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return schema;
  const own = typeof part === 'number' ? schema.items : schema.properties?.[part];
  const inVariants = () =>
    schema.anyOf?.map((variant) => at(variant, path)).find((node) => node !== undefined);
  return own ? at(own, rest) : inVariants();
}

test('the editor’s schema explains every key, with its range and default', () => {
  const schema = experimentEditorSchema() as Node;
  for (const { path } of schemaKeys()) {
    expect(at(schema, path)?.markdownDescription, path.join('.')).toMatch(/\S/);
  }
  expect(at(schema, ['training', 'epochs'])?.markdownDescription).toMatch(
    /\n\nA whole number from 0 to 1000000\. Left out: `2600`\.$/,
  );
});

test('the editor’s schema refuses nothing by itself, whatever a file holds', () => {
  const forbidding = [
    'type',
    'enum',
    'const',
    'required',
    'additionalProperties',
    'minimum',
    'maximum',
    'oneOf',
  ];
  const visit = (node: Node, mayForbid: boolean, key: string): void => {
    const found = Object.keys(node).filter((word) => forbidding.includes(word));
    if (!mayForbid) expect(found, key).toEqual([]);
    // one of several alternatives may refuse, since the last one allows everything
    if (node.anyOf) expect(node.anyOf.at(-1), key).toEqual({});
    for (const variant of node.anyOf ?? []) visit(variant, true, key);
    if (node.items) visit(node.items, mayForbid, key);
    for (const [name, property] of Object.entries(node.properties ?? {}))
      visit(property, mayForbid, `${key}.${name}`);
  };
  visit(experimentEditorSchema(), false, '');
});
