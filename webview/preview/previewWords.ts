import type { ColumnFacts, Delimiter, TableFacts } from '#engine/tableFacts';
import { visible } from '#engine/words';
import type { PreviewOutcome } from '#protocol/preview';
import { count, whole } from '../format.ts';

export const DELIMITER_NAMES: Readonly<Record<Delimiter, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
};

/** A name of the file as it can be read: never nothing, and no mark that turns the text around. */
export function nameText(name: string): string {
  return name === '' ? '(empty)' : visible(name);
}

/** What is in the table and what was done with it, in a sentence. */
export function summary(facts: TableFacts): string {
  const { nRows, features, classes, dropped, nImputed } = facts;
  const parts = [
    count(nRows, 'row'),
    count(features.length, 'feature'),
    classes.length === 1 ? '1 class' : `${whole(classes.length)} classes`,
  ];
  if (dropped.total > 0) parts.push(`${count(dropped.total, 'row')} left out`);
  if (nImputed > 0) parts.push(`${count(nImputed, 'value')} imputed`);
  return parts.join(' · ');
}

/** How reading the table stands, or has ended. */
export function outcomeText(outcome: PreviewOutcome, share: number): string {
  switch (outcome.kind) {
    case 'reading':
      return `Reading the table, ${Math.floor(100 * share)} %`;
    case 'cancelled':
      return 'Reading was cancelled. “Read again” starts it anew.';
    case 'unreadable':
      return `It cannot be read: ${outcome.message}`;
    case 'refused':
      return `It cannot be trained on yet: ${count(outcome.total, 'problem')}.`;
    case 'ready':
      return 'It can be trained on.';
  }
}

export const KIND_WORDS: Readonly<Record<ColumnFacts['kind'], string>> = {
  numbers: 'numbers',
  text: 'text',
  mixed: 'numbers and text',
  empty: 'empty',
};

/** At most six significant digits, as people read a range; nothing where there is no number. */
export function figure(value: number | null): string {
  return value === null ? '' : String(Number(value.toPrecision(6))).replace(/^-/, '−');
}

export function distinctText({ nDistinct, distinctIs }: ColumnFacts): string {
  return `${whole(nDistinct)}${distinctIs === 'atLeast' ? ' or more' : ''}`;
}
