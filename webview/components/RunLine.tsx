import { assertNever } from '#engine/assertNever';
import { earlyStoppingOf } from '#engine/earlyStopping';
import { wilsonInterval } from '#engine/metrics';
import { t } from '#engine/translation';
import type { RunStatus } from '#protocol/api';
import { testSize, trainSize } from '#engine/rowSample';
import { count, percent, whole } from '../format.ts';
import { testName, whereText } from '../names.ts';
import type { ShownRun } from '../run.ts';
import { eventCount } from '../timelineEvents.ts';
import { WorstAlert } from './alerts/AlertNews.tsx';
import { AlertsButton } from './alerts/AlertsButton.tsx';
import { useInspector } from './context.ts';
import { IconButton } from '../ui/controls.tsx';
import { Tabs } from './Tabs.tsx';
import { EventNote } from './timeline/EventNote.tsx';

/** The pages; how the run stands; at the right what the epoch shown has achieved. */
export function RunLine({ run }: { readonly run: ShownRun }) {
  const { status, ended, draft, movedOn, hostIsGone } = useInspector().state;
  const tone =
    hostIsGone.value || status.value.state === 'diverged' || status.value.state === 'failed' ? 'bad' : '';
  return (
    <div class="run-line">
      <Tabs />
      <p class={`run-state ${tone}`} role="status" title={run.header.name}>
        <span class={status.value.state === 'completed' && ended.value ? 'unseen' : ''}>
          <Standing total={run.total} />
        </span>
        <EarlyStop run={run} />
        {draft.isDraft.value && <span class="draft-mark">{t('draft, not kept')}</span>}
        {movedOn.value !== null && (
          <span class="moved-on" title={t('The configuration has changed since: {0}', movedOn.value)}>
            {t('configuration changed: {0}', movedOn.value)}
          </span>
        )}
        <WorstAlert run={run} />
        <EventNote run={run} />
      </p>
      <Readout run={run} />
      <Lists run={run} />
    </div>
  );
}

/** How the training stands: a part of its own, because it says something else several times a second. */
function Standing({ total }: { readonly total: number }) {
  const { status, newest, nStates, isBehind, hostIsGone } = useInspector().state;
  if (hostIsGone.value)
    return <>{t('the extension host does not answer; Iris: Show Inspector brings the run back')}</>;
  return <>{describe(status.value, newest.value, total, nStates.value - 1, isBehind.value)}</>;
}

/** Where early stopping ended a completed run, and the way to the epoch that was best. */
function EarlyStop({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  if (state.status.value.state !== 'completed' || !state.ended.value) return null;
  const outcome = earlyStoppingOf(run.history, run.experiment.config.training);
  if (!outcome) return null;
  const { best, stoppedAt } = outcome;
  const restores = run.experiment.config.training.earlyStopping?.restoreBest;
  return (
    <span class="early-stop">
      {stoppedAt === null ? t('all epochs trained') : t('stopped early at epoch {0}', whole(stoppedAt))},{' '}
      <button
        title={
          restores
            ? t('The run came to the parameters of this epoch: they are evaluated. Go there')
            : t('The lowest loss that early stopping watched. Go there')
        }
        class="link"
        onClick={() => state.player.seek(best)}
      >
        {t('best epoch {0}', whole(best))}
      </button>
    </span>
  );
}

/** What opens the lists that lie over the page. */
function Lists({ run }: { readonly run: ShownRun }) {
  const { dialog, nRead } = useInspector().state;
  const n = nRead.value > 0 ? eventCount(run) : 0;
  const name = run.chronicle ? count(n, 'event') : t('events unknown');
  return (
    <div class="run-tools">
      <AlertsButton />
      <button
        class="events-button"
        aria-label={t('{0}: list (E)', name)}
        title={t('{0}: list (E)', name)}
        aria-haspopup="dialog"
        onClick={() => {
          dialog.value = 'events';
        }}
      >
        ◆ {run.chronicle ? whole(n) : '–'} <span>{n === 1 ? t('event') : t('events')}</span>
      </button>
      <IconButton
        icon="question"
        label={t('Keys (?)')}
        onClick={() => {
          dialog.value = 'keys';
        }}
      />
    </div>
  );
}

/** A state in words, with one hint where something has to be mended, and how far the page is behind the host. */
export function describe(
  status: RunStatus,
  newest: number,
  total: number,
  inHost: number,
  isBehind: boolean,
): string {
  const text = describeState(status, Math.max(0, newest, inHost), total);
  return isBehind ? t('{0}; receiving {1} of {2}', text, whole(Math.max(0, newest)), whole(inHost)) : text;
}

function describeState(status: RunStatus, epoch: number, total: number): string {
  const progress = t('{0} of {1} epochs', whole(epoch), whole(total));
  switch (status.state) {
    case 'idle':
      return t('waiting to start');
    case 'running':
      return t('training, {0}', progress);
    case 'paused':
      return t('training paused at {0}', progress);
    case 'completed':
      return t('completed');
    case 'stopped':
      return t('stopped at {0}', progress);
    case 'diverged':
      return t(
        'diverged at epoch {0}: {1} is not finite; {2}',
        whole(status.epoch),
        whereText(status.where),
        status.epoch > 0 ? t('lower the learning rate') : t('the data are too large'),
      );
    case 'failed':
      return t('failed: {0}; retrain to try again', status.message);
    default:
      return assertNever(status);
  }
}

function Readout({ run }: { readonly run: ShownRun }) {
  const { shown } = useInspector().state;
  const { split } = run.experiment;
  if (!shown.value) return <div class="readout muted">{t('waiting for the first epoch')}</div>;
  const { testCorrect, trainCorrect } = shown.value.scores;
  const nTest = testSize(run.experiment);
  const [low, high] = wilsonInterval(testCorrect, nTest);
  return (
    <div class="readout">
      <span>
        {testName(run.experiment)}{' '}
        <b>
          {whole(testCorrect)}/{whole(nTest)}
        </b>
        {t(' correct')}
        <span class="interval">{t(', 95 % interval {0}–{1} %', percent(low), percent(high))}</span>
      </span>
      {split.train !== split.test && (
        <span>
          {t('training ')}
          <b>
            {whole(trainCorrect)}/{whole(trainSize(run.experiment))}
          </b>
        </span>
      )}
    </div>
  );
}
