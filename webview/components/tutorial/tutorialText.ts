import { log10 } from '#engine/elementary';
import { t } from '#engine/translation';
import { fixed } from '../../format.ts';
import { references } from '../../paint/curves.ts';
import type { ShownRun } from '../../run.ts';

/** What guessing gives, as P and its logarithm. */
export function guessing({ experiment }: ShownRun): string {
  const k = experiment.nClasses;
  return t('P = 1/{0} and log₁₀(1/{0}) = {1}', k, fixed(log10(1 / k)));
}

/** What the dotted lines of the loss are. */
export function lossMarks({ experiment }: ShownRun): string {
  const [guess, mark] = references(experiment.dataset);
  const first = guess ? t('Dotted: guessing costs {0}', guess.labels.at(-1) ?? '') : '';
  return mark
    ? t('{0}; the tutorial’s own mark, {1}, is a base-10 figure.', first, mark.labels.at(-1) ?? '')
    : `${first}.`;
}

export function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
