import { t } from '#engine/translation';
import { onOneLine } from './jsonEdits.ts';
import { isObject } from './jsonText.ts';

const MOST_NAMED = 2;
const MOST_CHARACTERS = 24;

/** "learningRate 3e-5 → 1e-4": in what two configurations differ, key by key; the first ones in full, the others counted. */
export function differenceText(before: unknown, after: unknown): string {
  const differences = differencesBetween(before, after, '');
  const named = differences
    .slice(0, MOST_NAMED)
    .map(([key, from, to]) => `${key} ${short(from)} → ${short(to)}`);
  const more = differences.length - named.length;
  return [...named, ...(more > 0 ? [t('{0} more', more)] : [])].join(', ');
}

type Difference = readonly [key: string, before: unknown, after: unknown];

/** Lists are told as a whole: their entries have no names. */
function differencesBetween(before: unknown, after: unknown, key: string): Difference[] {
  if (isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) => differencesBetween(before[name], after[name], name));
  }
  return onOneLine(before) === onOneLine(after) ? [] : [[key, before, after]];
}

function short(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? t('none') : value.map(short).join(', ');
  if (isObject(value)) return Object.values(value).map(short).join(' ');
  if (value === undefined) return t('default');
  const text = value === null ? t('none') : typeof value === 'string' ? value : onOneLine(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text;
}
