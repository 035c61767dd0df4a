import { OUTCOMES } from '#engine/questions';
import type { Outcome } from '#engine/questions';
import { checkIndex, checkText } from '#protocol/guards';

/** The parts of the Lessons tab. */
export const LESSONS = ['questions', 'guessing', 'breaking'] as const;
export type Lesson = (typeof LESSONS)[number];

/** What a person has answered about a run, by the question's key: the index of a choice, or a count. Given once. */
export type Answers = Readonly<Record<string, number>>;

/** A prediction about a run that was not there yet. */
export interface Trial {
  readonly askedBy: string; // the run that the question was asked of
  readonly key: string; // of the question
  readonly predicted: Outcome;
  readonly expects: string; // the fingerprint of the run that will tell
  readonly told: { readonly runId: string; readonly outcome: Outcome } | null;
}

/** How sure a person was of each class of a flower, in per cent, and the epoch at which the network was asked too. */
export interface Guess {
  readonly row: number;
  readonly certainty: readonly number[]; // [nClasses], whole numbers that add up to 100
  readonly epoch: number;
}

/** The guessing game: its round, from 0, chooses the flowers. */
export interface Game {
  readonly round: number;
  readonly guesses: readonly Guess[]; // of the round's flowers, in their order
}

export const NEW_GAME: Game = { round: 0, guesses: [] };

const MOST_TRIALS = 40;
const MOST_ANSWERS = 100;

/** The trials with one more; of very many the oldest are forgotten. */
export function withTrial(trials: readonly Trial[], trial: Trial): readonly Trial[] {
  return [...trials, trial].slice(-MOST_TRIALS);
}

/** Kept answers; none that could not be one. */
export function readAnswers(value: unknown): Answers {
  const entries = Object.entries(Object(value) as Record<string, unknown>).slice(0, MOST_ANSWERS);
  return Object.fromEntries(
    entries.flatMap(([key, given]): [string, number][] =>
      typeof given === 'number' && Number.isInteger(given) && given >= 0 ? [[key, given]] : [],
    ),
  );
}

export function readTrials(value: unknown): readonly Trial[] {
  return Array.isArray(value) ? value.slice(-MOST_TRIALS).flatMap((one) => orNone(() => readTrial(one))) : [];
}

export function readGame(value: unknown): Game {
  const [game] = orNone((): Game => {
    const { round, guesses } = Object(value) as Record<string, unknown>;
    if (!Array.isArray(guesses)) throw new TypeError('guesses must be a list');
    return { round: checkIndex(round, 'round', 0xffffffff), guesses: guesses.map(readGuess) };
  });
  return game ?? NEW_GAME;
}

function readTrial(value: unknown): Trial {
  const { askedBy, key, predicted, expects, told } = Object(value) as Record<string, unknown>;
  const { runId, outcome } = Object(told) as Record<string, unknown>;
  return {
    askedBy: checkText(askedBy, 'askedBy'),
    key: checkText(key, 'key'),
    predicted: readOutcome(predicted),
    expects: checkText(expects, 'expects'),
    told: told === null ? null : { runId: checkText(runId, 'runId'), outcome: readOutcome(outcome) },
  };
}

function readOutcome(value: unknown): Outcome {
  const found = OUTCOMES.find((one) => one === value);
  if (found === undefined) throw new TypeError('an outcome must be one of those that there are');
  return found;
}

function readGuess(value: unknown): Guess {
  const { row, certainty, epoch } = Object(value) as Record<string, unknown>;
  if (!Array.isArray(certainty)) throw new TypeError('certainty must be a list');
  return {
    row: checkIndex(row, 'row'),
    certainty: certainty.map((share) => checkIndex(share, 'certainty', 100)),
    epoch: checkIndex(epoch, 'epoch'),
  };
}

/** What was kept by another version is no reason to fail. */
function orNone<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch {
    return [];
  }
}
