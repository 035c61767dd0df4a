import { t } from '#engine/translation';
import { Button } from '../../ui/controls.tsx';
import type { Zoom } from '../../viewOptions.ts';
import { zoomBetween } from '../../zoom.ts';
import { useInspector } from '../context.ts';
import { EpochInput } from './EpochInput.tsx';

/** The epochs drawn, to be typed, and the way back to all of them. */
export function ZoomFields({ window }: { readonly window: Zoom }) {
  const { state } = useInspector();
  const span = state.span.value;
  const set = (from: number, to: number) => state.setOptions({ zoom: zoomBetween(from, to, span) });
  return (
    <div class="zoom" role="group" aria-label={t('Epochs drawn')}>
      <span>{t('epochs')}</span>
      <EpochInput
        label={t('First epoch drawn')}
        epoch={window.from}
        onChange={(epoch) => set(epoch, window.to)}
      />
      <span>{t('to')}</span>
      <EpochInput
        label={t('Last epoch drawn')}
        epoch={Math.min(window.to, span)}
        onChange={(epoch) => set(window.from, epoch)}
      />
      <Button disabled={state.options.value.zoom === null} onClick={() => state.setOptions({ zoom: null })}>
        {t('All epochs')}
      </Button>
    </div>
  );
}
