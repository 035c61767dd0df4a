import { t } from '#engine/translation';
import { whole } from '../format.ts';
import type { ShownRun } from '../run.ts';

/** Of a table that is too large to be shown as a whole: which rows are shown, and what is said of all. */
export function SampleNote({ run }: { readonly run: ShownRun }) {
  const { sample, nRows } = run.experiment;
  if (!sample) return null;
  return (
    <p class="sample-note">
      <b>{t('{0} of {1} rows are shown', whole(nRows), whole(sample.nRows))}</b>
      {t(
        ', evenly spaced in each class of training and test rows: what the views draw, count or list is of these. Parameters, losses and numbers of correct rows are of all rows. Gradients, which sum over all training rows, events and the lives of units are not shown.',
      )}
    </p>
  );
}
