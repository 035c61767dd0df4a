import { ALERT_LEVELS } from '#engine/alerts';
import type { AlertLevel } from '#engine/alerts';
import { t } from '#engine/translation';
import { countWords } from '../../alertWords.ts';
import { whole } from '../../format.ts';
import '../../styles/alerts.css';
import { useInspector } from '../context.ts';
import { LevelIcon } from './LevelIcon.tsx';

/** The element that the button opens, for `aria-controls`. */
export const ALERT_PANEL = 'alert-panel';

/** How many alerts of each level there are; opens and closes their list. A run without any is told so in ink-2. */
export function AlertsButton() {
  const { state } = useInspector();
  const alerts = state.alerts.value;
  const isFinal = state.alertsAre.value === 'final';
  const isShown = state.options.value.alerts === 'shown';
  const counts = ALERT_LEVELS.map((level) => ({
    level,
    n: alerts.filter((alert) => alert.level === level).length,
  })).filter(({ n }) => n > 0);
  return (
    <button
      class="alerts-button"
      title={t('{0}: list (A)', countWords(alerts))}
      aria-expanded={isShown}
      aria-controls={isShown ? ALERT_PANEL : undefined}
      onClick={() => state.setOptions({ alerts: isShown ? 'hidden' : 'shown' })}
    >
      {counts.length === 0 && (
        <span class="level none">
          {isFinal && <span class="icon icon-check" aria-hidden="true" />}
          <span class={isFinal ? 'in-words' : ''}>{isFinal ? t('No alerts') : t('No alerts so far')}</span>
        </span>
      )}
      {counts.map(({ level, n }, i) => (
        <span key={level} class={`level ${level}`}>
          <LevelIcon level={level} />
          <span>
            {whole(n)}
            <span class="unseen">
              {` ${levelText(level, n)}`}
              {i < counts.length - 1 ? ',' : LIST}
            </span>
          </span>
        </span>
      ))}
    </button>
  );
}

function levelText(level: AlertLevel, n: number): string {
  switch (level) {
    case 'error':
      return n === 1 ? t('error') : t('errors');
    case 'warning':
      return n === 1 ? t('warning') : t('warnings');
    case 'note':
      return n === 1 ? t('note') : t('notes');
  }
}

/** What follows the counts in the button's name. */
const LIST = t(': list (A)');
