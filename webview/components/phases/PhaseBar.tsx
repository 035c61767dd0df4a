import { useEffect } from 'preact/hooks';
import { isForward } from '#engine/phases';
import { t } from '#engine/translation';
import { PHASE_SPEEDS } from '../../phaseStepper.ts';
import { phaseSentence } from '../../phaseWords.ts';
import '../../styles/phases.css';
import { Dropdown, IconButton } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

/** The steps inside the epoch shown, in the order of computation; only there while a person steps through them. */
export function PhaseBar() {
  const { state } = useInspector();
  const { phases } = state;
  const phase = phases.phase.value;
  useYielding(phase !== null);
  if (!phase) return null;
  const untrained = state.isLastState.value;
  const experiment = state.run.value?.experiment;
  const sentence = experiment ? phaseSentence(phase, experiment, state.player.epoch.value ?? 0) : '';
  return (
    <section class="phase-bar" aria-label={t('Steps inside the epoch')}>
      <div class="transport">
        <IconButton icon="chevron-left" label={t('Step back (,)')} onClick={() => phases.previous()} />
        <span data-phase-play>
          <IconButton
            icon={phases.playing.value ? 'debug-pause' : 'play'}
            label={phases.playing.value ? t('Hold the steps') : t('Play the steps')}
            onClick={() => (phases.playing.value ? phases.hold() : phases.play())}
          />
        </span>
        <IconButton icon="chevron-right" label={t('Step on (.)')} onClick={() => phases.next()} />
      </div>
      <ol class="phase-list">
        {phases.phases.value.map((one, i) => (
          <li key={`${one.kind}${one.layer}`} class={isForward(one) ? 'forward' : 'backward'}>
            <button
              aria-current={one === phase ? 'step' : undefined}
              aria-label={`${one.name}: ${one.formula}`}
              disabled={untrained && !isForward(one)}
              title={
                untrained && !isForward(one)
                  ? t('The run ended here, so the training did not compute this')
                  : one.formula
              }
              onClick={() => phases.show(i)}
            >
              {one.name}
            </button>
          </li>
        ))}
      </ol>
      <p class="phase-words" role="status">
        <b>{phase.formula}</b> <span>{sentence}</span>
      </p>
      <div class="phase-speed">
        <Dropdown
          label={t('Speed of the steps')}
          value={String(phases.speed.value)}
          options={PHASE_SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }))}
          onChange={(value) => {
            phases.speed.value = Number(value);
          }}
        />
      </div>
      <IconButton icon="close" label={t('Whole epochs again (P)')} onClick={() => phases.leave()} />
    </section>
  );
}

/** Steps that play by themselves stop at any key or press, and leave the page to the person. */
function useYielding(active: boolean): void {
  const { state } = useInspector();
  useEffect(() => {
    if (!active) return undefined;
    const yieldTo = (event: Event) => {
      const onPlay = event.target instanceof Element && event.target.closest('[data-phase-play]');
      if (!onPlay) state.phases.hold();
    };
    const events = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const name of events) window.addEventListener(name, yieldTo, { capture: true, passive: true });
    return () => {
      for (const name of events) window.removeEventListener(name, yieldTo, { capture: true });
    };
  }, [active, state]);
}
