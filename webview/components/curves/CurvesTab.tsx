import { t } from '#engine/translation';
import { view } from '../../picture/view.ts';
import type { ShownRun } from '../../run.ts';
import '../../styles/curves.css';
import { visibleEpochs } from '../../zoom.ts';
import { useInspector } from '../context.ts';
import { CurvePanel } from './CurvePanel.tsx';
import { DistributionPanel } from './DistributionPanel.tsx';
import { Lives } from './Lives.tsx';
import { gutterOf } from './unitRows.tsx';

/** What only all epochs together show: curves, units' lives on the same axis, and how the values of an array spread. */
export function CurvesTab({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const window = visibleEpochs(state.options.value.zoom, state.span.value);
  const gutter = gutterOf(run);
  return (
    <div class="curves-page">
      <section class="over-epochs" aria-label={t('Curves')}>
        <CurvePanel run={run} window={window} gutter={gutter} />
        <Lives run={run} window={window} gutter={gutter} />
      </section>
      <section class="distribution" aria-label={t('Distribution')} {...view(t('Distribution'))}>
        <DistributionPanel run={run} />
      </section>
    </div>
  );
}
