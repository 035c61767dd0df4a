import type { Explanation } from '#engine/explain';
import { t } from '#engine/translation';
import { arrayName, cellName } from '../../cellNames.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import { pathThrough } from './path.ts';

/** The computation as a path: X › Z1 › A1 › … A click walks to the value before or after. */
export function Path({ run, explanation }: { readonly run: ShownRun; readonly explanation: Explanation }) {
  const { state, open } = useInspector();
  const shown = state.shown.value;
  if (!shown) return null;
  const steps = pathThrough(run, shown, explanation.address, state.chosen.value);
  return (
    <nav class="path" aria-label={t('The way through the computation')}>
      {steps.map(({ cell, isOpen }, i) => (
        <span key={arrayName(cell)}>
          {i > 0 && <span aria-hidden="true"> › </span>}
          <button
            aria-current={isOpen ? 'step' : undefined}
            title={cellName(run.experiment, cell)}
            onClick={() => open(cell)}
          >
            {cell.name === 'rowLoss' ? t('loss') : arrayName(cell)}
          </button>
        </span>
      ))}
    </nav>
  );
}
