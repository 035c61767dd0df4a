import { useId } from 'preact/hooks';
import type { Alert, AlertLevel } from '#engine/alerts';
import { t } from '#engine/translation';
import { goToAlert } from '../../alertPlaces.ts';
import { alertTitle } from '../../alertWords.ts';
import { whole } from '../../format.ts';
import type { ShownRun } from '../../run.ts';
import { useInspector } from '../context.ts';
import { AlertDetails } from './AlertDetails.tsx';
import { LevelIcon } from './LevelIcon.tsx';

const LEVEL_NAMES: Readonly<Record<AlertLevel, string>> = {
  error: t('Error'),
  warning: t('Warning'),
  note: t('Note'),
};

interface AlertRowProps {
  readonly run: ShownRun;
  readonly alert: Alert;
  readonly isOpen: boolean;
  readonly inTabOrder: boolean;
  readonly onFocus: () => void;
  readonly onToggle: () => void;
}

/** One alert: a line that opens to its reason, and the way to its epoch. */
export function AlertRow({ run, alert, isOpen, inTabOrder, onFocus, onToggle }: AlertRowProps) {
  const inspector = useInspector();
  const id = useId();
  const title = alertTitle(run, alert);
  const fold = (event: KeyboardEvent) => {
    if (event.key !== (isOpen ? 'ArrowLeft' : 'ArrowRight')) return;
    event.preventDefault(); // alone these keys step through the epochs
    onToggle();
  };
  return (
    <li class="alert" data-level={alert.level}>
      <div class="alert-line">
        <button
          class="alert-head"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          tabIndex={inTabOrder ? 0 : -1}
          onFocus={onFocus}
          onKeyDown={fold}
          onClick={onToggle}
        >
          <span class={`icon icon-chevron-${isOpen ? 'down' : 'right'}`} aria-hidden="true" />
          <LevelIcon level={alert.level} />
          <span class="unseen">{LEVEL_NAMES[alert.level]}: </span>
          <span class="alert-title">{title}</span>
        </button>
        <button
          class="alert-epoch"
          aria-label={t('Show epoch {0}, where it began: {1}', whole(alert.epoch), title)}
          title={t('Show this epoch')}
          tabIndex={inTabOrder ? 0 : -1}
          onClick={() => goToAlert(inspector, alert)}
        >
          {t('epoch {0}', whole(alert.epoch))}
        </button>
      </div>
      {isOpen && (
        <div id={id} role="group" aria-label={title} class="alert-details">
          <AlertDetails run={run} alert={alert} />
        </div>
      )}
    </li>
  );
}
