import { useState } from 'preact/hooks';
import { t } from '#engine/translation';
import { count, whole, parseEpoch } from '../format.ts';
import { SPEEDS } from '../player.ts';
import type { ShownRun } from '../run.ts';
import { Button, Dropdown, IconButton, TextField } from '../ui/controls.tsx';
import { useInspector } from './context.ts';
import { Timeline } from './timeline/Timeline.tsx';

/** The timeline: where the cursor is, what moves it, and the training itself. */
export function Toolbar({ run }: { readonly run: ShownRun }) {
  return (
    <div class="toolbar" role="toolbar" aria-label={t('Timeline')}>
      <Transport />
      <EpochField run={run} />
      <Timeline run={run} />
      <Speed />
      <TrainingControls />
    </div>
  );
}

function Transport() {
  const { player, newest, moving, phases } = useInspector().state;
  const nothing = newest.value < 0;
  const backwards =
    moving.value && player.direction.value === 'backwards' && player.motion.value === 'playing';
  return (
    <div class="transport">
      <IconButton
        icon="to-start"
        label={t('First epoch (Home)')}
        disabled={nothing}
        onClick={() => player.seek(0)}
      />
      <IconButton
        icon="chevron-left"
        label={t('One epoch back (←)')}
        disabled={nothing}
        onClick={() => player.step(-1)}
      />
      <IconButton
        icon="debug-reverse-continue"
        label={t('Play backwards (Shift+Space)')}
        disabled={nothing}
        pressed={backwards}
        onClick={() => player.toggleBackwards()}
      />
      <IconButton
        icon={moving.value ? 'debug-pause' : 'play'}
        label={moving.value ? t('Hold the cursor (Space)') : t('Play the epochs (Space)')}
        disabled={nothing}
        onClick={() => player.toggle()}
      />
      <IconButton
        icon="chevron-right"
        label={t('One epoch on (→)')}
        disabled={nothing}
        onClick={() => player.step(1)}
      />
      <IconButton
        icon="to-end"
        label={t('Newest epoch (End)')}
        disabled={nothing}
        onClick={() => player.last()}
      />
      <IconButton
        icon="debug-step-into"
        label={phases.phase.value ? t('Whole epochs again (P)') : t('Step inside this epoch (P)')}
        disabled={nothing}
        onClick={() => phases.toggle()}
      />
    </div>
  );
}

const NO_EPOCH = t('An epoch is a whole number: 1234, 1,234 or 1 234');

/** An epoch that was typed and is not there, and the nearest one, which is shown instead. */
interface Missed {
  readonly wanted: number;
  readonly shown: number;
}

function missedText({ wanted, shown }: Missed, total: number): string {
  const why =
    wanted > total ? t('The last epoch is {0}', whole(total)) : t('Epoch {0} is not here yet', whole(wanted));
  return shown === total ? why : t('{0}; shown is the newest, {1}', why, whole(shown));
}

function EpochField({ run }: { readonly run: ShownRun }) {
  const { player, newest, span } = useInspector().state;
  const epoch = player.epoch.value;
  const [typed, setTyped] = useState<string | null>(null);
  const [missed, setMissed] = useState<Missed | null>(null);
  const invalid = typed !== null && parseEpoch(typed) === undefined ? NO_EPOCH : undefined;
  const type = (text: string | null) => {
    setTyped(text);
    setMissed(null);
  };
  const go = (text: string) => {
    const wanted = parseEpoch(text);
    if (wanted === undefined) {
      setTyped(text);
      return;
    }
    setTyped(null);
    if (wanted === player.epoch.value) return; // also when Enter and leaving the field both say so
    player.seek(wanted);
    const shown = player.epoch.value ?? 0;
    setMissed(shown === wanted ? null : { wanted, shown });
  };
  const note = invalid ?? (missed?.shown === epoch ? missedText(missed, span.value) : undefined);
  return (
    <div
      class="epoch"
      style={{ '--letters': String(whole(run.total).length) }}
      onFocusOut={() => setTyped(null)}
    >
      <span>{t('Epoch')}</span>
      <TextField
        label={t('Epoch')}
        value={typed ?? (epoch === null ? '' : whole(epoch))}
        disabled={newest.value < 0}
        invalid={invalid}
        onInput={type}
        onCommit={go}
        onEscape={() => type(null)}
      />
      <span
        class="muted"
        title={span.value < run.total ? t('{0} were planned', whole(run.total)) : undefined}
      >
        {t('of {0}', whole(span.value))}
      </span>
      <p class="epoch-note" role="status">
        {note}
      </p>
    </div>
  );
}

function Speed() {
  const { player } = useInspector().state;
  return (
    <div class="speed">
      <Dropdown
        label={t('Speed of play')}
        value={String(player.speed.value)}
        options={SPEEDS.map((speed) => ({
          value: String(speed),
          label: `${count(speed, 'epoch')}/s`,
        }))}
        onChange={(value) => {
          player.speed.value = Number(value);
        }}
      />
    </div>
  );
}

/** What acts on the training and not on the cursor: always in words. */
function TrainingControls() {
  const { state, retrain, pause, resume, stop, keepDraft } = useInspector();
  const isDraft = state.draft.isDraft.value;
  const { state: now } = state.status.value;
  const movedOn = state.movedOn.value !== null;
  const disabled = state.hostIsGone.value;
  return (
    <div class="training">
      {now === 'running' && (
        <Button disabled={disabled} onClick={pause}>
          {t('Pause training')}
        </Button>
      )}
      {now === 'paused' && (
        <Button disabled={disabled} onClick={resume}>
          {t('Resume training')}
        </Button>
      )}
      {now === 'idle' || now === 'running' || now === 'paused' ? (
        <Button disabled={disabled} onClick={stop}>
          {t('Stop')}
        </Button>
      ) : (
        !isDraft && (
          <Button appearance={movedOn ? 'primary' : 'secondary'} disabled={disabled} onClick={retrain}>
            {t('Retrain')}
          </Button>
        )
      )}
      {isDraft && (
        <Button disabled={disabled} onClick={keepDraft}>
          {t('Keep draft')}
        </Button>
      )}
    </div>
  );
}
