import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { view } from '../../picture/view.ts';
import type { RowFilter } from '../../rowOptions.ts';
import type { ShownRun } from '../../run.ts';
import { Choices } from '../Choices.tsx';
import { useInspector } from '../context.ts';
import { rowColumns } from './rowColumns.ts';
import { fittingFilter, rowsOf, sorted } from './rowOrder.ts';
import { RowTable } from './RowTable.tsx';

/** The rows that are asked for, at first the wrong ones, as a table that can be sorted by each of its columns. */
export function RowList({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const columns = useMemo(() => rowColumns(run), [run]);
  const order = useMemo(() => {
    let last: Int32Array = new Int32Array();
    return computed(() => {
      const now = { shown: state.shown.value, nRead: state.nRead.value };
      const { rowFilter, rowSort } = state.options.value;
      const rows = rowsOf(run.experiment, now, fittingFilter(run.experiment, rowFilter));
      const next = sorted(rows, columns, now, rowSort);
      const same = next.length === last.length && next.every((row, i) => row === last[i]);
      return same ? last : (last = next); // the same array, so that nothing is placed anew
    });
  }, [run, columns]);
  return (
    <section class="row-list" aria-label={t('Rows')} {...view(t('Rows'))}>
      <Filters run={run} order={order} />
      <RowTable columns={columns} order={order} />
      {!run.chronicle && (
        <p class="note">
          {t(
            'This run is too large to be read as a whole, so since when a row is read as it is and how often that has changed is not listed.',
          )}
        </p>
      )}
    </section>
  );
}

interface FiltersProps {
  readonly run: ShownRun;
  readonly order: ReadonlySignal<Int32Array>;
}

function Filters({ run, order }: FiltersProps) {
  const { state } = useInspector();
  const { experiment } = run;
  const { split, nRows } = experiment;
  const filter = fittingFilter(experiment, state.options.value.rowFilter);
  const choices: { value: RowFilter; text: ComponentChildren }[] = [
    { value: 'wrong', text: <WrongCount run={run} /> },
    { value: 'all', text: t('all {0}', whole(nRows)) },
  ];
  if (split.train !== split.test) {
    choices.push(
      { value: 'test', text: t('test {0}', whole(split.test.length)) },
      { value: 'train', text: t('training {0}', whole(split.train.length)) },
    );
  }
  if (typeof filter === 'object') choices.push({ value: filter, text: cellName(run, filter) });
  return (
    <div class="samples-choices">
      <h2>{experiment.sample ? t('Sampled rows') : t('Rows')}</h2>
      <Choices
        label={t('Rows that are listed')}
        value={filter}
        choices={choices}
        onChoose={(value) => state.setOptions({ rowFilter: value })}
      />
      {typeof filter === 'object' && <Listed order={order} />}
    </div>
  );
}

function WrongCount({ run }: { readonly run: ShownRun }) {
  const { shown } = useInspector().state;
  const now = { shown: shown.value, nRead: 0 };
  return <>{t('wrong {0}', whole(rowsOf(run.experiment, now, 'wrong').length))}</>;
}

function Listed({ order }: { readonly order: ReadonlySignal<Int32Array> }) {
  return <span class="muted">{whole(order.value.length)}</span>;
}

function cellName({ experiment }: ShownRun, filter: Exclude<RowFilter, string>): string {
  const { dataset, split } = experiment;
  const names = t(
    '{0} read as {1}',
    dataset.classes[filter.actual] ?? '',
    dataset.classes[filter.predicted] ?? '',
  );
  if (split.train === split.test) return names;
  return `${filter.rows === 'train' ? t('training') : t('test')}: ${names}`;
}
