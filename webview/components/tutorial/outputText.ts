import { log10 } from '#engine/elementary';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { exact, fixed, whole } from '../../format.ts';
import { blockName, sampled } from '../../names.ts';
import type { Shown, ShownRun } from '../../run.ts';

/** What is expected of a row and what it gets, class by class. */
export function rowText({ experiment }: ShownRun, shown: Shown | null, row: number): string {
  const { dataset, nClasses } = experiment;
  const actual = dataset.labels[row]!;
  const head = t(
    'row {0}, {1}, expected {2}',
    rowNumber(experiment, row),
    blockName(experiment, row),
    dataset.classes[actual] ?? '',
  );
  if (!shown) return head;
  const p = probabilitiesOf(shown.pass);
  const lines = dataset.classes.map((name, k) => {
    const value = p[row * nClasses + k]!;
    return t('{0}  P {1}, log₁₀ P {2}', name, exact(value), fixed(log10(value), 4));
  });
  return [head, ...lines.slice(0, 12)].join('\n');
}

/** How many of all rows are read wrong. */
export function verdictText({ experiment }: ShownRun, shown: Shown | null): string {
  if (!shown) return '';
  const { dataset, nRows } = experiment;
  const wrong = shown.predicted.reduce((n, k, i) => n + Number(k !== dataset.labels[i]), 0);
  return t(
    'Epoch {0}: {1} of {2} {3}rows read wrong;',
    whole(shown.epoch),
    whole(wrong),
    whole(nRows),
    sampled(experiment),
  );
}
