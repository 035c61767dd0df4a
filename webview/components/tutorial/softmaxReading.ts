import { probabilitiesOf } from '#engine/network';
import { softmaxLead } from '#engine/softmaxLead';
import type { SoftmaxLead } from '#engine/softmaxLead';
import { t } from '#engine/translation';
import { fixed } from '../../format.ts';
import type { Shown, ShownRun } from '../../run.ts';

/** What the selected row's scores are, and what softmax makes of them. */
export function softmaxText(run: ShownRun, shown: Shown | null, row: number): string {
  if (!shown) return '';
  const { classes } = run.experiment.dataset;
  const { best, second, difference, factor } = readingOf(run, shown, row).lead;
  if (!Number.isFinite(difference))
    return t('The scores of this row are not finite: there is nothing to share.');
  const names = t('{0} leads {1}', classes[best] ?? '', classes[second] ?? '');
  return t(
    'Here {0} by {1}, so its P is exp({2}) = {3} times as large.',
    names,
    fixed(difference, 2),
    fixed(difference, 2),
    fixed(factor, 2),
  );
}

/** A row's raw scores, its probabilities, and what makes the largest stand out. */
export interface Reading {
  readonly scores: Float64Array; // [nClasses]
  readonly shares: Float64Array;
  readonly lead: SoftmaxLead;
}

export function readingOf({ experiment, nHidden }: ShownRun, { pass }: Shown, row: number): Reading {
  const { nClasses } = experiment;
  const line = (values: Float64Array) => values.subarray(row * nClasses, (row + 1) * nClasses);
  const scores = line(pass.preActivations[nHidden]!);
  return { scores, shares: line(probabilitiesOf(pass)), lead: softmaxLead(scores) };
}

/** What a row is and how it is read. */
export function verdict({ experiment }: ShownRun, shown: Shown | null, row: number): string {
  const { classes, labels } = experiment.dataset;
  const actual = labels[row]!;
  const predicted = shown?.predicted[row] ?? actual;
  const name = classes[actual] ?? '';
  return predicted === actual
    ? t('{0} read right', name)
    : t('{0} read as {1}', name, classes[predicted] ?? '');
}
