import { t } from '#engine/translation';
import { partsOf } from '../phaseParts.ts';
import { view } from '../picture/view.ts';
import type { ShownRun } from '../run.ts';
import { Confusion } from './Confusion.tsx';
import { useInspector } from './context.ts';
import { Curves } from './Curves.tsx';
import { Matrices } from './Matrices.tsx';
import { Network } from './Network.tsx';
import { RowCard } from './RowCard.tsx';
import { Rows } from './Rows.tsx';
import { ScaleLegend } from './ScaleLegend.tsx';

/** The first page, in the order the network computes: parameters, rows, result. */
export function NetworkTab({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const phase = state.phases.phase.value;
  const lossIsIdle = phase !== null && !partsOf(phase).loss;
  return (
    <div class="page">
      <section class="column network" aria-label={t('Network')}>
        <Network run={run} />
        <ScaleLegend run={run} />
        <Matrices run={run} />
      </section>
      <section class="column rows" aria-label={t('Rows')} {...view(t('Rows'))}>
        <Rows run={run} />
      </section>
      <section class={lossIsIdle ? 'column result dimmed' : 'column result'} aria-label={t('Result')}>
        <Curves run={run} />
        <div class="verdict">
          <Confusion run={run} />
          <RowCard run={run} />
        </div>
      </section>
    </div>
  );
}
