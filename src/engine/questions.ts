import type { CellAddress } from './arrays.ts';
import type { Chronicle } from './chronicle.ts';
import type { ConfigChange } from './configChange.ts';
import type { Experiment } from './experiment.ts';
import type { History } from './history.ts';

/** A hidden unit; layer 1 is the first hidden layer. */
export interface HiddenUnit {
  readonly layer: number;
  readonly unit: number;
}

/** A weight, by the units that it joins; layer 1 leads from the input to the first layer. */
export interface WeightPlace extends HiddenUnit {
  readonly input: number;
}

/** What a question is about. "The end" is the last epoch that there is. */
export type Subject =
  /** On which side of ln K, what guessing costs, does the training loss begin? */
  | { readonly ask: 'firstLoss' }
  /** Which hidden unit is the first that stops firing on all training rows? */
  | { readonly ask: 'firstDeath' }
  /** How many test rows are read right at this epoch? */
  | { readonly ask: 'correctAt'; readonly epoch: number }
  /** Which of these test rows is read wrong at the end? */
  | { readonly ask: 'wrongAtEnd' }
  /** At which epoch is this row read as another class than before, for the last time? */
  | { readonly ask: 'lastFlip'; readonly row: number }
  /** Which weight differs most from its first value at the end? */
  | { readonly ask: 'movedMost' }
  /** Which unit of the last hidden layer adds most, up or down, to the score that decides about this row at the end? */
  | { readonly ask: 'carries'; readonly row: number }
  /** At which epoch is the test loss smallest? */
  | { readonly ask: 'bestTestLoss' }
  /** At which epoch has the training loss gone half of its way from the first value to the last? */
  | { readonly ask: 'halfway' }
  /** Which class is the first whose test rows are all read right? */
  | { readonly ask: 'firstClass' }
  /** Which unit of the first hidden layer fires on the most training rows at the end? */
  | { readonly ask: 'firesMost' }
  /** What does the training loss do with this one change? */
  | { readonly ask: 'trial'; readonly change: ConfigChange };

/** What the training loss came to, in the order in which it is asked. */
export const OUTCOMES = ['notFinite', 'guessing', 'falls', 'rises'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type Choice =
  | ({ readonly is: 'unit' } & HiddenUnit)
  | ({ readonly is: 'weight' } & WeightPlace)
  | { readonly is: 'row'; readonly row: number }
  | { readonly is: 'epoch'; readonly epoch: number }
  | { readonly is: 'class'; readonly class: number }
  | { readonly is: 'side'; readonly side: 'below' | 'near' | 'above' } // of what guessing costs
  | { readonly is: 'outcome'; readonly outcome: Outcome };

/** Where the run itself shows the answer. */
export interface Proof {
  readonly epoch: number;
  readonly row?: number;
  readonly unit?: HiddenUnit;
  readonly cell?: CellAddress;
}

/** A question with its answers in an order that says nothing. Its key is the same whenever it is asked of a run. */
export type Question =
  | {
      readonly form: 'choice';
      readonly key: string;
      readonly subject: Subject;
      readonly choices: readonly Choice[]; // no two alike
      readonly answer: number; // index into choices
      readonly proof: Proof;
    }
  | {
      readonly form: 'count';
      readonly key: string;
      readonly subject: Subject;
      readonly most: number; // the answer is from 0 to this
      readonly answer: number;
      readonly proof: Proof;
    }
  /** Nobody knows before it has been tried: the answer is another run. */
  | {
      readonly form: 'trial';
      readonly key: string;
      readonly subject: Extract<Subject, { readonly ask: 'trial' }>;
      readonly choices: readonly Choice[];
    };

/** A run that has ended, and its past, all of it read; null where that is too large. */
export interface QuestionSource {
  readonly experiment: Experiment;
  readonly history: History;
  readonly chronicle: Chronicle | null;
}
