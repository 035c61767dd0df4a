import { useEffect, useRef } from 'preact/hooks';
import type { Question } from '#engine/questions';
import { t } from '#engine/translation';
import { whole } from '../../format.ts';
import type { Answered } from '../../lessonState.ts';
import { answerText, choiceText, proofText } from '../../questionWords.ts';
import type { ShownRun } from '../../run.ts';
import type { Tab } from '../../viewOptions.ts';
import { Button } from '../../ui/controls.tsx';
import { useInspector } from '../context.ts';
import type { Inspector } from '../context.ts';

interface AnswerProps {
  readonly run: ShownRun;
  readonly question: Question;
  readonly answered: Answered;
  readonly onNext: () => void;
}

/** The truth beside what was said, and the place in the run that proves it. */
export function Answer({ run, question, answered, onNext }: AnswerProps) {
  const inspector = useInspector();
  const verdict = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    // what was pressed is gone; the keyboard goes on from what it led to
    if (document.activeElement === document.body) verdict.current?.focus();
  }, []);
  const { given, truth } = answered;
  const isRight = given === truth;
  const words = (answer: number) => answerText(run, question, answer);
  return (
    <>
      {question.form !== 'count' && <Marked run={run} question={question} answered={answered} />}
      <p class="answer-verdict" role="status" tabIndex={-1} ref={verdict}>
        <b class={isRight ? 'right' : 'bad'}>{isRight ? t('✓ Right') : t('✕ Not so')}</b>: {words(truth)}
        {isRight ? '' : t('; you said {0}', words(given))}. {proofText(run, question)}
      </p>
      <p class="lesson-buttons">
        {question.form === 'trial' ? (
          <Button onClick={() => showTrial(inspector, question)}>{t('Show the run that told')}</Button>
        ) : (
          <Button onClick={() => showProof(inspector, question)}>
            {t('See it at epoch {0}', whole(question.proof.epoch))}
          </Button>
        )}
        <Button appearance="primary" onClick={onNext}>
          {t('Next question')}
        </Button>
      </p>
    </>
  );
}

interface MarkedProps {
  readonly run: ShownRun;
  readonly question: Exclude<Question, { readonly form: 'count' }>;
  readonly answered: Answered;
}

function Marked({ run, question, answered: { given, truth } }: MarkedProps) {
  return (
    <ul class="answers">
      {question.choices.map((choice, i) => (
        <li key={i} data-truth={i === truth}>
          <span class="mark" aria-hidden="true">
            {i === truth ? '✓' : i === given ? '✕' : ''}
          </span>
          <span>{choiceText(run, choice)}</span>
          {i === given && <span class="muted">{t('your answer')}</span>}
          {i === truth && i !== given && <span class="muted">{t('the run’s')}</span>}
        </li>
      ))}
    </ul>
  );
}

const PLACES: Readonly<Record<Exclude<Question, { readonly form: 'trial' }>['subject']['ask'], Tab>> = {
  firstLoss: 'curves',
  firstDeath: 'curves',
  correctAt: 'network',
  wrongAtEnd: 'samples',
  lastFlip: 'samples',
  movedMost: 'network',
  carries: 'samples',
  bestTestLoss: 'curves',
  halfway: 'curves',
  firstClass: 'network',
  firesMost: 'curves',
  trial: 'curves',
};

/** Moves cursor and selection to where the run itself says it. */
function showProof({ state, select, open }: Inspector, question: Question): void {
  if (question.form === 'trial') return;
  const { epoch, row, unit, cell } = question.proof;
  state.player.seek(epoch);
  if (row !== undefined || unit) select({ ...(row !== undefined && { row }), ...unit });
  if (cell) open(cell);
  state.setOptions({ tab: PLACES[question.subject.ask] });
}

function showTrial({ state, openRun }: Inspector, question: Question): void {
  const told = state.lessons.trialOf(question)?.told;
  if (told) openRun(told.runId);
}
