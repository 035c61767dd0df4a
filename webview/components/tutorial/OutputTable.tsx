import { log10 } from '#engine/elementary';
import { probabilitiesOf } from '#engine/network';
import { rowNumber } from '#engine/rowSample';
import { t } from '#engine/translation';
import { fixed } from '../../format.ts';
import type { Shown, ShownRun } from '../../run.ts';
import { LiveTable } from './LiveTable.tsx';

/** A table of more rows than this leaves some out, as the picture does. */
const MOST_LINES = 600;

interface OutputTableProps {
  readonly number: number;
  readonly run: ShownRun;
  readonly read: () => Shown | null;
}

/** The twin of pictures 5 and 6: what is expected of each row, and what the network gives. */
export function OutputTable({ number, run, read }: OutputTableProps) {
  const { dataset, nClasses, nRows } = run.experiment;
  const every = Math.ceil(nRows / MOST_LINES);
  const rows = Array.from({ length: Math.ceil(nRows / every) }, (_, i) => i * every);
  return (
    <LiveTable
      name={t('picture {0}, outputs of all rows', number)}
      rowHead={t('row')}
      columns={[
        t('expected'),
        t('read as'),
        ...dataset.classes.map((name) => `P ${name}`),
        t('log₁₀ P of expected'),
      ]}
      rows={rows.map((row) => String(rowNumber(run.experiment, row)))}
      epoch={() => read()?.epoch ?? null}
      read={() => {
        const shown = read();
        if (!shown) return [];
        const p = probabilitiesOf(shown.pass);
        return rows.map((row) => {
          const actual = dataset.labels[row]!;
          return [
            dataset.classes[actual] ?? '',
            dataset.classes[shown.predicted[row]!] ?? '',
            ...dataset.classes.map((_, k) => fixed(p[row * nClasses + k]!)),
            fixed(log10(p[row * nClasses + actual]!)),
          ];
        });
      }}
    />
  );
}
