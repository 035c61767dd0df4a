import { shapeOf } from '#engine/arrays';
import type { ArrayId } from '#engine/arrays';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { rowName } from '../../cellNames.ts';
import { glyphOf } from '../../paint/classMarks.ts';
import type { ShownRun } from '../../run.ts';
import { N_CLASS_MARKS } from '../../theme.ts';

interface RowHeadProps {
  readonly run: ShownRun;
  readonly array: ArrayId;
  readonly row: number;
}

/** What stands before a row of numbers: a row of the data with its class, or the input that the weights belong to. */
export function RowHead({ run, array, row }: RowHeadProps) {
  const { experiment } = run;
  if (shapeOf(experiment, array).kind !== 'rows') return <>{rowName(experiment, array, row)}</>;
  const label = experiment.dataset.labels[row]!;
  const { train, test } = experiment.split;
  return (
    <>
      <span class={`class-${label % N_CLASS_MARKS}`} title={experiment.dataset.classes[label]}>
        {glyphOf(label)}
      </span>{' '}
      {rowNumber(experiment, row)}
      {train !== test && test.includes(row) && <i>{t(' test')}</i>}
    </>
  );
}
