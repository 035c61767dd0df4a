import type { Trial } from '../../lessons.ts';
import { outcomeSentence, choiceText } from '../../questionWords.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

/** What this run says to the prediction that it was trained for, and the way back to the run that asked. */
export function Told({ run }: { readonly run: ShownRun }) {
  const { state, openRun } = useInspector();
  const trial = state.lessons.told.value;
  if (!trial?.told) return null;
  const { outcome } = trial.told;
  const isRight = outcome === trial.predicted;
  const words = (one: Trial['predicted']) => choiceText(run, { is: 'outcome', outcome: one }).toLowerCase();
  return (
    <section class="told" aria-label="Your prediction">
      <p role="status">
        <b class={isRight ? 'right' : 'bad'}>{isRight ? '✓ As you predicted' : '✕ Not as you predicted'}</b>{' '}
        about the training loss of this run, {run.header.name}. You said: {words(trial.predicted)}.
        {!isRight && ` What it does: ${words(outcome)}.`} {outcomeSentence(run, outcome)}
      </p>
      <p class="lesson-buttons">
        <Button
          onClick={() => {
            state.player.seek(outcome === 'notFinite' ? run.newest : 0);
            state.setOptions({ tab: 'curves' });
          }}
        >
          See its loss
        </Button>
        <Button onClick={() => openRun(trial.askedBy)}>Back to the run that asked</Button>
      </p>
    </section>
  );
}
