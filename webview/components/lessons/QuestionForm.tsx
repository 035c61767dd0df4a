import { useState } from 'preact/hooks';
import type { Question } from '#engine/questions';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { choiceText, withinSentence } from '../../questionWords.ts';
import type { ShownRun } from '../../run.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';

interface FormProps {
  readonly run: ShownRun;
  readonly question: Question;
}

/** Where an answer is given, and then asked for. Nothing is shown before, and nothing can be changed after. */
export function QuestionForm({ run, question }: FormProps) {
  const { state, breakRun, did } = useInspector();
  const [given, setGiven] = useState<number | null>(null);
  const trial = state.lessons.trialOf(question);
  if (question.form === 'trial' && trial) {
    return (
      <>
        <p role="status">
          {t(
            'You said: {0}. Its run has not told yet.',
            withinSentence(choiceText(run, { is: 'outcome', outcome: trial.predicted })),
          )}
        </p>
        <p class="lesson-buttons">
          <Button onClick={() => breakRun(question.subject.change.key)}>{t('Train it again')}</Button>
        </p>
      </>
    );
  }
  const reveal = () => {
    if (given === null) return;
    state.lessons.answer(question, given);
    did('answeredQuestion');
    if (question.form === 'trial') breakRun(question.subject.change.key);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        reveal();
      }}
    >
      {question.form === 'count' ? (
        <Count most={question.most} onChange={setGiven} />
      ) : (
        <ChoiceList run={run} question={question} given={given} onChoose={setGiven} />
      )}
      <p class="lesson-buttons">
        <Button appearance="primary" disabled={given === null} onClick={reveal}>
          {question.form === 'trial' ? t('Train and see') : t('Show the answer')}
        </Button>
      </p>
    </form>
  );
}

interface ChoiceListProps {
  readonly run: ShownRun;
  readonly question: Exclude<Question, { readonly form: 'count' }>;
  readonly given: number | null;
  readonly onChoose: (choice: number) => void;
}

function ChoiceList({ run, question, given, onChoose }: ChoiceListProps) {
  return (
    <fieldset class="answers" aria-labelledby="asked" aria-describedby="asked-note">
      {question.choices.map((choice, i) => (
        <label key={i}>
          <input
            type="radio"
            name="answer"
            checked={given === i}
            onChange={() => onChoose(i)}
            onKeyDown={keepArrows}
          />
          <span>{choiceText(run, choice)}</span>
        </label>
      ))}
    </fieldset>
  );
}

interface CountProps {
  readonly most: number;
  readonly onChange: (count: number | null) => void;
}

function Count({ most, onChange }: CountProps) {
  const [isBad, setBad] = useState(false);
  return (
    <p class="answers">
      <input
        class="count-field"
        type="text"
        inputMode="numeric"
        autocomplete="off"
        aria-labelledby="asked"
        aria-describedby="asked-note"
        aria-invalid={isBad}
        onInput={(event) => {
          const typed = event.currentTarget.value.trim();
          const count = /^\d{1,7}$/.test(typed) ? Number(typed) : NaN;
          const isCount = count <= most;
          setBad(typed !== '' && !isCount);
          onChange(isCount ? count : null);
        }}
      />{' '}
      <span class="muted">{t('of {0}', whole(most))}</span>
    </p>
  );
}

/** The arrow keys belong to the control here, not to the timeline. */
export function keepArrows(event: KeyboardEvent): void {
  if (/^(?:Arrow.*|Home|End|PageUp|PageDown| )$/.test(event.key)) event.stopPropagation();
}
