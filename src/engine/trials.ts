import { log } from './elementary.ts';
import type { TrainingConfig } from './config.ts';
import { changed } from './configChange.ts';
import type { ConfigChange } from './configChange.ts';
import type { Experiment } from './experiment.ts';
import type { History } from './history.ts';
import { OUTCOMES } from './questions.ts';
import type { Outcome, Question, QuestionSource } from './questions.ts';
import type { Relabelling } from './relabelling.ts';

/** One change each after which a network of the tutorial's kind learns badly or not at all. */
export const BREAKING_CHANGES = [
  { key: 'training.learningRate', value: 20 },
  { key: 'network.initialization', value: 'zeros' },
  { key: 'preprocessing.standardize', value: false },
] as const satisfies readonly ConfigChange[];

/** What a run was before it was broken: so the next way to break it is again the only one. */
export interface Unbroken {
  readonly config: TrainingConfig;
  /** The label that is the wrong one in each of its broken runs; null: it had none to offer when it was broken. */
  readonly wrongLabel: Relabelling | null;
}

/** Does a change change anything about a configuration? */
export function isChange(config: TrainingConfig, change: ConfigChange): boolean {
  return JSON.stringify(changed(config, change)) !== JSON.stringify(config);
}

/** What would become of the loss with each breaking change that this run has not. */
export function trialQuestions({ experiment }: QuestionSource): Question[] {
  return BREAKING_CHANGES.filter((change) => isChange(experiment.config, change)).map((change) => ({
    form: 'trial',
    key: `trial ${change.key}`,
    subject: { ask: 'trial', change },
    choices: OUTCOMES.map((outcome) => ({ is: 'outcome', outcome })),
  }));
}

/** The last loss lies so close to ln K that the run guesses, in shares of ln K. */
const GUESSING = 0.02;

/**
 * What a run that has ended made of its training loss: it is no longer finite, within 2 % of ln K, below its first value, or
 * not below it; the first that holds.
 *
 * @param diverged has a number become not finite, here or in what would have followed?
 */
export function outcomeOf({ nClasses }: Experiment, history: History, diverged: boolean): Outcome {
  const [first, last] = [0, history.length - 1].map((epoch) => history.score(epoch, 'trainLoss'));
  if (diverged || first === undefined || last === undefined || !Number.isFinite(last)) return 'notFinite';
  const guessing = log(nClasses);
  if (Math.abs(last - guessing) <= GUESSING * guessing) return 'guessing';
  return last < first ? 'falls' : 'rises';
}
