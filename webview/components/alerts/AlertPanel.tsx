import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { alertKey, countWords } from '../../alertWords.ts';
import { whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { IconButton } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';
import { AlertRow } from './AlertRow.tsx';
import { ALERT_PANEL } from './AlertsButton.tsx';

/** What is wrong with the run, beside its pictures, or below them where there is no room. Arrow keys walk, Enter opens. */
export function AlertPanel({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const isShown = state.options.value.alerts === 'shown';
  const isFromBefore = useRef(isShown); // a page that comes back with the list leaves the focus where it is
  if (!isShown) isFromBefore.current = false;
  return isShown ? <Panel run={run} takesFocus={!isFromBefore.current} /> : null;
}

interface PanelProps {
  readonly run: ShownRun;
  readonly takesFocus: boolean;
}

function Panel({ run, takesFocus }: PanelProps) {
  const { state } = useInspector();
  const alerts = state.alerts.value;
  const [opened, setOpened] = useState<string | null | undefined>(undefined);
  const [focused, setFocused] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (takesFocus) list.current?.querySelector<HTMLElement>('.alert-head')?.focus();
  }, []);
  const hide = () => {
    state.setOptions({ alerts: 'hidden' });
    document.querySelector<HTMLElement>('.alerts-button')?.focus();
  };
  const first = alerts[0];
  const open = opened === undefined && first ? alertKey(first) : opened; // the worst, until a person chooses
  const at = Math.min(focused, alerts.length - 1);
  const walk = (event: KeyboardEvent) => {
    const on = event.target instanceof Element && event.target.closest('.alert-head') !== null;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: alerts.length - 1 }[event.key];
    if (event.key === 'Escape') hide();
    else if (!on || to === undefined) return;
    else {
      const within = Math.min(Math.max(to, 0), alerts.length - 1);
      setFocused(within);
      list.current?.querySelectorAll<HTMLElement>('.alert-head')[within]?.focus();
    }
    event.preventDefault();
  };
  return (
    <aside class="alert-panel" id={ALERT_PANEL} aria-label={t('Alerts')} onKeyDown={walk}>
      <header>
        <h2>
          {t('Alerts ')}
          <span>{scopeWords(run, state.alertsAre.value, countWords(alerts))}</span>
        </h2>
        <IconButton icon="close" label={t('Close the alerts (A)')} onClick={hide} />
      </header>
      <ul ref={list}>
        {alerts.map((alert, i) => (
          <AlertRow
            key={alertKey(alert)}
            run={run}
            alert={alert}
            isOpen={alertKey(alert) === open}
            inTabOrder={i === at}
            onFocus={() => setFocused(i)}
            onToggle={() => setOpened(alertKey(alert) === open ? null : alertKey(alert))}
          />
        ))}
      </ul>
      {alerts.length === 0 && <p class="muted nothing">{t('Nothing is wrong with this run.')}</p>}
      {!run.chronicle && (
        <p class="note">
          {t(
            'This run is too large for a pass of every epoch: dead units and saturated outputs are not looked for.',
          )}
        </p>
      )}
    </aside>
  );
}

function scopeWords(run: ShownRun, they: 'open' | 'final', words: string): string {
  if (they === 'final') return words;
  return t('{0} up to epoch {1}', words, whole(Math.max(0, run.alertLog.length - 1)));
}
