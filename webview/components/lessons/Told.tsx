import { t } from '#engine/translation';
import type { Trial } from '../../lessons.ts';
import { choiceText, outcomeSentence, withinSentence } from '../../questionWords.ts';
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
  const words = (one: Trial['predicted']) => withinSentence(choiceText(run, { is: 'outcome', outcome: one }));
  return (
    <section class="told" aria-label={t('Your prediction')}>
      <p role="status">
        <b class={isRight ? 'right' : 'bad'}>
          {isRight ? t('✓ As you predicted') : t('✕ Not as you predicted')}
        </b>
        {t(
          ' about the training loss of this run, {0}. You said: {1}.',
          run.header.name,
          words(trial.predicted),
        )}
        {!isRight && t(' What it does: {0}.', words(outcome))} {outcomeSentence(run, outcome)}
      </p>
      <p class="lesson-buttons">
        <Button
          onClick={() => {
            state.player.seek(outcome === 'notFinite' ? run.newest : 0);
            state.setOptions({ tab: 'curves' });
          }}
        >
          {t('See its loss')}
        </Button>
        <Button onClick={() => openRun(trial.askedBy)}>{t('Back to the run that asked')}</Button>
      </p>
    </section>
  );
}
