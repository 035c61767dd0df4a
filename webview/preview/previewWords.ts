import type { ColumnFacts, Delimiter, TableFacts } from '#engine/tableFacts';
import { t } from '#engine/translation';
import { visible } from '#engine/words';
import type { PreviewOutcome } from '#protocol/preview';
import { count, whole } from '../format.ts';

export const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = {
  ',': t('comma'),
  ';': t('semicolon'),
  '\t': t('tab'),
  '|': t('bar'),
};

/** A name of the file as it can be read: never nothing, and no mark that turns the text around. */
export function nameText(name: string): string {
  return name === '' ? t('(empty)') : visible(name);
}

/** What is in the table and what was done with it, in a sentence. */
export function summary(facts: TableFacts): string {
  const { nRows, features, classes, dropped, nImputed } = facts;
  const parts = [
    count(nRows, 'row'),
    count(features.length, 'feature'),
    classes.length === 1 ? t('1 class') : t('{0} classes', whole(classes.length)),
  ];
  if (dropped.total > 0) parts.push(t('{0} left out', count(dropped.total, 'row')));
  if (nImputed > 0) parts.push(t('{0} imputed', count(nImputed, 'value')));
  return parts.join(' · ');
}

/** How reading the table stands, or has ended. */
export function outcomeText(outcome: PreviewOutcome, share: number): string {
  switch (outcome.kind) {
    case 'reading':
      return t('Reading the table, {0} %', Math.floor(100 * share));
    case 'cancelled':
      return t('Reading was cancelled. “Read again” starts it anew.');
    case 'unreadable':
      return t('It cannot be read: {0}', outcome.message);
    case 'refused':
      return t('It cannot be trained on yet: {0}.', count(outcome.total, 'problem'));
    case 'ready':
      return t('It can be trained on.');
  }
}

export const KIND_WORDS: Readonly<Record<ColumnFacts['kind'], string>> = {
  numbers: t('numbers'),
  text: t('text'),
  mixed: t('numbers and text'),
  empty: t('empty'),
};

/** At most six significant digits, as people read a range; nothing where there is no number. */
export function figure(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(6))).replace(/^-/, '−');
}

export function distinctText({ nDistinct, distinctIs }: ColumnFacts): string {
  return `${whole(nDistinct)}${distinctIs === 'atLeast' ? t(' or more') : ''}`;
}
