import { useRef } from 'preact/hooks';
import { t } from '#engine/translation';
import { alertKey, alertTitle } from '../../alertWords.ts';
import { whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import { LevelIcon } from './LevelIcon.tsx';

/** The worst error, beside the state of the run: seen at once, and over nothing. The state says it itself of a run that is no longer finite. */
export function WorstAlert({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const [worst] = state.alerts.value;
  if (worst?.level !== 'error' || state.status.value.state === 'diverged') return null;
  return (
    <span class="worst-alert">
      <LevelIcon level="error" />
      {t(' {0}, since epoch {1}', alertTitle(run, worst), whole(worst.epoch))}
    </span>
  );
}

/** For a screen reader: a sentence when an error comes that was not there before; nothing once all of them are over. */
export function AlertNews({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const told = useRef(new Set<string>());
  const news = useRef('');
  const errors = state.alerts.value.filter(({ level }) => level === 'error');
  const fresh = errors.filter((alert) => !told.current.has(alertKey(alert)));
  if (fresh.length > 0) {
    for (const alert of fresh) told.current.add(alertKey(alert));
    const sentences = fresh.map((alert) =>
      t('{0}, since epoch {1}.', alertTitle(run, alert), whole(alert.epoch)),
    );
    news.current = t('Error: {0} A lists all alerts.', sentences.join(' '));
  }
  return (
    <p class="unseen alert-news" role="status">
      {errors.length > 0 && news.current}
    </p>
  );
}
