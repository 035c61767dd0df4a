import type { Activation } from '#engine/activations';
import type { LifeEvent } from '#engine/lives';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { unitName } from '../../names.ts';
import type { ShownRun } from '../../run.ts';

/** What firing means for an activation that has no off state; relu and leakyRelu need no words. */
export function firesNote(activation: Activation): string {
  switch (activation) {
    case 'tanh':
    case 'linear':
      return t('{0} has no off state: here a unit fires where its output is above 0', activation);
    case 'sigmoid':
      return t('sigmoid has no off state: its output is always above 0, so a unit always counts as firing');
    case 'leakyRelu':
      return t('a unit fires where its output is above 0; below, it leaks 0.01 of its input');
    case 'relu':
      return '';
  }
}

/** The shapes of events: none is known by its colour alone. */
const MARKS = { died: '✕', revived: '▲', born: '●' } as const;

/** What happened to a unit, in a word. */
export const LIFE_WORDS = { died: t('died'), revived: t('revived'), born: t('born') } as const;

export function eventMark({ kind }: LifeEvent): string {
  return MARKS[kind];
}

export function eventText({ experiment }: ShownRun, { kind, epoch, layer, unit }: LifeEvent): string {
  return t('{0} {1} at epoch {2}', unitName(experiment, layer, unit), LIFE_WORDS[kind], whole(epoch));
}
