import type { Question } from '#engine/questions';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import { canTrain } from '../../host.ts';
import { askingOf } from '../../questionWords.ts';
import type { ShownRun } from '../../run.ts';
import { IconButton } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';
import { Answer } from './Answer.tsx';
import { QuestionForm } from './QuestionForm.tsx';

/** The questions that this run can be asked, one at a time: first the answer of the person, then that of the run. */
export function Questions({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const isBreakable = canTrain() && !run.header.unbroken; // another change would break a broken run twice
  const questions = state.lessons.questions.value.filter(({ form }) => form !== 'trial' || isBreakable);
  const at = Math.min(state.options.value.question, questions.length - 1);
  const question = questions[at];
  if (!question) return <p class="muted">{emptyText(state.ended.value)}</p>;
  const go = (step: number) =>
    state.setOptions({ question: (at + step + questions.length) % questions.length });
  const { right, given } = state.lessons.score.value;
  const position = t('Question {0} of {1}', whole(at + 1), whole(questions.length));
  return (
    <>
      <div class="lesson-line">
        <IconButton icon="chevron-left" label={t('Question before')} onClick={() => go(-1)} />
        <span>{position}</span>
        <IconButton icon="chevron-right" label={t('Question after')} onClick={() => go(1)} />
        <span class="muted score">
          {given === 0 ? t('none answered yet') : t('{0} of {1} right', whole(right), whole(given))}
        </span>
      </div>
      <Asked key={question.key} run={run} question={question} onNext={() => go(1)} />
    </>
  );
}

function emptyText(ended: boolean): string {
  return ended
    ? t('This run leaves nothing to ask.')
    : t('Questions come once the run has ended and all of it has been read.');
}

interface AskedProps {
  readonly run: ShownRun;
  readonly question: Question;
  readonly onNext: () => void;
}

function Asked({ run, question, onNext }: AskedProps) {
  const { lessons } = useInspector().state;
  const { title, note } = askingOf(run, question);
  const answered = lessons.answerTo(question);
  return (
    <section class="asked" aria-labelledby="asked">
      <h2 id="asked">{title}</h2>
      <p class="muted" id="asked-note">
        {note}
      </p>
      {answered ? (
        <Answer run={run} question={question} answered={answered} onNext={onNext} />
      ) : (
        <QuestionForm run={run} question={question} />
      )}
    </section>
  );
}
