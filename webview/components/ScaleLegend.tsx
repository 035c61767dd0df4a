import { t } from '#engine/translation';
import { count, fixed } from '../format.ts';
import { clippedCount } from '../paint/scale.ts';
import type { ShownRun } from '../run.ts';
import { useInspector } from './context.ts';

/** One legend for cells and edges: same hues, same scale. */
export function ScaleLegend({ run }: { readonly run: ShownRun }) {
  const { scale, shown, ended } = useInspector().state;
  const end = String(scale.value).replace('e+', 'e');
  const clipped = shown.value ? clippedCount(shown.value.parameters.values, scale.value) : 0;
  const largest = t('largest {0}', fixed(run.largestParameter, 2));
  return (
    <div class="scale">
      <span>−{end}</span>
      <svg class="scale-key" width="38" height="10" aria-hidden="true">
        <path class="edge negative on" d="M0 5h38" stroke-width="5" stroke-dasharray="8 4.5" />
      </svg>
      <i class="ramp" />
      <svg class="scale-key" width="38" height="10" aria-hidden="true">
        <path class="edge on" d="M0 5h38" stroke-width="5" />
      </svg>
      <span>+{end}</span>
      <span class="scale-note">
        {clipped > 0
          ? t('{0} beyond the scale, {1}', count(clipped, 'cell'), largest)
          : t('one scale, {0}; {1}', ended.value ? t('fixed for the run') : t('grows with the run'), largest)}
      </span>
    </div>
  );
}
