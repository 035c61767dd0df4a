import { computed, effect } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { TrainingConfig } from '#engine/config';
import { changed } from '#engine/configChange';
import type { Outcome, Question } from '#engine/questions';
import { questionsOf } from '#engine/questionList';
import { wrongLabelOf } from '#engine/relabelling';
import type { Relabelling } from '#engine/relabelling';
import { outcomeOf } from '#engine/trials';
import type { RunStatus } from '#protocol/api';
import { withTrial } from './lessons.ts';
import type { Trial } from './lessons.ts';
import type { ShownRun } from './run.ts';
import type { ViewOptions } from './viewOptions.ts';

/** What the lessons read of the inspector, and where they keep what was answered. */
export interface LessonSource {
  readonly run: ReadonlySignal<ShownRun | null>;
  readonly status: ReadonlySignal<RunStatus>;
  readonly ended: ReadonlySignal<boolean>;
  /** Has the run ended, and is all of it here and read? Then there is something to ask. */
  readonly isKnown: ReadonlySignal<boolean>;
  readonly options: ReadonlySignal<ViewOptions>;
  readonly setOptions: (part: Partial<ViewOptions>) => void;
}

/** What was answered to a question. */
export interface Answered {
  readonly given: number; // the index of a choice, or a count
  readonly truth: number; // the same
}

/** The questions of the shown run, and how they have been answered. An answer stands: it is given before the truth is shown. */
export class LessonState {
  private readonly source: LessonSource;
  readonly questions: ReadonlySignal<readonly Question[]>;
  /** The wrong label that breaks the shown run; of a broken one, the run that it was made from. Null: there is none, or not yet. */
  readonly wrongLabel: ReadonlySignal<Relabelling | null>;
  /** The prediction that the shown run has told the truth of, the latest. */
  readonly told: ReadonlySignal<Trial | null>;
  /** How many answers about the shown run were right, of how many. */
  readonly score: ReadonlySignal<{ readonly right: number; readonly given: number }>;

  constructor(source: LessonSource) {
    this.source = source;
    const { run, ended, isKnown, options } = source;
    this.questions = computed(() => (run.value && isKnown.value ? questionsOf(run.value) : []));
    this.wrongLabel = computed(() => {
      if (!run.value) return null;
      const { header, experiment, history } = run.value;
      if (header.unbroken) return header.unbroken.wrongLabel;
      return ended.value ? wrongLabelOf(experiment, history) : null;
    });
    this.told = computed(() => {
      const id = run.value?.header.id;
      return [...options.value.trials].reverse().find(({ told }) => told?.runId === id) ?? null;
    });
    this.score = computed(() => {
      const answers = this.questions.value.flatMap((question) => this.answerTo(question) ?? []);
      return { right: answers.filter(({ given, truth }) => given === truth).length, given: answers.length };
    });
    effect(() => this.tellTrials());
  }

  /** What was answered; null before. A prediction is answered once its run has told. */
  answerTo(question: Question): Answered | null {
    if (question.form === 'trial') {
      const trial = this.trialOf(question);
      if (!trial?.told) return null;
      return { given: indexOf(question, trial.predicted), truth: indexOf(question, trial.told.outcome) };
    }
    const given = this.source.options.value.answers[question.key];
    return given === undefined ? null : { given, truth: question.answer };
  }

  /** The prediction that was made about a question of the shown run. */
  trialOf(question: Question): Trial | null {
    const id = this.source.run.value?.header.id;
    const { trials } = this.source.options.value;
    return trials.find(({ askedBy, key }) => askedBy === id && key === question.key) ?? null;
  }

  /** Answers a question; a second answer to it changes nothing. */
  answer(question: Question, given: number): void {
    const { options, setOptions } = this.source;
    if (question.form === 'trial') this.predict(question, given);
    else if (!(question.key in options.value.answers)) {
      setOptions({ answers: { ...options.value.answers, [question.key]: given } });
    }
  }

  private predict(question: Extract<Question, { readonly form: 'trial' }>, given: number): void {
    const { run, options, setOptions } = this.source;
    const choice = question.choices[given];
    if (!run.value || choice?.is !== 'outcome' || this.trialOf(question)) return;
    const { id, config, dataset } = run.value.header;
    const trial: Trial = {
      askedBy: id,
      key: question.key,
      predicted: choice.outcome,
      expects: fingerprint(changed(config, question.subject.change), dataset.name),
      told: null,
    };
    setOptions({ trials: withTrial(options.value.trials, trial) });
  }

  /** A run has ended that a prediction was waiting for. */
  private tellTrials(): void {
    const { run, status, isKnown, options, setOptions } = this.source;
    if (!run.value || !isKnown.value || status.value.state === 'stopped') return;
    const { header, experiment, history } = run.value;
    const print = fingerprint(header.config, header.dataset.name);
    const { trials } = options.value;
    const waits = ({ told, expects, askedBy }: Trial) =>
      told === null && expects === print && askedBy !== header.id;
    if (!trials.some(waits)) return;
    const outcome = outcomeOf(experiment, history, status.value.state === 'diverged');
    const told = { runId: header.id, outcome };
    setOptions({ trials: trials.map((trial) => (waits(trial) ? { ...trial, told } : trial)) });
  }
}

function indexOf({ choices }: Extract<Question, { readonly form: 'trial' }>, outcome: Outcome): number {
  return choices.findIndex((choice) => choice.is === 'outcome' && choice.outcome === outcome);
}

/** The same for the same run. A number of 32 bits of it is enough to tell runs of one window apart, and is short to keep. */
function fingerprint(config: TrainingConfig, dataset: string): string {
  const text = JSON.stringify([config, dataset]);
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return `${text.length}-${hash >>> 0}`;
}
