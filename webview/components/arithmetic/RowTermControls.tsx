import { t } from '#engine/translation';
import type { ShownRun } from '../../run.ts';

/** In which order the contributions of the rows stand. */
export type TermOrder = 'computed' | 'largest';

interface RowTermControlsProps {
  readonly run: ShownRun;
  readonly order: TermOrder;
  readonly onlyClass: number | null;
  readonly onOrder: (order: TermOrder) => void;
  readonly onClass: (k: number | null) => void;
}

/** A sum over all training rows is long: it can be ranked, and narrowed to a class. */
export function RowTermControls({ run, order, onlyClass, onOrder, onClass }: RowTermControlsProps) {
  const { classes } = run.experiment.dataset;
  return (
    <p class="term-controls">
      <select
        aria-label={t('Order of the rows')}
        value={order}
        onChange={(event) => onOrder(event.currentTarget.value === 'largest' ? 'largest' : 'computed')}
      >
        <option value="computed">{t('training order')}</option>
        <option value="largest">{t('largest first')}</option>
      </select>
      <select
        aria-label={t('Rows of which class')}
        value={onlyClass ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onClass(value === '' ? null : Number(value));
        }}
      >
        <option value="">{t('all classes')}</option>
        {classes.map((name, k) => (
          <option key={k} value={k}>
            {name}
          </option>
        ))}
      </select>
    </p>
  );
}
