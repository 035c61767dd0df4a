import type { ComponentType } from 'preact';
import { t } from '#engine/translation';
import { canTrain } from '../../host.ts';
import type { Lesson } from '../../lessons.ts';
import type { ShownRun } from '../../run.ts';
import '../../styles/lessons.css';
import { Choices } from '../Choices.tsx';
import { useInspector } from '../context.ts';
import { Breaking } from './Breaking.tsx';
import { Guessing } from './Guessing.tsx';
import { Questions } from './Questions.tsx';
import { Told } from './Told.tsx';

interface Part {
  readonly text: string;
  readonly Body: ComponentType<{ readonly run: ShownRun }>;
}

const PARTS: Readonly<Record<Lesson, Part>> = {
  questions: { text: t('Questions'), Body: Questions },
  guessing: { text: t('Guessing game'), Body: Guessing },
  breaking: { text: t('Break it'), Body: Breaking },
};

const ORDER = [
  { value: 'questions', text: PARTS.questions.text },
  { value: 'guessing', text: PARTS.guessing.text },
  { value: 'breaking', text: PARTS.breaking.text },
] as const;

/** Lessons that ask before they show: one thing at a time, about the run that is shown. */
export function LessonsTab({ run }: { readonly run: ShownRun }) {
  const { state } = useInspector();
  const parts = ORDER.filter(({ value }) => value !== 'breaking' || canTrain());
  const wanted = state.options.value.lesson;
  const lesson = parts.some(({ value }) => value === wanted) ? wanted : 'questions';
  const { Body } = PARTS[lesson];
  return (
    <div class="lessons-page">
      <div class="lesson">
        <Choices
          label={t('Lessons')}
          value={lesson}
          choices={parts}
          onChoose={(next) => state.setOptions({ lesson: next })}
        />
        {lesson === 'questions' && <Told run={run} />}
        <Body run={run} />
      </div>
    </div>
  );
}
