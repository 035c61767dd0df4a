import { log } from './elementary.ts';
import { epochChoices } from './questionChoices.ts';
import type { Choice, Question, QuestionSource, Subject } from './questions.ts';

/** A loss this share away from ln K is still near it. */
const NEAR = 0.05;

/** Questions that the scores of the epochs answer; null where there is no single answer. */
export function lossQuestions(source: QuestionSource): (Question | null)[] {
  return [firstLoss(source), correctAt(source), halfway(source), bestTestLoss(source)];
}

const SIDES = ['below', 'near', 'above'] as const;

/** trainLoss[0] against ln K: below 0.95 of it, above 1.05 of it, or between. */
function firstLoss({ experiment, history }: QuestionSource): Question | null {
  const loss = history.score(0, 'trainLoss');
  if (!Number.isFinite(loss)) return null;
  const ratio = loss / log(experiment.nClasses);
  const side = ratio < 1 - NEAR ? 'below' : ratio > 1 + NEAR ? 'above' : 'near';
  return {
    form: 'choice',
    key: 'firstLoss',
    subject: { ask: 'firstLoss' },
    choices: SIDES.map((one) => ({ is: 'side', side: one })),
    answer: SIDES.indexOf(side),
    proof: { epoch: 0 },
  };
}

/** At the first of a tenth, a quarter and half of the run where the count is not that of the end; else at a quarter. */
function correctAt({ experiment, history }: QuestionSource): Question | null {
  const last = history.length - 1;
  const count = (epoch: number) => history.score(epoch, 'testCorrect');
  const epochs = [0.1, 0.25, 0.5].map((share) => Math.round(share * last)).filter((epoch) => epoch > 0);
  const epoch = epochs.find((one) => count(one) !== count(last)) ?? Math.round(last / 4);
  if (epoch === 0 || epoch === last) return null;
  return {
    form: 'count',
    key: 'correctAt',
    subject: { ask: 'correctAt', epoch },
    most: experiment.split.test.length,
    answer: count(epoch),
    proof: { epoch },
  };
}

/** The first epoch with trainLoss ≤ (first + last) / 2, where the last is the smaller one. */
function halfway({ history }: QuestionSource): Question | null {
  const last = history.length - 1;
  const loss = (epoch: number) => history.score(epoch, 'trainLoss');
  const middle = (loss(0) + loss(last)) / 2;
  if (!Number.isFinite(middle) || !(loss(last) < loss(0))) return null;
  let epoch = 0;
  while (!(loss(epoch) <= middle)) epoch++;
  return epochQuestion({ ask: 'halfway' }, epoch, [Math.round(last / 2), Math.round(last / 4)], last);
}

/** The first epoch of the smallest finite test loss, where some are larger. */
function bestTestLoss({ history }: QuestionSource): Question | null {
  const losses = history.scores('testLoss');
  let [best, largest] = [-1, -Infinity];
  losses.forEach((loss, epoch) => {
    if (!Number.isFinite(loss)) return;
    if (best < 0 || loss < losses[best]!) best = epoch;
    largest = Math.max(largest, loss);
  });
  if (best < 0 || losses[best] === largest) return null;
  const last = history.length - 1;
  return epochQuestion({ ask: 'bestTestLoss' }, best, [last, Math.round(last * 0.7), 0], last);
}

/** Which epoch it was; null where the run is too short to have others that could be meant. */
export function epochQuestion(
  subject: Subject,
  answer: number,
  likely: readonly number[],
  last: number,
  row?: number,
): Question | null {
  const epochs = epochChoices(answer, likely, last);
  if (epochs.length < 3) return null;
  return {
    form: 'choice',
    key: subject.ask,
    subject,
    choices: epochs.map((epoch): Choice => ({ is: 'epoch', epoch })),
    answer: epochs.indexOf(answer),
    proof: row === undefined ? { epoch: answer } : { epoch: answer, row },
  };
}
