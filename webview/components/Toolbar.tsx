import { useState } from 'preact/hooks';
import { whole, fixed, parseEpoch } from '../format.ts';
import { SPEEDS } from '../player.ts';
import type { ShownRun } from '../run.ts';
import { Button, Dropdown, IconButton, TextField } from '../ui/controls.tsx';
import { useInspector } from './context.ts';

/** The timeline: where the cursor is, what moves it, and the training itself. */
export function Toolbar({ run }: { readonly run: ShownRun }) {
  return (
    <div class="toolbar" role="toolbar" aria-label="Timeline">
      <Transport />
      <EpochField run={run} />
      <Scrubber run={run} />
      <Speed />
      <TrainingControls />
    </div>
  );
}

function Transport() {
  const { player, newest, moving, phases } = useInspector().state;
  const nothing = newest.value < 0;
  return (
    <div class="transport">
      <IconButton
        icon="to-start"
        label="First epoch (Home)"
        disabled={nothing}
        onClick={() => player.seek(0)}
      />
      <IconButton
        icon="chevron-left"
        label="One epoch back (←)"
        disabled={nothing}
        onClick={() => player.step(-1)}
      />
      <IconButton
        icon={moving.value ? 'debug-pause' : 'play'}
        label={moving.value ? 'Hold the cursor (Space)' : 'Play the epochs (Space)'}
        disabled={nothing}
        onClick={() => player.toggle()}
      />
      <IconButton
        icon="chevron-right"
        label="One epoch on (→)"
        disabled={nothing}
        onClick={() => player.step(1)}
      />
      <IconButton icon="to-end" label="Newest epoch (End)" disabled={nothing} onClick={() => player.last()} />
      <IconButton
        icon="debug-step-into"
        label={phases.phase.value ? 'Whole epochs again (P)' : 'Step inside this epoch (P)'}
        disabled={nothing}
        onClick={() => phases.toggle()}
      />
    </div>
  );
}

function EpochField({ run }: { readonly run: ShownRun }) {
  const { player, newest } = useInspector().state;
  const epoch = player.epoch.value;
  const [typed, setTyped] = useState<string | null>(null);
  const go = (text: string) => {
    const wanted = parseEpoch(text);
    setTyped(null);
    if (wanted !== undefined && wanted !== player.epoch.value) player.seek(wanted);
  };
  return (
    <div class="epoch">
      <span>Epoch</span>
      <TextField
        label="Epoch"
        value={typed ?? (epoch === null ? '' : whole(epoch))}
        disabled={newest.value < 0}
        onInput={setTyped}
        onCommit={go}
        onEscape={() => setTyped(null)}
      />
      <span class="muted">of {whole(run.total)}</span>
    </div>
  );
}

function Scrubber({ run }: { readonly run: ShownRun }) {
  const { player, span, newest, shown } = useInspector().state;
  const epoch = player.epoch.value ?? 0;
  const last = Math.max(1, span.value);
  const loss = shown.value ? `, train loss ${fixed(shown.value.scores.trainLoss, 4)}` : '';
  return (
    <input
      class="scrubber"
      type="range"
      min={0}
      max={last}
      step={1}
      value={epoch}
      disabled={newest.value < 0}
      aria-label="Epoch shown"
      aria-valuetext={`epoch ${epoch} of ${run.total}${loss}`}
      style={{ '--at': String(epoch / last), '--received': String(Math.max(0, newest.value) / last) }}
      onInput={(event) => player.seek(Number(event.currentTarget.value))}
    />
  );
}

function Speed() {
  const { player } = useInspector().state;
  return (
    <div class="speed">
      <Dropdown
        label="Speed of play"
        value={String(player.speed.value)}
        options={SPEEDS.map((speed) => ({ value: String(speed), label: `${whole(speed)} epochs/s` }))}
        onChange={(value) => {
          player.speed.value = Number(value);
        }}
      />
    </div>
  );
}

/** What acts on the training and not on the cursor: always in words. */
function TrainingControls() {
  const { state, retrain, pause, resume, stop } = useInspector();
  const { state: now } = state.status.value;
  return (
    <div class="training">
      {now === 'running' && <Button onClick={pause}>Pause training</Button>}
      {now === 'paused' && <Button onClick={resume}>Resume training</Button>}
      {now === 'running' || now === 'paused' ? (
        <Button onClick={stop}>Stop</Button>
      ) : (
        <Button onClick={retrain}>Retrain</Button>
      )}
    </div>
  );
}
