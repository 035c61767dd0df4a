import type { Question, QuestionSource } from './questions.ts';
import { endQuestions } from './questionsOfEnd.ts';
import { lossQuestions } from './questionsOfLoss.ts';
import { pastQuestions } from './questionsOfPast.ts';
import { trialQuestions } from './trials.ts';

/**
 * What can be asked of a run that has ended, in the order in which one question spoils the next least. What has no answer in
 * this run, or more than one, is not asked.
 */
export function questionsOf(source: QuestionSource): Question[] {
  const { history } = source;
  if (history.length < 2) return [];
  const [first, ...losses] = lossQuestions(source);
  const past = source.chronicle?.length === history.length ? pastQuestions(source, source.chronicle) : [];
  return [first, ...past, ...losses, ...endQuestions(source), ...trialQuestions(source)].filter(
    (question) => question !== null && question !== undefined,
  );
}
