import { t } from '#engine/translation';
import { view } from '../picture/view.ts';
import type { ShownRun } from '../run.ts';
import { useInspector } from './context.ts';
import { CurveCharts } from './CurveCharts.tsx';
import { GhostNote } from './GhostNote.tsx';

const ENDS = [0, 1];

/** The curves of the whole run beside the network; pressing and dragging on them moves the cursor. */
export function Curves({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const seek = (epoch: number) => state.player.seek(epoch);
  return (
    <div class="loss" {...view(t('Loss and share correct'))}>
      <h2>
        {t('Loss ')}
        <span>{t('mean cross-entropy, natural log')}</span>
      </h2>
      <GhostNote />
      <CurveCharts
        run={run}
        window={{ from: 0, to: Math.max(1, state.span.value) }}
        isWhole
        lossScale="linear"
        shareHeight={(height) => (height >= 280 ? 50 : 32)}
        shareTicks={ENDS}
        onPress={seek}
        onDrag={seek}
      />
    </div>
  );
}
