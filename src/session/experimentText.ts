import type { DatasetSource, TrainingConfig } from '#engine/config';
import { DEFAULT_CONFIG } from '#engine/config';
import { t } from '#engine/translation';
import { experimentJsonSchema } from './configSchema.ts';
import { onOneLine } from './jsonEdits.ts';
import type { JsonSchema } from './jsonSchema.ts';

/** Beyond this the comment behind a key is left to the hover. */
const MOST_COMMENT = 90;

/** A new experiment file: every key with its value and what it means, in a comment. */
export function experimentText(
  config: TrainingConfig = DEFAULT_CONFIG,
  dataset: DatasetSource | null = null,
): string {
  const { properties = {} } = experimentJsonSchema();
  const groups = Object.entries({ ...(dataset && { dataset }), ...config }).map(([name, value]) =>
    group(name, value, properties[name] ?? {}),
  );
  const hint = dataset
    ? []
    : [`  // "dataset": { "path": "data.csv" }, // ${t('a table of your own instead of iris')}`];
  return [
    t(
      '// An experiment of the Iris Network Inspector. What is left out has its default; hover a key to read more.',
    ),
    '{',
    ...hint,
    groups.map((lines) => lines.join('\n')).join(',\n'),
    '}',
    '',
  ].join('\n');
}

function group(name: string, value: object | null, schema: JsonSchema): string[] {
  if (value === null) return [`  ${JSON.stringify(name)}: null`];
  const properties = {
    ...schema.anyOf?.find((variant) => variant.properties)?.properties,
    ...schema.properties,
  };
  const members = Object.entries(value).map(([key, part]: [string, unknown], i, all) => {
    const comma = i < all.length - 1 ? ',' : '';
    return `    ${JSON.stringify(key)}: ${onOneLine(part)}${comma}${comment(properties[key])}`;
  });
  return [`  ${JSON.stringify(name)}: {`, ...members, '  }'];
}

function comment({ description = '' }: JsonSchema = {}): string {
  const [sentence = ''] = description.split(/(?<=[.:]) /);
  return sentence === '' || sentence.length > MOST_COMMENT ? '' : ` // ${sentence.replace(/[.:]$/, '')}`;
}
