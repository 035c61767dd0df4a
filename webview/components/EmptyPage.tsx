import { t } from '#engine/translation';
import { Button } from '../ui/controls.tsx';
import { useInspector } from './context.ts';

/** No run yet: the same grid, empty axes, one sentence and one button. */
export function EmptyPage() {
  const { retrain } = useInspector();
  return (
    <main class="inspector">
      <h1 class="unseen">{t('Network inspector')}</h1>
      <div class="page empty">
        <section class="column network" aria-label={t('Network')}>
          <h2>{t('Network')}</h2>
          <div class="invitation">
            <p>{t('No run yet. Train the network, and watch it learn from the first epoch to the last.')}</p>
            <Button appearance="primary" onClick={retrain}>
              {t('Train')}
            </Button>
          </div>
        </section>
        <section class="column rows" aria-label={t('Rows')}>
          <h2>
            {t('Rows ')}
            <span>{t('one line per row: its masks, its outputs, its verdict')}</span>
          </h2>
          <div class="ghost-rows" aria-hidden="true">
            {Array.from({ length: 8 }, (_, i) => (
              <i key={i} />
            ))}
          </div>
        </section>
        <section class="column result" aria-label={t('Result')}>
          <h2>
            {t('Loss ')}
            <span>{t('mean cross-entropy, natural log')}</span>
          </h2>
          <svg class="ghost-axes" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
            {[12, 34, 56, 78].map((y) => (
              <path key={y} d={`M0 ${y}H100`} />
            ))}
            <path class="axis" d="M0 2V98H100" />
          </svg>
        </section>
      </div>
    </main>
  );
}
